import { m } from '#messages/messages.js';
import type { ExportFormat, Minutes } from '#shared/minutes/minutes.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { Thread, ThreadError, TOOK_TOO_LONG } from '../threads/thread.ts';
import { UNAVAILABLE, type RenderCalls, type RenderNews } from './worker.ts';

/** Far beyond what the longest minutes take; a render that needs more hangs. Milliseconds. */
const LONGEST_RENDER = 60_000;
const MEMORY = { maxOldGenerationSizeMb: 512 };

/** Where failures are told; pino's shape. */
export interface ExportLog {
	error(details: object, message: string): void;
}

/** Renders on a thread of its own, so that native work never holds up the server. */
export interface RenderThread {
	/** Resolves to the file or to a refusal; never rejects. Ask again only when the last order has ended. */
	render(
		minutes: Minutes,
		format: ExportFormat,
		onProgress: (news: RenderNews) => void
	): Promise<Uint8Array | Refusal>;
	/** Ends the thread; an order under way is refused. */
	close(): Promise<void>;
}

export function createRenderThread(entry: URL, log: ExportLog | undefined): RenderThread {
	const thread = new Thread<RenderCalls, RenderNews>({
		...{ name: 'exports', entry, resourceLimits: MEMORY }
	});
	let isClosed = false;
	const refusalOf = (error: unknown): Refusal => {
		if (isClosed) return refuse('export-failed', m.export_server_closing());
		log?.error({ err: error }, 'an export failed');
		const code = error instanceof ThreadError ? error.code : undefined;
		if (code === UNAVAILABLE) return refuse(code);
		return refuse('export-failed', code === TOOK_TOO_LONG ? m.export_took_too_long() : undefined);
	};
	return {
		render: (minutes, format, onNews) =>
			thread.ask('render', [minutes, format], { limit: LONGEST_RENDER, onNews }).catch(refusalOf),
		close() {
			isClosed = true;
			return thread.close();
		}
	};
}
