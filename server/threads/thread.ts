import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { Calls, Failure, Reply } from './messages.ts';

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
	readonly resourceLimits?: ResourceLimits;
}

/** The code of a {@link ThreadError}: the thread was ended because an answer took longer than its limit. */
export const TOOK_TOO_LONG = 'TOOK_TOO_LONG';

export interface AskOptions<News> {
	/** Cannot be used here any more. */
	readonly handedOver?: ArrayBuffer[];
	/** Milliseconds; when they are over, the thread is ended, and all that it owes fails. */
	readonly limit?: number;
	readonly onNews?: (news: News) => void;
}

interface Pending {
	readonly resolve: (result: never) => void;
	readonly reject: (error: Error) => void;
	readonly onNews: ((news: never) => void) | undefined;
	readonly timer: NodeJS.Timeout | undefined;
}

/**
 * Asks a thread, which starts with the first question and, after its death, anew with the next. Always true: each
 * question is settled once; what a thread left unanswered is rejected when it ends, done or not; the thread keeps the
 * process alive only while it owes an answer.
 */
export class Thread<C extends Calls<C>, News = never> {
	readonly #options: ThreadOptions;
	readonly #pending = new Map<number, Pending>();
	#worker: Worker | undefined;
	#lastId = 0;
	#closed: Promise<void> | undefined;

	constructor(options: ThreadOptions) {
		this.#options = options;
	}

	/** Resolves with the answer. Throws a {@link ThreadError}. */
	async ask<N extends keyof C>(
		call: N,
		given: Parameters<C[N]>,
		{ handedOver = [], limit, onNews }: AskOptions<News> = {}
	): Promise<ReturnType<C[N]>> {
		if (this.#closed) throw this.#error('is closed');
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#lastId;
		worker.postMessage({ id, call, given }, handedOver);
		if (this.#pending.size === 0) worker.ref();
		const timer = limit === undefined ? undefined : setTimeout(() => this.#giveUp(worker), limit);
		return new Promise((resolve, reject) =>
			this.#pending.set(id, { resolve, reject, onNews, timer })
		);
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

	#giveUp(worker: Worker): void {
		this.#gone(worker, 'took too long', TOOK_TOO_LONG);
		void worker.terminate();
	}

	#start(): Worker {
		const { entry, workerData, resourceLimits } = this.#options;
		const options = {
			env: {},
			execArgv: [],
			workerData,
			...(resourceLimits && { resourceLimits })
		};
		const started = new Worker(entry, options);
		started
			.on('message', (reply: Reply) => this.#receive(reply))
			.on('error', (error) => this.#gone(started, `ended: ${error}`))
			.on('exit', (code) => this.#gone(started, `ended: exit ${code}`))
			.unref();
		return started;
	}

	#receive(reply: Reply): void {
		const pending = this.#pending.get(reply.id);
		if ('news' in reply) return pending?.onNews?.(reply.news as never);
		clearTimeout(pending?.timer);
		this.#pending.delete(reply.id);
		if (this.#pending.size === 0) this.#worker?.unref();
		if ('failure' in reply) pending?.reject(new ThreadError(reply.failure));
		else pending?.resolve(reply.result as never);
	}

	/** Only the thread in use owes answers: the exit of one that was replaced means nothing. */
	#gone(worker: Worker, reason: string, code?: string): void {
		if (this.#worker !== worker) return;
		this.#worker = undefined;
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		for (const { reject, timer } of pending) {
			clearTimeout(timer);
			reject(this.#error(reason, code));
		}
	}

	#error(what: string, code?: string): ThreadError {
		return new ThreadError({ message: `the thread of ${this.#options.name} ${what}`, code });
	}
}
