import { m } from '#messages/messages.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ExportStatus } from '#shared/minutes/exports.ts';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { createExports, type Exports } from './exports.ts';

const ECHO = new URL('../../tests/support/threads/crash-on-markdown.ts', import.meta.url);
const anna = newId<PersonId>();
const boris = newId<PersonId>();
const minutes = emptyMinutes('not recorded');
const PATIENCE = 10_000; // ms
const turn = () => new Promise((resolve) => setImmediate(resolve));
const isUnfinished = ({ state }: ExportStatus) => state === 'waiting' || state === 'running';
const open: Exports[] = [];

afterEach(async () => {
	vi.useRealTimers();
	await Promise.all(open.splice(0).map((exports) => exports.close()));
});

const KEPT = { filesOfPerson: 10, bytesOfPerson: 100, bytes: 100, keptFor: 60_000 };

function setup(change: Partial<typeof KEPT> = {}, worker = ECHO) {
	const log = { error: vi.fn() };
	const render = { memory: 500, time: 60_000 };
	const exports = createExports({ render, keep: { ...KEPT, ...change }, worker, log });
	open.push(exports);
	const ask = (person: PersonId, format: ExportFormat) => {
		const job = exports.start(person, minutes, format, `JS-01-MIN.${format}`);
		if (isRefusal(job)) throw new Error(job.refused);
		return job.id;
	};
	/** Lets the event loop turn until the job has ended; a timer would move with the substitute clock. */
	const ended = async (id: ExportJobId, person = anna) => {
		let status = exports.status(id, person);
		for (; status && isUnfinished(status); status = exports.status(id, person)) await turn();
		return status;
	};
	return { exports, ask, ended, log };
}

describe('requesting a file', () => {
	test('queues a job, reports its progress, and then offers its file', async () => {
		const { exports, ask, ended } = setup();
		const id = ask(anna, 'html');
		expect(exports.status(id, anna)).toEqual({ state: 'waiting', place: 1 });
		expect(await ended(id)).toEqual({ state: 'ready', size: 4 });
		expect(exports.file(id, anna)).toEqual({
			bytes: new TextEncoder().encode('html'),
			fileName: 'JS-01-MIN.html',
			type: 'text/html; charset=utf-8'
		});
	});

	test('makes files in the order of requests, and updates the places in the queue', async () => {
		const { exports, ask, ended } = setup();
		const [first, second, third] = [ask(anna, 'pdf'), ask(boris, 'docx'), ask(boris, 'pdf')];
		expect(exports.status(third, boris)).toEqual({ state: 'waiting', place: 3 });
		await ended(first);
		const halfWay = { state: 'running', stage: 'Half way', done: 0.5 };
		await vi.waitFor(() => expect(exports.status(second, boris)).toEqual(halfWay), PATIENCE);
		expect(exports.status(third, boris)).toEqual({ state: 'waiting', place: 1 });
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

test('makes a page before the files that wait, and keeps nothing of it', async () => {
	const { exports, ask, ended } = setup();
	const [, waiting] = [ask(anna, 'html'), ask(anna, 'json')];
	expect(await exports.page(boris, minutes)).toEqual(new TextEncoder().encode('html'));
	expect(exports.status(waiting, anna)?.state).not.toBe('ready');
	await ended(waiting);
});

test('refuses a page to a person who waits for several', async () => {
	const { exports } = setup();
	const pages = Array.from({ length: 4 }, () => exports.page(anna, minutes));
	expect(await pages[3]).toEqual(refuse('too-many-exports'));
	await Promise.all(pages);
	expect(isRefusal(await exports.page(anna, minutes))).toBe(false);
});

test('tells a person whose older file made room for newer ones', async () => {
	const { exports, ask, ended } = setup({ filesOfPerson: 1 });
	const first = ask(anna, 'html');
	await ended(first);
	await ended(ask(anna, 'json'));
	expect(exports.status(first, anna)).toEqual({
		state: 'failed',
		refusal: refuse('export-dropped')
	});
	expect(exports.file(first, anna)).toEqual(refuse('export-dropped'));
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

test('fails only the running job on a crash, and runs the next one on a new process', async () => {
	const { exports, ask, ended, log } = setup();
	const [crashing, next] = [ask(anna, 'md'), ask(anna, 'json')];
	expect(await ended(crashing)).toEqual({ state: 'failed', refusal: refuse('export-failed') });
	expect(await ended(next)).toMatchObject({ state: 'ready' });
	expect(exports.file(crashing, anna)).toEqual(refuse('export-failed'));
	expect(log.error).toHaveBeenCalledOnce();
});

test('fails a job that takes too long, and runs the next on a new process', async () => {
	const { ask, ended } = setup();
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const [hanging, next] = [ask(anna, 'docx'), ask(anna, 'pdf')];
	await turn();
	await vi.advanceTimersByTimeAsync(60_000);
	vi.useRealTimers();
	expect(await ended(hanging)).toEqual({
		state: 'failed',
		refusal: refuse('export-too-large', m.export_took_too_long())
	});
	expect(await ended(next)).toMatchObject({ state: 'ready' });
});

test('fails the job when the process cannot start', async () => {
	const { ask, ended } = setup({}, new URL('./no-such.ts', import.meta.url));
	expect(await ended(ask(anna, 'html'))).toMatchObject({ refusal: refuse('export-failed') });
});

test('drops a file after its time', async () => {
	const { exports, ask, ended } = setup({ keptFor: 5_000 });
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
