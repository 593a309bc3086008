import { Worker, type ResourceLimits } from 'node:worker_threads';
import { cacheOnly } from './environment.ts';
import type { Calls, Reply } from './messages.ts';
import { PendingCalls } from './pending-calls.ts';
import { ThreadError, TOO_MUCH_MEMORY, TOOK_TOO_LONG } from './thread-error.ts';

export interface ThreadOptions {
	/** Its name in errors, such as "the document log". */
	readonly name: string;
	/** The module that the thread runs. */
	readonly entry: URL;
	readonly workerData?: unknown;
	readonly resourceLimits?: ResourceLimits;
	/** Whether it is as confined as this process is; otherwise it gets none of the options of this process. */
	readonly isConfined?: boolean;
}

export interface AskOptions<News> {
	/** These buffers are detached here. */
	readonly transfer?: ArrayBuffer[];
	/** In milliseconds; after it the thread is terminated, and all its pending calls fail. */
	readonly limit?: number;
	readonly onNews?: (news: News) => void;
}

/**
 * Calls functions on a thread, which starts with the first call and, after a crash, again with the next. Invariants:
 * each call is settled exactly once; calls left unanswered when the thread ends are rejected, although they may have
 * been carried out; the thread keeps the process alive only while a call is pending.
 */
export class Thread<C extends Calls<C>, News = never> {
	readonly #options: ThreadOptions;
	readonly #pending = new PendingCalls();
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
		return this.#pending.wait({ id, onNews, limit, giveUp: () => this.#giveUp(worker) });
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
		const { entry, workerData, resourceLimits, isConfined } = this.#options;
		const options = {
			env: cacheOnly(),
			workerData,
			...(!isConfined && { execArgv: [] }), // without the option it inherits those of this process
			...(resourceLimits && { resourceLimits })
		};
		const started = new Worker(entry, options);
		started
			.on('message', (reply: Reply) => this.#receive(reply))
			.on('error', (error) => this.#gone(started, `ended: ${String(error)}`, codeOf(error)))
			.on('exit', (code) => this.#gone(started, `ended: exit ${code}`))
			.unref();
		return started;
	}

	#receive(reply: Reply): void {
		this.#pending.receive(reply);
		if (this.#pending.size === 0) this.#worker?.unref();
	}

	/** Only the current thread has pending calls: a late exit event of an earlier one is ignored. */
	#gone(worker: Worker, reason: string, code?: string): void {
		if (this.#worker !== worker) return;
		this.#worker = undefined;
		this.#pending.failAll(this.#error(reason, code));
	}

	#error(what: string, code?: string): ThreadError {
		return new ThreadError({ message: `the thread of ${this.#options.name} ${what}`, code });
	}
}

function codeOf(error: unknown): string | undefined {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return code === 'ERR_WORKER_OUT_OF_MEMORY' ? TOO_MUCH_MEMORY : undefined;
}
