import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start, type Started } from '../support/started.ts';

let folder: string;
const running: Started[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'board-start-'));
});

afterEach(async () => {
	for (const { child, ended } of running.splice(0)) {
		child.kill('SIGKILL');
		await ended;
	}
	await rm(folder, { recursive: true, force: true });
});

function board(env: Record<string, string> = {}, flags: string[] = [], mode = 'main'): Started {
	const started = start({ env: { DATA_DIR: join(folder, 'data'), ...env }, flags, mode });
	running.push(started);
	return started;
}

const lines = (text: string) => text.trim().split('\n');

describe('a start', () => {
	it('listens, answers /healthz and ends with 0 on SIGTERM', async () => {
		const alice = board();
		const answer = await fetch(`${await alice.address}/healthz`);
		expect(answer.status).toBe(200);
		expect(await answer.text()).toBe('ok\n');
		const { code, stdout } = await alice.stop();
		expect(code).toBe(0);
		expect(stdout).toContain(`Data folder ${join(folder, 'data')}`);
		expect(existsSync(join(folder, 'data'))).toBe(true);
	});

	it('gives pages and static files the security headers, HSTS only with https', async () => {
		const plain = board();
		const secure = board({ DATA_DIR: join(folder, 'b'), ORIGIN: 'https://board.example.org' });
		for (const path of ['/', '/favicon.svg', '/healthz']) {
			const { headers } = await fetch((await plain.address) + path, { redirect: 'manual' });
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('referrer-policy')).toBe('same-origin');
			expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
			expect(headers.get('strict-transport-security')).toBeNull();
			const safer = await fetch((await secure.address) + path, { redirect: 'manual' });
			expect(safer.headers.get('strict-transport-security')).toMatch(
				/^max-age=\d+; includeSubDomains$/
			);
		}
	});

	it('trusts X-Forwarded-Proto only from a trusted proxy', async () => {
		const wary = board();
		const trusting = board({ DATA_DIR: join(folder, 'b'), TRUST_PROXY: 'yes' });
		const ask = async (started: Started, said: string) => {
			const headers = { 'x-forwarded-proto': said };
			const answer = await fetch(`${await started.address}/healthz`, { headers });
			return answer.headers.has('strict-transport-security');
		};
		expect(await ask(wary, 'https')).toBe(false);
		expect(await ask(trusting, 'https')).toBe(true);
		expect(await ask(trusting, 'https, http')).toBe(false);
	});
});

describe('what prevents a start is reported in one line', () => {
	it('a port in use', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const { port } = other.address() as AddressInfo;
		const { code, stderr } = await board({ PORT: String(port) }).ended;
		other.close();
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual([expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`)]);
	});

	it('an address of another machine', async () => {
		const { code, stderr } = await board({ HOST: '192.0.2.1' }).ended;
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual(['HOST 192.0.2.1 is not an address of this machine.']);
	});

	it('a data folder that cannot be created', async () => {
		const file = join(folder, 'file');
		await writeFile(file, '');
		const { code, stderr } = await board({ DATA_DIR: join(file, 'data') }).ended;
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual([
			expect.stringContaining(`DATA_DIR ${join(file, 'data')} cannot be written (ENOTDIR)`)
		]);
	});

	it('an invalid value', async () => {
		const { code, stderr } = await board({ PORT: 'http' }).ended;
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual([
			'PORT is "http"; expected a whole number from 0 to 65535 (0 takes any free port).'
		]);
	});

	it('a Node that is too old', async () => {
		const old = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
		const { code, stderr } = await board({}, ['--import', `data:text/javascript,${old}`]).ended;
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual([
			expect.stringMatching(/^Found Node 20\.20\.2, but version 26 or newer is needed\./)
		]);
	});

	it('a database from a newer release', async () => {
		const data = join(folder, 'newer');
		const first = board({ DATA_DIR: data });
		await first.address;
		await first.stop();
		const database = new DatabaseSync(join(data, 'board.sqlite'));
		database.exec("insert into kysely_migration values ('999-later', '2030-01-01T00:00:00.000Z')");
		database.close();
		const { code, stderr } = await board({ DATA_DIR: data }).ended;
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual([
			expect.stringMatching(/^The database in .* was written by a newer Briefing Board\./)
		]);
	});

	it('an unknown argument', async () => {
		const { code, stderr } = await board({}, [], 'mian').ended;
		expect(code).toBe(1);
		expect(lines(stderr)).toEqual([expect.stringContaining('Usage:')]);
	});
});

describe('an empty board without the demo', () => {
	it('prints a one-time link to become the first administrator', async () => {
		const started = board({ DATA_DIR: join(folder, 'empty'), DEMO: 'no' });
		const address = await started.address;
		const [link] = await started.says(/http\S+\/welcome\/\S+/);
		expect((await fetch(link)).status).toBe(200);
		const typed = {
			name: 'Anna Maier',
			email: 'anna@bka.example',
			organisation: 'Bundeskriminalamt',
			code: 'DE-BKA',
			country: 'DE',
			password: 'too short'
		};
		const send = (password: string) =>
			fetch(link, {
				method: 'POST',
				redirect: 'manual',
				headers: { origin: address, accept: 'text/html' },
				body: new URLSearchParams({ ...typed, password })
			});
		expect((await send('too short')).status).toBe(400);
		const done = await send('a long sentence works well');
		expect(done.status).toBe(303);
		expect(done.headers.get('set-cookie')).toMatch(/^login=.*HttpOnly; SameSite=Lax$/);
		expect((await send('a long sentence works well')).status).toBe(410);
		const cookie = done.headers.get('set-cookie')?.split(';')[0] ?? '';
		const page = await fetch(`${address}/administration`, { headers: { cookie } });
		expect(await page.text()).toContain('Bundeskriminalamt');
	});
});
