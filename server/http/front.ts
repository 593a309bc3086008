import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../boot/config.ts';

type Facing = Pick<Config, 'origin' | 'trustProxy'>;
type Protocol = 'http' | 'https';

const ONE_YEAR = 31_536_000; // seconds

// No X-Frame-Options: the pages' Content-Security-Policy says who may frame them.
const HEADERS = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
	'Cross-Origin-Opener-Policy': 'same-origin'
};

/** Sets the security headers that every answer carries: pages, static files and socket.io's polling alike. */
export function setSecurityHeaders(response: ServerResponse, protocol: Protocol): void {
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	if (protocol === 'https') {
		response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR}`);
	}
}

/**
 * Makes X-Forwarded-For and X-Forwarded-Proto true: what a trusted proxy says, otherwise what this server sees.
 * Everything behind it (SvelteKit, the visitor, the throttle) may then believe them. Returns the protocol.
 */
export function settleForwarded(request: IncomingMessage, facing: Facing): Protocol {
	const said = facing.trustProxy ? lastOf(request.headers['x-forwarded-proto']) : undefined;
	const protocol = protocolOf(said ?? facing.origin ?? '');
	const address = facing.trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
	for (const name of Object.keys(request.headers)) {
		if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete request.headers[name];
	}
	request.headers['x-forwarded-proto'] = protocol;
	request.headers['x-forwarded-for'] = address ?? request.socket.remoteAddress ?? '';
	return protocol;
}

// Of a list the last entry is the trusted proxy's own; those before it may be anybody's invention.
function lastOf(header: string | string[] | undefined): string | undefined {
	return header?.toString().split(',').at(-1)?.trim();
}

function protocolOf(text: string): Protocol {
	return /^https\b/i.test(text) ? 'https' : 'http';
}
