// Development: the same process, with pages that Vite compiles on request.
import type { IncomingMessage, Server } from 'node:http';
import { createServer as createVite } from 'vite';
import { ROOT } from './boot/root.ts';
import { run, type Pages } from './serve.ts';

async function openPages(server: Server): Promise<Pages> {
	const vite = await createVite({
		root: ROOT,
		// A bundled configuration would be a new file at each start, which would make node --watch restart.
		configLoader: 'native',
		server: { middlewareMode: true, ws: { server } }
	});
	return { handle: vite.middlewares, leaveUpgrade: isVites, close: () => vite.close() };
}

function isVites(request: IncomingMessage): boolean {
	return request.headers['sec-websocket-protocol']?.startsWith('vite-') ?? false;
}

await run({ openPages });
