import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ExportStatus } from '#shared/minutes/exports.ts';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/minutes.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { createExports, type Exports } from './exports.ts';

const worker = new URL('../../tests/support/threads/crash-on-markdown.ts', import.meta.url);
const anna = newId<PersonId>();
const boris = newId<PersonId>();
const minutes = emptyMinutes('not recorded');
const open: Exports[] = [];

afterEach(async () => {
	vi.useRealTimers();
	await Promise.all(open.splice(0).map((exports) => exports.close()));
});

function setup(keepFor = 60_000) {
	const log = { error: vi.fn() };
	const exports = createExports({ keepFor, worker, log });
	open.push(exports);
	const seen: [ExportJobId, ExportStatus['state']][] = [];
	exports.onProgress((id, _, status) => seen.push([id, status.state]));
	const ask = (person: PersonId, format: ExportFormat) => {
		const job = exports.start(person, minutes, format, `JS-01-MIN.${format}`);
		if (isRefusal(job)) throw new Error(job.refused);
		return job.id;
	};
	const ended = (id: ExportJobId) =>
		new Promise<ExportStatus>((resolve) => {
			const stop = exports.onProgress((changed, _, status) => {
				if (changed !== id || !['ready', 'failed'].includes(status.state)) return;
				stop();
				resolve(status);
			});
		});
	return { exports, ask, ended, log, seen };
}

describe('requesting a file', () => {
	test('queues a job, runs it, and then offers its file', async () => {
		const { exports, ask, ended, seen } = setup();
		const id = ask(anna, 'html');
		expect(exports.status(id, anna)).toEqual({ state: 'waiting', place: 1 });
		expect(await ended(id)).toEqual({ state: 'ready', size: 4 });
		expect(seen.map(([, state]) => state)).toEqual(['running', 'running', 'ready']);
		expect(exports.file(id, anna)).toEqual({
			bytes: new TextEncoder().encode('html'),
			fileName: 'JS-01-MIN.html',
			type: 'text/html; charset=utf-8'
		});
	});

	test('makes files in the order of requests, and updates the places in the queue', async () => {
		const { exports, ask, ended, seen } = setup();
		const [first, second] = [ask(anna, 'html'), ask(boris, 'json')];
		expect(exports.status(second, boris)).toEqual({ state: 'waiting', place: 2 });
		await ended(second);
		const states = seen.map(([id, state]) => `${id === first ? 'first' : 'second'} ${state}`);
		expect(states.indexOf('first ready')).toBeLessThan(states.indexOf('second running'));
		expect(states).toContain('second waiting');
	});

	test('refuses a person’s fourth unfinished job, but not another person’s', async () => {
		const { exports, ask, ended } = setup();
		const ids = [ask(anna, 'html'), ask(anna, 'html'), ask(anna, 'html')];
		expect(exports.start(anna, minutes, 'html', 'x')).toEqual(refuse('too-many-exports'));
		expect(isRefusal(exports.start(boris, minutes, 'html', 'x'))).toBe(false);
		await ended(ids[2] ?? newId());
		expect(isRefusal(exports.start(anna, minutes, 'html', 'x'))).toBe(false);
	});
});

test('hides a job from everybody else', async () => {
	const { exports, ask, ended } = setup();
	const id = ask(anna, 'html');
	expect(exports.status(id, boris)).toBeUndefined();
	await ended(id);
	expect(exports.status(id, boris)).toBeUndefined();
	expect(exports.file(id, boris)).toBeUndefined();
	expect(exports.file(id, anna)).toBeDefined();
});

test('fails only the running job on a crash, and runs the next one on a new thread', async () => {
	const { exports, ask, ended, log } = setup();
	const [crashing, next] = [ask(anna, 'md'), ask(anna, 'json')];
	expect(await ended(crashing)).toEqual({ state: 'failed', refusal: refuse('export-failed') });
	expect(await ended(next)).toMatchObject({ state: 'ready' });
	expect(exports.file(crashing, anna)).toBeUndefined();
	expect(log.error).toHaveBeenCalledOnce();
});

test('fails the job when the thread cannot start', async () => {
	const exports = createExports({
		keepFor: 1000,
		worker: new URL('./no-such.ts', import.meta.url)
	});
	open.push(exports);
	const ended = new Promise((resolve) =>
		exports.onProgress((_, __, status) => status.state === 'failed' && resolve(status))
	);
	exports.start(anna, minutes, 'html', 'x');
	expect(await ended).toMatchObject({ refusal: refuse('export-failed') });
});

test('drops a file after its time', async () => {
	const { exports, ask, ended } = setup(5_000);
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const id = ask(anna, 'html');
	await ended(id);
	await vi.advanceTimersByTimeAsync(4_999);
	expect(exports.status(id, anna)).toBeDefined();
	await vi.advanceTimersByTimeAsync(1);
	expect(exports.status(id, anna)).toBeUndefined();
	expect(exports.file(id, anna)).toBeUndefined();
});

test('drops everything when it closes, and refuses later requests', async () => {
	const { exports, ask, ended } = setup();
	const id = ask(anna, 'html');
	await ended(id);
	await exports.close();
	expect(exports.file(id, anna)).toBeUndefined();
	expect(exports.start(anna, minutes, 'html', 'x')).toEqual(refuse('export-failed'));
});
