import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Config } from '../boot/config.ts';
import { setSecurityHeaders, settleForwarded } from './front.ts';

/**
 * Puts the board's front before everything that listens on the server: forwarded headers are settled and security
 * headers set before any other listener sees a request or an upgrade. Call it last, because socket.io puts its own
 * listener first.
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
 * An answer may come before the body was read, as for a stranger. SvelteKit leaves such a body paused, and the next
 * request on the same connection would wait behind it until the connection times out.
 */
function dropRest(request: IncomingMessage): void {
	if (request.complete) return;
	request.removeAllListeners('data');
	request.resume();
}

/** Tells SvelteKit's handler the address it is reached at; to be said before the handler is imported. */
export function tellHandler(config: Config, env: NodeJS.ProcessEnv): void {
	env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	env['HOST_HEADER'] = 'host';
	env['ADDRESS_HEADER'] = 'x-forwarded-for';
	delete env['ORIGIN']; // an empty one, which .env.example has, would stop the handler
	if (config.origin !== null) env['ORIGIN'] = config.origin;
}
