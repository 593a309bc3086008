import { Worker } from 'node:worker_threads';
import type { Reply, Calls, Failure } from './messages.ts';

/** A call to a thread failed; `code` is the failure's code there, such as `SQLITE_FULL`. */
export class ThreadError extends Error {
	override readonly name = 'ThreadError';
	readonly code: string | undefined;

	constructor({ message, code }: Failure) {
		super(message);
		this.code = code;
	}
}

export interface ThreadOptions {
	/** Its name in errors, such as "the document log". */
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
 * Calls functions on a thread, which starts with the first call and, after a crash, again with the next. Invariants:
 * each call is settled exactly once; calls left unanswered when the thread ends are rejected, although they may have
 * been carried out; the thread keeps the process alive only while a call is pending.
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

	/** Resolves with the answer. The buffers in `transfer` are detached here. */
	async ask<N extends keyof C>(
		call: N,
		given: Parameters<C[N]>,
		transfer: ArrayBuffer[] = []
	): Promise<ReturnType<C[N]>> {
		if (this.#closed) throw this.#error('is closed');
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#lastId;
		worker.postMessage({ id, call, given }, transfer);
		if (this.#pending.size === 0) worker.ref();
		return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
	}

	/** Rejects further calls, waits for a last one, and terminates the thread. */
	close(last: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
		return (this.#closed ??= this.#end(last));
	}

	async #end(last: () => Promise<unknown>): Promise<void> {
		if (!this.#worker) return;
		await last().catch(() => undefined); // a thread that crashed has nothing open
		await this.#worker.terminate();
	}

	#start(): Worker {
		const { entry, workerData } = this.#options;
		const started = new Worker(entry, { env: {}, execArgv: [], workerData });
		const onGone = (reason: string) => {
			// Only the current thread has pending calls; a late exit event of an earlier one is ignored.
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
