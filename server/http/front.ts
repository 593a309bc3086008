import type { IncomingMessage, ServerResponse } from 'node:http';
import { isForPrograms } from '#shared/commands/requests.ts';
import type { Config } from '../boot/config.ts';

type Facing = Pick<Config, 'origin' | 'trustProxy'>;
export type Protocol = 'http' | 'https';

const ONE_YEAR = 31_536_000; // seconds

/**
 * What nothing else says. Pages replace the policy by their own, which allows their scripts; files of the build replace
 * the caching. No X-Frame-Options: the policy controls framing.
 */
const HEADERS = {
	'Cache-Control': 'no-store',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
	'Referrer-Policy': 'same-origin',
	'X-Content-Type-Options': 'nosniff'
};

/** Files that are the same for everybody. */
const STATIC = /^\/(_app\/|[\w-]+\.(js|svg|txt)$)/;

/** Sets the security headers of every response: pages, static files and socket.io's polling alike. */
export function setSecurityHeaders(
	response: ServerResponse,
	{ protocol, path }: { readonly protocol: Protocol; readonly path: string }
): void {
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	if (STATIC.test(path)) response.setHeader('Cache-Control', 'no-cache');
	if (protocol === 'https')
		response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR}; includeSubDomains`);
}

/**
 * SvelteKit answers an error as a page unless the request prefers JSON, and programs often ask for anything. Only pages
 * are for people.
 */
export function preferJson(request: IncomingMessage): void {
	if (isForPrograms(pathOf(request))) request.headers.accept = 'application/json';
}

/**
 * Without a public address a page is compared by host alone, so one that came by the other protocol is made to count as
 * what it is: another site.
 */
export function settleOrigin(request: IncomingMessage, protocol: Protocol): void {
	const { origin } = request.headers;
	if (origin !== undefined && !origin.startsWith(`${protocol}://`)) request.headers.origin = 'null';
}

/** The path of a request, without its search. */
export function pathOf(request: IncomingMessage): string {
	return (request.url ?? '').split('?')[0] ?? '';
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
