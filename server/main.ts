// Production: the built pages and the sockets on one port.
import type { RequestListener } from 'node:http';
import { ensureBuilt } from './boot/build.ts';
import type { Config } from './boot/config.ts';
import { tellHandler } from './http/listener.ts';
import { ROOT } from './boot/root.ts';
import { run, type Pages } from './serve.ts';

interface BuiltHandler {
	handler: RequestListener;
}

async function openPages(_server: unknown, config: Config): Promise<Pages> {
	tellHandler(config, process.env);
	// A computed address keeps the type check and the bundler out of build/.
	const address = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(address)) as BuiltHandler;
	return { handle: handler };
}

await run({ prepare: () => ensureBuilt(ROOT, console.log), openPages });
