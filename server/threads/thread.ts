import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { Calls, Failure, Reply } from './messages.ts';

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
	readonly resourceLimits?: ResourceLimits;
}

/** The code of a {@link ThreadError}: the thread was terminated because a call exceeded its limit. */
export const TOOK_TOO_LONG = 'TOOK_TOO_LONG';

export interface AskOptions<News> {
	/** These buffers are detached here. */
	readonly transfer?: ArrayBuffer[];
	/** In milliseconds; after it the thread is terminated, and all its pending calls fail. */
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
 * Calls functions on a thread, which starts with the first call and, after a crash, again with the next. Invariants:
 * each call is settled exactly once; calls left unanswered when the thread ends are rejected, although they may have
 * been carried out; the thread keeps the process alive only while a call is pending.
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
		{ transfer = [], limit, onNews }: AskOptions<News> = {}
	): Promise<ReturnType<C[N]>> {
		if (this.#closed) throw this.#error('is closed');
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#lastId;
		worker.postMessage({ id, call, given }, transfer);
		if (this.#pending.size === 0) worker.ref();
		const timer = limit === undefined ? undefined : setTimeout(() => this.#giveUp(worker), limit);
		return new Promise((resolve, reject) =>
			this.#pending.set(id, { resolve, reject, onNews, timer })
		);
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

	#giveUp(worker: Worker): void {
		this.#gone(worker, 'took too long', TOOK_TOO_LONG);
		void worker.terminate();
	}

	#start(): Worker {
		const { entry, workerData, resourceLimits } = this.#options;
		const options = {
			env: cacheOnly(),
			execArgv: [],
			workerData,
			...(resourceLimits && { resourceLimits })
		};
		const started = new Worker(entry, options);
		started
			.on('message', (reply: Reply) => this.#receive(reply))
			.on('error', (error) => this.#gone(started, `ended: ${String(error)}`))
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

	/** Only the current thread has pending calls: a late exit event of an earlier one is ignored. */
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

/**
 * The environment of a thread: no settings and no secrets, only the cache of compiled modules, with which it starts in a
 * third of the time.
 */
function cacheOnly(): NodeJS.Dict<string> {
	const versioned = getCompileCacheDir();
	return versioned === undefined ? {} : { NODE_COMPILE_CACHE: dirname(versioned) };
}
