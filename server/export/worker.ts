import { parentPort } from 'node:worker_threads';
import type { ExportFormat, Minutes } from '#shared/minutes/minutes.ts';
import type { RefusalCode } from '#shared/refusals.ts';
import { renderMinutes } from './render.ts';

/** An order for the thread; it takes one at a time. */
export interface RenderOrder {
	readonly minutes: Minutes;
	readonly format: ExportFormat;
}

/** Messages from the thread: any number of `progress`, then `ready` or `failed`. */
export type RenderNews =
	| { readonly news: 'progress'; readonly stage: string; readonly done: number }
	| { readonly news: 'ready'; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly news: 'failed'; readonly code: RefusalCode; readonly error: unknown };

function say(news: RenderNews, transfer: ArrayBuffer[] = []): void {
	parentPort?.postMessage(news, transfer);
}

async function obey({ minutes, format }: RenderOrder): Promise<void> {
	try {
		const rendered = await renderMinutes(minutes, format, (stage, done) =>
			say({ news: 'progress', stage, done })
		);
		// Copied, because native memory and pooled buffers cannot be transferred.
		const bytes = new Uint8Array(rendered);
		say({ news: 'ready', bytes }, [bytes.buffer]);
	} catch (error) {
		const isUnavailable = error instanceof Error && error.name === 'ExportUnavailable';
		const code = isUnavailable ? 'export-unavailable' : 'export-failed';
		say({ news: 'failed', code, error: error instanceof Error ? error.stack : String(error) });
	}
}

parentPort?.on('message', (order: RenderOrder) => void obey(order));
