import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdFolder } from './folder-hold.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'board-hold-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one board into a data folder, and the next one when that is gone', () => {
	const first = holdFolder(folder, 0);
	expect(() => holdFolder(folder, 0)).toThrow(`A Briefing Board is running on ${folder}.`);
	holdFolder(join(folder, 'other'), 0).release();
	first.release();
	holdFolder(folder, 0).release();
});
