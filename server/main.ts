// Production: the built pages and the sockets on one port.
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { ensureBuilt } from './boot/build.ts';
import type { Config } from './boot/config.ts';
import { earlierBuilds, forgetEarlier } from './boot/earlier-builds.ts';
import { withEarlierFiles } from './http/earlier-files.ts';
import { tellHandler } from './http/listener.ts';
import { ROOT } from './boot/root.ts';
import { run, type Pages } from './serve.ts';

interface BuiltHandler {
	handler: RequestListener;
}

const HOUR = 3_600_000; // ms

async function openPages(_server: unknown, config: Config): Promise<Pages> {
	tellHandler(config, process.env);
	// A computed address keeps the type check and the bundler out of build/.
	const address = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(address)) as BuiltHandler;
	const forget = () => forgetEarlier(ROOT, Date.now());
	await forget();
	const hourly = setInterval(() => void forget(), HOUR);
	const current = join(ROOT, 'build/client/_app/immutable');
	const earlier = () => earlierBuilds(ROOT);
	return {
		handle: withEarlierFiles(handler, { current, earlier }),
		close: async () => clearInterval(hourly)
	};
}

await run({ prepare: () => ensureBuilt(ROOT, console.log), openPages });
