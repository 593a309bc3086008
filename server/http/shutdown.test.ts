import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../boot/log.ts';
import { ROOT } from '../boot/root.ts';
import { listen } from './listen.ts';
import { shutDown } from './shutdown.ts';

const log = createLog('silent');
const HERE = { host: '127.0.0.1', port: 0 };
const SHORT = 50; // milliseconds

let server: Server;
let address: string;

beforeEach(async () => {
	server = createServer();
	address = await listen(server, HERE);
});

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

describe('shutDown', () => {
	it('closes the application and stops listening', async () => {
		const closed: string[] = [];
		const close = () => Promise.resolve(void closed.push('app'));
		expect(await shutDown(server, close, log)).toBe(0);
		expect(closed).toEqual(['app']);
		expect(server.listening).toBe(false);
	});

	it('waits for a request in progress', async () => {
		const asked = get(address);
		const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
		const ended = shutDown(server, () => Promise.resolve(), log);
		response.end('done');
		const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
		answer.resume();
		expect(await ended).toBe(0);
	});

	it('does not wait for a request beyond the limit', async () => {
		const asked = get(address);
		const cut = once(asked, 'error');
		await once(server, 'request');
		expect(await shutDown(server, () => Promise.resolve(), log, SHORT)).toBe(0);
		await expect(cut)
			.rejects.toThrow('socket hang up')
			.catch(() => cut);
	});

	it('returns 1 when the application fails to close, or hangs', async () => {
		expect(await shutDown(server, () => Promise.reject(new Error('disk')), log)).toBe(1);
		expect(await shutDown(server, () => new Promise(() => undefined), log, SHORT)).toBe(1);
	});
});

describe('endOnSignal', () => {
	const hangs = `
		import { createServer } from 'node:http';
		import { endOnSignal } from '#server/http/shutdown.ts';
		import { createLog } from '#server/boot/log.ts';
		const server = createServer().listen(0, '127.0.0.1', () => console.log('ready'));
		endOnSignal(server, () => new Promise(() => {}), createLog('info'), 0);
	`;

	it('ends the process at once on the second signal', async () => {
		const child = spawn(process.execPath, ['--input-type=module', '-e', hangs], {
			cwd: ROOT,
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const ended = once(child, 'close');
		for await (const line of createInterface(child.stdout)) {
			expect(line).toMatch(/ready|"ending"/);
			child.kill('SIGTERM');
		}
		expect(await ended).toEqual([1, null]);
	});
});
