import { Worker } from 'node:worker_threads';
import type { Reply, Calls, Failure } from './messages.ts';

/** A thread failed at what it was asked; `code` is what the failure was called there, such as `SQLITE_FULL`. */
export class ThreadError extends Error {
	override readonly name = 'ThreadError';
	readonly code: string | undefined;

	constructor({ message, code }: Failure) {
		super(message);
		this.code = code;
	}
}

export interface ThreadOptions {
	/** What it is, for errors: "the document log". */
	readonly name: string;
	/** The module that the thread runs. */
	readonly entry: URL;
	readonly workerData?: unknown;
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
export class Thread<C extends Calls<C>> {
	readonly #options: ThreadOptions;
	readonly #pending = new Map<number, Pending>();
	#worker: Worker | undefined;
	#lastId = 0;
	#closed: Promise<void> | undefined;

	constructor(options: ThreadOptions) {
		this.#options = options;
	}

	/** Resolves with the answer. What is in `handedOver` cannot be used here any more. */
	async ask<N extends keyof C>(
		call: N,
		given: Parameters<C[N]>,
		handedOver: ArrayBuffer[] = []
	): Promise<ReturnType<C[N]>> {
		if (this.#closed) throw this.#error('is closed');
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#lastId;
		worker.postMessage({ id, call, given }, handedOver);
		if (this.#pending.size === 0) worker.ref();
		return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
	}

	/** Takes no more questions, waits for the answer to a last one, and ends the thread. */
	close(last: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
		return (this.#closed ??= this.#end(last));
	}

	async #end(last: () => Promise<unknown>): Promise<void> {
		if (!this.#worker) return;
		await last().catch(() => undefined); // a thread that died has nothing open any more
		await this.#worker.terminate();
	}

	#start(): Worker {
		const { entry, workerData } = this.#options;
		const started = new Worker(entry, { env: {}, execArgv: [], workerData });
		const onGone = (reason: string) => {
			// Only the thread in use owes answers; a late farewell of an older one means nothing.
			if (this.#worker !== started) return;
			this.#worker = undefined;
			this.#rejectAll(this.#error(`ended: ${reason}`));
		};
		started
			.on('message', (answer: Reply) => this.#receive(answer))
			.on('error', (error) => onGone(String(error)))
			.on('exit', (code) => onGone(`exit ${code}`))
			.unref();
		return started;
	}

	#receive(answer: Reply): void {
		const pending = this.#pending.get(answer.id);
		this.#pending.delete(answer.id);
		if (this.#pending.size === 0) this.#worker?.unref();
		if ('failure' in answer) pending?.reject(new ThreadError(answer.failure));
		else pending?.resolve(answer.result as never);
	}

	#rejectAll(error: Error): void {
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		for (const { reject } of pending) reject(error);
	}

	#error(what: string): ThreadError {
		return new ThreadError({
			message: `the thread of ${this.#options.name} ${what}`,
			code: undefined
		});
	}
}
