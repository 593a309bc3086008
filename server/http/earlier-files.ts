import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pathOf } from './front.ts';

const IMMUTABLE = '/_app/immutable/';
const NAME = /^(?:[\w-]+\/)*[\w.-]+$/;
const TYPES: Readonly<Record<string, string>> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.woff2': 'font/woff2',
	'.svg': 'image/svg+xml',
	'.png': 'image/png'
};

interface Places {
	/** The folder of the build's own files. */
	readonly current: string;
	/** Those of earlier builds, the latest first. */
	readonly earlier: () => Promise<readonly string[]>;
}

/**
 * Gives pages that were opened before an update the parts that they load later. What is nowhere is answered here too: the
 * handler of the pages knows only what was there at its start, and a file that a build has removed since would end the board.
 */
export function withEarlierFiles(
	pages: RequestListener,
	{ current, earlier }: Places
): RequestListener {
	return (request, response) => {
		const name = nameOf(request);
		if (name === undefined || (NAME.test(name) && isFile(join(current, name))))
			return pages(request, response);
		void find(name, earlier).then((file) => answer(request, response, { name, file }));
	};
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Below the folder of files that never change; undefined for everything else. */
function nameOf(request: IncomingMessage): string | undefined {
	const path = decoded(pathOf(request)).replace(/\/+$/, '');
	return path.startsWith(IMMUTABLE) ? path.slice(IMMUTABLE.length) : undefined;
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

async function find(name: string, earlier: Places['earlier']): Promise<Buffer | undefined> {
	if (!NAME.test(name) || !(extname(name) in TYPES)) return undefined;
	for (const folder of await earlier().catch(() => [])) {
		const file = await readFile(join(folder, name)).catch(() => undefined);
		if (file) return file;
	}
	return undefined;
}

function answer(
	request: IncomingMessage,
	response: ServerResponse,
	{ name, file }: { readonly name: string; readonly file: Buffer | undefined }
): void {
	if (!file) return void response.writeHead(404, { 'Cache-Control': 'no-store' }).end();
	response.writeHead(200, {
		'Content-Type': TYPES[extname(name)],
		'Content-Length': file.length,
		'Cache-Control': 'public,max-age=31536000,immutable'
	});
	response.end(request.method === 'HEAD' ? undefined : file);
}
