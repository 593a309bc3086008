import type { Server } from 'node:http';
import type { Config } from '../boot/config.ts';
import { StartError, systemCode } from '../boot/errors.ts';

type Place = Pick<Config, 'host' | 'port'>;

/** Starts listening, and returns the address with the actual port. Throws a {@link StartError}. */
export function listen(server: Server, place: Place): Promise<string> {
	return new Promise((resolve, reject) => {
		const fail = (error: Error) => reject(explain(error, place));
		server.once('error', fail);
		server.listen(place.port, place.host, () => {
			server.off('error', fail);
			resolve(addressOf(server, place.host));
		});
	});
}

function addressOf(server: Server, host: string): string {
	const bound = server.address();
	const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function explain(error: Error, { host, port }: Place): Error {
	const reasons: Record<string, string> = {
		EADDRINUSE: `Port ${port} on ${host} is taken; end what uses it or choose another PORT.`,
		EACCES: `Port ${port} on ${host} needs more rights; choose a PORT above 1023.`,
		EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
		ENOTFOUND: `HOST ${host} is not known.`,
		EAI_AGAIN: `HOST ${host} could not be looked up.`
	};
	const reason = reasons[systemCode(error)];
	return reason === undefined ? error : new StartError(reason);
}
