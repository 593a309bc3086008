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
	let worker: Worker | undefined;
	let settle: Settle = () => {};
	let onProgress: Progress = () => {};

	const fail = (error: unknown) => {
		log?.error({ err: error }, 'the export thread ended');
		settle(refuse('export-failed'));
	};
	const hear = (news: RenderNews) => {
		if (news.news === 'progress') return onProgress(news.stage, news.done);
		if (news.news === 'ready') return settle(news.bytes);
		log?.error({ err: news.error }, 'an export failed');
		settle(refuse(news.code));
	};
	const start = () => {
		const started = new Worker(entry, { env: {}, execArgv: [], resourceLimits: MEMORY });
		const gone = (reason: unknown) => {
			// Only the thread in use may fail an order; a late farewell of an older one means nothing.
			if (worker !== started) return;
			worker = undefined;
			fail(reason);
		};
		return started
			.on('message', hear)
			.on('error', gone)
			.on('exit', (code) => gone(`exit ${code}`));
	};
	const stop = async (reason: string) => {
		const stopped = worker;
		worker = undefined;
		if (stopped) settle(refuse('export-failed', reason));
		await stopped?.terminate();
	};

	return {
		render(order, progress) {
			onProgress = progress;
			return new Promise((resolve) => {
				const limit = setTimeout(() => void stop('it took too long'), LONGEST_RENDER);
				settle = (result) => {
					clearTimeout(limit);
					resolve(result);
				};
				try {
					worker ??= start();
					worker.postMessage(order);
				} catch (error) {
					fail(error);
				}
			});
		},
		close: () => stop('the server is closing')
	};
}
