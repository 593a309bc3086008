import { Worker } from 'node:worker_threads';
import type { Answer, Failure, LogCalls, Question } from './log-messages.ts';

/** The log's thread failed at what it was asked; `code` is SQLite's name for it, such as `SQLITE_FULL`. */
export class LogError extends Error {
	override readonly name = 'LogError';
	readonly code: string | undefined;

	constructor({ message, code }: Failure) {
		super(message);
		this.code = code;
	}
}

interface Pending {
	readonly resolve: (result: never) => void;
	readonly reject: (error: Error) => void;
}

/**
 * Asks a thread, which starts with the first question and, after its death, anew with the next. Always true: each
 * question is settled once; what a thread left unanswered is rejected when it ends, done or not; the thread keeps the
 * process alive only while it owes an answer.
 */
export class LogClient {
	readonly #file: string;
	readonly #entry: URL;
	readonly #pending = new Map<number, Pending>();
	#worker: Worker | undefined;
	#lastId = 0;
	#closed: Promise<void> | undefined;

	constructor(file: string, entry: URL) {
		this.#file = file;
		this.#entry = entry;
	}

	/** Resolves with the answer. What is in `handedOver` cannot be used here any more. */
	async ask<C extends keyof LogCalls>(
		call: C,
		given: Parameters<LogCalls[C]>,
		handedOver: ArrayBuffer[] = []
	): Promise<ReturnType<LogCalls[C]>> {
		if (this.#closed)
			throw new LogError({ message: 'the document log is closed', code: undefined });
		return this.#send(call, given, handedOver);
	}

	#send<C extends keyof LogCalls>(
		call: C,
		given: Parameters<LogCalls[C]>,
		handedOver: ArrayBuffer[]
	): Promise<ReturnType<LogCalls[C]>> {
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#lastId;
		const question = { id, call, given } as Question; // the compiler does not see that they belong together
		worker.postMessage(question, handedOver);
		if (this.#pending.size === 0) worker.ref();
		return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
	}

	/** Finishes what is under way and ends the thread. */
	close(): Promise<void> {
		return (this.#closed ??= this.#end());
	}

	async #end(): Promise<void> {
		const worker = this.#worker;
		if (!worker) return;
		await this.#send('close', [], []).catch(() => undefined); // a thread that died has closed its file too
		this.#worker = undefined;
		await worker.terminate();
	}

	#start(): Worker {
		const started = new Worker(this.#entry, {
			env: {},
			execArgv: [],
			workerData: { file: this.#file }
		});
		const gone = (reason: string) => {
			// Only the thread in use owes answers; a late farewell of an older one means nothing.
			if (this.#worker !== started) return;
			this.#worker = undefined;
			this.#rejectAll(
				new LogError({ message: `the document log's thread ended: ${reason}`, code: undefined })
			);
		};
		started
			.on('message', (answer: Answer) => this.#hear(answer))
			.on('error', (error) => gone(String(error)))
			.on('exit', (code) => gone(`exit ${code}`))
			.unref();
		return started;
	}

	#hear(answer: Answer): void {
		const pending = this.#pending.get(answer.id);
		this.#pending.delete(answer.id);
		if (this.#pending.size === 0) this.#worker?.unref();
		if ('failure' in answer) pending?.reject(new LogError(answer.failure));
		else pending?.resolve(answer.result as never);
	}

	#rejectAll(error: Error): void {
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		for (const { reject } of pending) reject(error);
	}
}
