import { m } from '#messages/messages.js';
import { afterEach, expect, test, vi } from 'vitest';
import { newId, type PersonId } from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import { isRefusal, refuse } from '#shared/refusals.ts';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { createExports, type Exports } from './exports.ts';

const HOSTILE = new URL('../../tests/support/threads/hostile.ts', import.meta.url);
const PATIENCE = { timeout: 30_000 }; // ms, on a busy machine
const anna = newId<PersonId>();
const open: Exports[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map((exports) => exports.close()));
});

/** Exports whose renderer has been taken over. */
function takenOver(render = { memory: 300, time: 60_000 }) {
	const log = { error: vi.fn() };
	const exports = createExports({ render, worker: HOSTILE, log });
	open.push(exports);
	const ended = async (format: ExportFormat) => {
		const job = exports.start(anna, emptyMinutes('not recorded'), format, `JS-01-MIN.${format}`);
		if (isRefusal(job)) throw new Error(job.refused);
		const status = () => exports.status(job.id, anna);
		await expect.poll(() => status()?.state, PATIENCE).toMatch(/ready|failed/);
		return { status: status(), file: exports.file(job.id, anna) };
	};
	return { exports, ended, log };
}

test('ends a renderer that takes memory without end, says so in words, and makes the next file', async () => {
	const { ended, log } = takenOver();
	const { status } = await ended('pdf');
	const refusal = refuse('export-too-large', m.export_too_much_memory());
	expect(status).toEqual({ state: 'failed', refusal });
	expect(log.error).toHaveBeenCalledWith(
		expect.objectContaining({ format: 'pdf', reference: 'JS-01-MIN' }),
		'an export failed'
	);
	expect((await ended('json')).status).toMatchObject({ state: 'ready' });
});

test('ends a renderer that works without end', async () => {
	const { ended } = takenOver({ memory: 300, time: 2_000 });
	const refusal = refuse('export-too-large', m.export_took_too_long());
	expect((await ended('docx')).status).toEqual({ state: 'failed', refusal });
});

test('survives a renderer that kills its own process', async () => {
	const { ended } = takenOver();
	expect((await ended('md')).status).toEqual({ state: 'failed', refusal: refuse('export-failed') });
	expect((await ended('json')).status).toMatchObject({ state: 'ready' });
});

test('gives the renderer no files of ours, no network, no other programs and no settings', async () => {
	const { ended } = takenOver();
	const { file } = await ended('html');
	if (!file || isRefusal(file)) throw new Error('no file');
	expect(JSON.parse(new TextDecoder().decode(file.bytes))).toEqual({
		file: 'ERR_ACCESS_DENIED',
		network: 'ERR_ACCESS_DENIED',
		program: 'ERR_ACCESS_DENIED',
		settings: []
	});
});

test('makes Markdown while a PDF is under way', async () => {
	const { exports, ended } = takenOver({ memory: 300, time: 60_000 });
	exports.start(anna, emptyMinutes('not recorded'), 'docx', 'JS-01-MIN.docx');
	expect((await ended('json')).status).toMatchObject({ state: 'ready' });
});
