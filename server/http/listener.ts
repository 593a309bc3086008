import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Config } from '../boot/config.ts';
import { setSecurityHeaders, settleForwarded } from './front.ts';

/**
 * Settles forwarded headers and sets security headers before any other listener of the server sees a request or an
 * upgrade. Call it last, because socket.io puts its own listener first.
 */
export function putFrontBefore(server: Server, config: Config): void {
	server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
		setSecurityHeaders(response, settleForwarded(request, config));
	});
	server.prependListener('upgrade', (request: IncomingMessage) => {
		settleForwarded(request, config);
	});
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
 * leaves it paused, and the next request on the connection would wait behind it until the connection times out.
 */
function dropRest(request: IncomingMessage): void {
	if (request.complete) return;
	request.removeAllListeners('data');
	request.resume();
}

/** Tells SvelteKit's handler its public address. Must be called before the handler is imported. */
export function tellHandler(config: Config, env: NodeJS.ProcessEnv): void {
	env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	env['HOST_HEADER'] = 'host';
	env['ADDRESS_HEADER'] = 'x-forwarded-for';
	delete env['ORIGIN']; // the handler rejects an empty one, as in .env.example
	if (config.origin !== null) env['ORIGIN'] = config.origin;
}
