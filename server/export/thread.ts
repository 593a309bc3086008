import { m } from '#messages/messages.js';
import { Worker } from 'node:worker_threads';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { RenderNews, RenderOrder } from './worker.ts';

/** Milliseconds after which a render counts as hung; the longest minutes take far less. */
const LONGEST_RENDER = 60_000;
const MEMORY = { maxOldGenerationSizeMb: 512 };

/** Where failures are logged, in pino's shape. */
export interface ExportLog {
	error(details: object, message: string): void;
}

/** Renders on a separate thread, one order at a time, so that native work never blocks the server. */
export interface RenderThread {
	/** Resolves to the file or a refusal; never rejects. Must not be called before the last order has ended. */
	render(order: RenderOrder, onProgress: Progress): Promise<Uint8Array | Refusal>;
	/** Terminates the thread; an order in progress is refused. */
	close(): Promise<void>;
}

type Progress = (stage: string, done: number) => void;
type Settle = (result: Uint8Array | Refusal) => void;

/** A thread that starts on the first order and, after a crash, again on the next. */
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
		const onGone = (reason: unknown) => {
			// Only the current thread may fail an order; a late exit event of an earlier one is ignored.
			if (this.#worker !== started) return;
			this.#worker = undefined;
			this.#settle(this.#fail(reason));
		};
		return started
			.on('message', (news: RenderNews) => this.#receive(news))
			.on('error', onGone)
			.on('exit', (code) => onGone(`exit ${code}`));
	}

	#receive(news: RenderNews): void {
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
