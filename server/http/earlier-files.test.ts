import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withEarlierFiles } from './earlier-files.ts';

let folder: string;
let server: Server;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'earlier-files-'));
	for (const [place, name] of [
		['current', 'new.js'],
		['newer', 'both.css'],
		['older', 'both.css'],
		['older', 'old.js'],
		['older', 'old.html']
	] as const) {
		await mkdir(join(folder, place, 'chunks'), { recursive: true });
		await writeFile(join(folder, place, 'chunks', name), `${place} ${name}`);
	}
	await writeFile(join(folder, 'secret.js'), 'secret');
	const places = {
		current: join(folder, 'current'),
		earlier: async () => ['newer', 'older'].map((place) => join(folder, place))
	};
	server = createServer(withEarlierFiles((_, response) => void response.end('the pages'), places));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(async () => {
	server.close();
	await rm(folder, { recursive: true });
});

/** Asks for a path as it is written: `fetch` would tidy it first. */
async function ask(path: string, method = 'GET') {
	const { port } = server.address() as AddressInfo;
	const asked = request({ host: '127.0.0.1', port, path, method, agent: false }).end();
	const [response] = (await once(asked, 'response')) as [IncomingMessage];
	return { status: response.statusCode, headers: response.headers, words: await text(response) };
}

describe('a part of the pages', () => {
	it.each(['/', '/_app/version.json', '/sessions/x', '/_app/immutable/chunks/new.js', '/%'])(
		'that the build has comes from there, like everything else: %s',
		async (path) => expect((await ask(path)).words).toBe('the pages')
	);

	it('of an earlier build is given for ever', async () => {
		const { status, headers, words } = await ask('/_app/immutable/chunks/old.js');
		expect([status, words]).toEqual([200, 'older old.js']);
		expect(headers['content-type']).toBe('text/javascript');
		expect(headers['cache-control']).toContain('immutable');
		const { words: nothing, headers: same } = await ask('/_app/immutable/chunks/old.js', 'HEAD');
		expect([nothing, same['content-length']]).toEqual(['', '12']);
	});

	it('of several is that of the latest', async () => {
		expect((await ask('/_app/immutable/chunks/both.css')).words).toBe('newer both.css');
	});

	it.each([
		'chunks/gone.js',
		'chunks/old.html',
		'chunks',
		'../secret.js',
		'chunks/..%2f..%2f..%2fsecret.js',
		'%2e%2e/secret.js',
		'chunks%2fgone.js/'
	])('that is nowhere, or is no part, is not found: %s', async (name) => {
		const { status, headers, words } = await ask(`/_app/immutable/${name}`);
		expect([status, words]).toEqual([404, '']);
		expect(headers['cache-control']).toBe('no-store');
	});
});
