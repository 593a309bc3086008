import { m } from '#messages/messages.js';
import { fileURLToPath } from 'node:url';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { Child } from '../threads/child.ts';
import { ThreadError, TOO_MUCH_MEMORY, TOOK_TOO_LONG } from '../threads/thread-error.ts';
import { UNAVAILABLE, type RenderCalls, type RenderNews } from './worker.ts';

/** What rendering may take. */
export interface RenderLimits {
	/** Megabytes of the whole process, native memory included. */
	readonly memory: number;
	/** Milliseconds for one file. */
	readonly time: number;
}

/** Where failures are told; pino's shape. */
export interface ExportLog {
	error(details: object, message: string): void;
}

export interface RenderProcessOptions {
	readonly limits: RenderLimits;
	readonly log: ExportLog | undefined;
	/** The module that renders; set only by tests. */
	readonly worker?: URL | undefined;
}

/** Renders in a process of its own, so that neither a crash nor native work ever reaches the server. */
export interface RenderProcess {
	/** Resolves to the file or to a refusal; never rejects. */
	render(
		minutes: Minutes,
		format: ExportFormat,
		onProgress: (news: RenderNews) => void
	): Promise<Uint8Array | Refusal>;
	/** Ends the process; an order under way is refused. */
	close(): Promise<void>;
}

/** The program's own code, its messages and its fonts. The data folder and the settings are not in these. */
const READABLE = [
	...['.', '../../src/shared/', '../../src/messages/compiled/'],
	...['../../node_modules/', '../../package.json']
].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const CODES: Readonly<Record<string, () => Refusal>> = {
	[UNAVAILABLE]: () => refuse('export-unavailable'),
	[TOOK_TOO_LONG]: () => refuse('export-too-large', m.export_took_too_long()),
	[TOO_MUCH_MEMORY]: () => refuse('export-too-large', m.export_too_much_memory())
};

export function createRenderProcess({ limits, log, worker }: RenderProcessOptions): RenderProcess {
	const entry = worker ?? new URL('./worker.ts', import.meta.url);
	const child = new Child<RenderCalls, RenderNews>({
		name: 'exports',
		entry,
		readable: worker ? [...READABLE, fileURLToPath(new URL('.', worker))] : READABLE,
		memory: limits.memory
	});
	let isClosed = false;
	const refusalOf = (error: unknown, minutes: Minutes, format: ExportFormat): Refusal => {
		if (isClosed) return refuse('export-failed', m.export_server_closing());
		const place = { format, reference: minutes.control.reference };
		log?.error({ err: error, ...place }, 'an export failed');
		const code = error instanceof ThreadError ? error.code : undefined;
		return CODES[code ?? '']?.() ?? refuse('export-failed');
	};
	return {
		render: (minutes, format, onProgress) =>
			child
				.ask('render', [minutes, format], {
					limit: limits.time,
					onNews: ({ trouble, ...news }) => {
						const place = { format, reference: minutes.control.reference, ...trouble };
						if (trouble) log?.error(place, 'a part of an export was printed in plain words');
						onProgress(news);
					}
				})
				.catch((error: unknown) => refusalOf(error, minutes, format)),
		close() {
			isClosed = true;
			return child.close();
		}
	};
}
