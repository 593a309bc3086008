import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { LIMITS } from '#shared/limits.ts';
import type { Config } from '../boot/config.ts';
import {
	pathOf,
	preferJson,
	setSecurityHeaders,
	settleForwarded,
	settleOrigin,
	type Protocol
} from './front.ts';

/**
 * Settles forwarded headers and sets security headers before any other listener of the server sees a request or an
 * upgrade. Call it last, because socket.io puts its own listener first.
 */
export function putFrontBefore(server: Server, config: Config): void {
	server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
		const protocol = settle(request, config);
		preferJson(request);
		setSecurityHeaders(response, { protocol, path: pathOf(request) });
	});
	server.prependListener('upgrade', (request: IncomingMessage) => {
		settle(request, config);
	});
}

function settle(request: IncomingMessage, config: Config): Protocol {
	const protocol = settleForwarded(request, config);
	if (config.origin === null) settleOrigin(request, protocol);
	return protocol;
}

/** Answers /healthz itself and leaves every other request to the pages. */
export function listener(pages: RequestListener): RequestListener {
	return (request, response) => {
		response.once('finish', () => dropRest(request));
		if (request.url !== '/healthz') return pages(request, response);
		response.setHeader('Cache-Control', 'no-store');
		response.setHeader('Content-Type', 'text/plain; charset=utf-8');
		response.end('ok\n');
	};
}

/**
 * Discards a body that was not read before the response was sent, for example to somebody not signed in. SvelteKit
 * leaves it paused, and the next request on the connection would wait behind it until the connection times out. A body
 * that goes on and on ends the connection instead.
 */
function dropRest(request: IncomingMessage): void {
	if (request.complete) return;
	let dropped = 0;
	request.removeAllListeners('data');
	request.on('data', (part: Buffer) => {
		dropped += part.length;
		if (dropped > LIMITS.body.dropped) request.destroy();
	});
	request.resume();
}

/** Tells SvelteKit's handler its public address. Must be called before the handler is imported. */
export function tellHandler(config: Config, env: NodeJS.ProcessEnv): void {
	env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	env['HOST_HEADER'] = 'host';
	env['ADDRESS_HEADER'] = 'x-forwarded-for';
	env['BODY_SIZE_LIMIT'] = String(LIMITS.body.file); // each route has a limit of its own
	delete env['ORIGIN']; // the handler rejects an empty one, as in .env.example
	if (config.origin !== null) env['ORIGIN'] = config.origin;
}
