import { describe, expect, it } from 'vitest';
import { compressed } from './compress.ts';

const HTML = `<p>${'Joint session. '.repeat(500)}</p>`;

function ask(path: string, taken: string, type = 'text/html; charset=utf-8') {
	const request = new Request(`https://board.example${path}`, {
		headers: { 'accept-encoding': taken }
	});
	const headers = { 'content-type': type, 'content-length': String(HTML.length) };
	return compressed(request, new Response(HTML, { headers }));
}

describe('a page', () => {
	it.each(['gzip', 'br, gzip;q=0.8', 'deflate, GZIP'])(
		'is sent compressed to %s',
		async (taken) => {
			const { body, headers } = ask('/sessions/1', taken);
			expect(headers.get('content-encoding')).toBe('gzip');
			expect([headers.get('vary'), headers.get('content-length')]).toEqual([
				'accept-encoding',
				null
			]);
			const read = body?.pipeThrough(new DecompressionStream('gzip'));
			expect(await new Response(read).text()).toBe(HTML);
		}
	);

	it.each([
		['/sessions/1', 'identity', 'text/html'],
		['/sessions/1', 'gzip;q=0, br', 'text/html'],
		['/sessions/1', 'gzip', 'application/pdf'],
		['/administration/people', 'gzip', 'text/html'],
		['/calendar-feeds', 'gzip', 'text/html']
	])('is sent as it is: %s to %s as %s', async (path, taken, type) => {
		const response = ask(path, taken, type);
		expect(response.headers.get('content-encoding')).toBeNull();
		expect(await response.text()).toBe(HTML);
	});
});
