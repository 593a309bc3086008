// A stand-in until the composition root is written; it serves nothing on the sockets.
import type { IncomingMessage, Server } from 'node:http';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

export interface AttachOptions {
	/** True for upgrades that belong to somebody else, such as Vite's. */
	leaveUpgrade?: (request: IncomingMessage) => boolean;
}

export interface App {
	attach(server: Server, options: AttachOptions): void;
	welcome(address: string): Promise<string[]>;
	close(): Promise<void>;
}

/** Builds everything the board consists of. */
export function createApp(_config: Config, log: Log): Promise<App> {
	return Promise.resolve({
		attach(server, { leaveUpgrade }) {
			server.on('upgrade', (request, socket) => {
				if (leaveUpgrade?.(request)) return;
				socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
			});
		},
		welcome: (address) => Promise.resolve([`Open ${address} in a browser.`]),
		close() {
			log.debug('app closed');
			return Promise.resolve();
		}
	});
}
