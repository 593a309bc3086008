import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createApp, type App } from './app.ts';
import { readConfig, readEnvironment, type Config } from './boot/config.ts';
import { prepareDataFolder } from './boot/data-folder.ts';
import { StartError } from './boot/errors.ts';
import { listen } from './http/listen.ts';
import { listener, putFrontBefore } from './http/listener.ts';
import { endOnSignal } from './http/shutdown.ts';
import { createLog, type Log } from './boot/log.ts';
import { ROOT } from './boot/root.ts';

const OTHERS_NOTHING = 0o077;

/** Where the pages come from: the build, or Vite. */
export interface Pages {
	readonly handle: RequestListener;
	/** True for upgrade requests that the pages handle themselves. */
	readonly leaveUpgrade?: (request: IncomingMessage) => boolean;
	readonly close?: () => Promise<void>;
}

export interface Mode {
	/** Runs first, before anything is opened. */
	readonly prepare?: () => Promise<void>;
	readonly openPages: (server: Server, config: Config) => Promise<Pages>;
}

/** Starts the board and keeps it running until a signal. If it cannot start, prints why and ends the process. */
export async function run(mode: Mode): Promise<void> {
	try {
		const config = readConfig(readEnvironment(ROOT));
		const log = createLog(config.logLevel);
		endOnSurprise(log);
		await mode.prepare?.();
		process.umask(OTHERS_NOTHING); // what is made from here on is data
		await prepareDataFolder(config.dataDir, log);
		await serve(mode, config, log);
	} catch (error) {
		console.error(error instanceof StartError ? error.message : error);
		process.exit(1);
	}
}

async function serve(mode: Mode, config: Config, log: Log): Promise<void> {
	const app = await createApp(config, log);
	try {
		publish(app);
		const server = createServer();
		const pages = await mode.openPages(server, config);
		connect(server, app, pages, config);
		const listening = await listen(server, config);
		const close = async () => {
			await app.close();
			await pages.close?.();
		};
		endOnSignal(server, close, log, config.drainSeconds * 1000);
		await greet(app, config, listening);
	} catch (error) {
		await app.close();
		throw error;
	}
}

/** The only way into SvelteKit, whose bundle would otherwise contain a second copy of every server module. */
function publish(app: App): void {
	Object.assign(globalThis, { [Symbol.for('briefing-board.app')]: app });
}

function connect(server: Server, app: App, pages: Pages, config: Config): void {
	server.on('request', listener(pages.handle));
	app.attach(server, pages.leaveUpgrade ? { leaveUpgrade: pages.leaveUpgrade } : {});
	putFrontBefore(server, config);
}

async function greet(app: App, config: Config, listening: string): Promise<void> {
	console.log(`Listening on ${listening}`);
	if (config.origin !== null) console.log(`Public address ${config.origin}`);
	console.log(`Data folder ${config.dataDir}`);
	for (const line of await app.welcome(config.origin ?? listening)) console.log(line);
}

function endOnSurprise(log: Log): void {
	const end = (error: unknown) => {
		log.fatal({ err: error }, 'unexpected error');
		process.exit(1);
	};
	process.on('uncaughtException', end);
	process.on('unhandledRejection', end);
}
