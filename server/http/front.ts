import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../boot/config.ts';

type Facing = Pick<Config, 'origin' | 'trustProxy'>;
type Protocol = 'http' | 'https';

const ONE_YEAR = 31_536_000; // seconds

// No X-Frame-Options: the pages' Content-Security-Policy controls framing.
const HEADERS = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
	'Cross-Origin-Opener-Policy': 'same-origin'
};

/** Sets the security headers of every response: pages, static files and socket.io's polling alike. */
export function setSecurityHeaders(response: ServerResponse, protocol: Protocol): void {
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	if (protocol === 'https') {
		response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR}`);
	}
}

/**
 * Makes X-Forwarded-For and X-Forwarded-Proto trustworthy: set to what a trusted proxy says, otherwise to what this
 * server sees. Everything after it (SvelteKit, the visitor, the throttle) may then rely on them. Returns the protocol.
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

// The last entry of a list is the trusted proxy's own; those before it may be forged.
function lastOf(header: string | string[] | undefined): string | undefined {
	return header?.toString().split(',').at(-1)?.trim();
}

function protocolOf(text: string): Protocol {
	return /^https\b/i.test(text) ? 'https' : 'http';
}
