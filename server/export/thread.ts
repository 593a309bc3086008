import { m } from '#messages/messages.js';
import { Worker } from 'node:worker_threads';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { RenderNews, RenderOrder } from './worker.ts';

/** Far beyond what the longest minutes take; a render that needs more hangs. Milliseconds. */
const LONGEST_RENDER = 60_000;
const MEMORY = { maxOldGenerationSizeMb: 512 };

/** Where failures are told; pino's shape. */
export interface ExportLog {
	error(details: object, message: string): void;
}

/** Renders on a thread of its own, one order at a time, so that native work never holds up the server. */
export interface RenderThread {
	/** Resolves to the file or to a refusal; never rejects. Ask again only when the last order has ended. */
	render(order: RenderOrder, onProgress: Progress): Promise<Uint8Array | Refusal>;
	/** Ends the thread; an order under way is refused. */
	close(): Promise<void>;
}

type Progress = (stage: string, done: number) => void;
type Settle = (result: Uint8Array | Refusal) => void;

/** A thread that starts with its first order and, after a crash, anew with the next. */
export function createRenderThread(entry: URL, log: ExportLog | undefined): RenderThread {
	return new RestartingThread(entry, log);
}

class RestartingThread implements RenderThread {
	readonly #entry: URL;
	readonly #log: ExportLog | undefined;
	#worker: Worker | undefined;
	#settle: Settle = () => {};
	#onProgress: Progress = () => {};

	constructor(entry: URL, log: ExportLog | undefined) {
		this.#entry = entry;
		this.#log = log;
	}

	async render(order: RenderOrder, onProgress: Progress): Promise<Uint8Array | Refusal> {
		this.#onProgress = onProgress;
		const { promise, resolve } = Promise.withResolvers<Uint8Array | Refusal>();
		this.#settle = resolve;
		const limit = setTimeout(() => void this.#stop(m.export_took_too_long()), LONGEST_RENDER);
		try {
			this.#worker ??= this.#start();
			this.#worker.postMessage(order);
			return await promise;
		} catch (error) {
			return this.#fail(error);
		} finally {
			clearTimeout(limit);
		}
	}

	close(): Promise<void> {
		return this.#stop(m.export_server_closing());
	}

	#start(): Worker {
		const started = new Worker(this.#entry, { env: {}, execArgv: [], resourceLimits: MEMORY });
		const gone = (reason: unknown) => {
			// Only the thread in use may fail an order; a late farewell of an older one means nothing.
			if (this.#worker !== started) return;
			this.#worker = undefined;
			this.#settle(this.#fail(reason));
		};
		return started
			.on('message', (news: RenderNews) => this.#hear(news))
			.on('error', gone)
			.on('exit', (code) => gone(`exit ${code}`));
	}

	#hear(news: RenderNews): void {
		switch (news.news) {
			case 'progress':
				return this.#onProgress(news.stage, news.done);
			case 'ready':
				return this.#settle(news.bytes);
			case 'failed':
				this.#log?.error({ err: news.error }, 'an export failed');
				return this.#settle(refuse(news.code));
			default:
				return news satisfies never;
		}
	}

	#fail(error: unknown): Refusal {
		this.#log?.error({ err: error }, 'the export thread ended');
		return refuse('export-failed');
	}

	async #stop(reason: string): Promise<void> {
		const stopped = this.#worker;
		this.#worker = undefined;
		this.#settle(refuse('export-failed', reason));
		await stopped?.terminate();
	}
}
