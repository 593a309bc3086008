import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it, test } from 'vitest';
import { settleForwarded, settleOrigin } from './front.ts';

const DIRECT = { origin: null, trustProxy: false };
const BEHIND_PROXY = { origin: null, trustProxy: true };

function requestWith(headers: Record<string, string>): IncomingMessage {
	const socket = new Socket();
	Object.defineProperty(socket, 'remoteAddress', { value: '192.0.2.7' });
	return Object.assign(new IncomingMessage(socket), { headers: { ...headers } });
}

describe('settleForwarded', () => {
	it('overwrites the claims of an untrusted client with what the server sees', () => {
		const mallory = requestWith({
			host: 'board.example.org',
			forwarded: 'for=10.0.0.1',
			'x-forwarded-for': '10.0.0.1',
			'x-forwarded-host': 'evil.example',
			'x-forwarded-proto': 'https'
		});
		expect(settleForwarded(mallory, DIRECT)).toBe('http');
		expect(mallory.headers).toEqual({
			host: 'board.example.org',
			'x-forwarded-for': '192.0.2.7',
			'x-forwarded-proto': 'http'
		});
	});

	it('trusts the last entry, which is the trusted proxy’s own', () => {
		const alice = requestWith({
			'x-forwarded-for': '10.0.0.1, 198.51.100.4',
			'x-forwarded-proto': 'http, https'
		});
		expect(settleForwarded(alice, BEHIND_PROXY)).toBe('https');
		expect(alice.headers['x-forwarded-for']).toBe('198.51.100.4');
	});

	it('uses the protocol of the public address when no proxy names one', () => {
		const facing = { origin: 'https://board.example.org', trustProxy: false };
		expect(settleForwarded(requestWith({}), facing)).toBe('https');
	});

	it('treats an unknown protocol as http', () => {
		expect(settleForwarded(requestWith({ 'x-forwarded-proto': 'httpsx:' }), BEHIND_PROXY)).toBe(
			'http'
		);
	});
});

test.each([
	['https://board.example.org', 'https', 'https://board.example.org'],
	['http://board.example.org', 'https', 'null'],
	['https://board.example.org', 'http', 'null'],
	['null', 'http', 'null']
] as const)('a page from %s counts by %s as one from %s', (origin, protocol, counted) => {
	const request = requestWith({ origin });
	settleOrigin(request, protocol);
	expect(request.headers.origin).toBe(counted);
});
