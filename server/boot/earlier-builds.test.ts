import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { earlierBuilds, forgetEarlier, setAside } from './earlier-builds.ts';

const DAY = 24 * 3_600_000; // ms
const MONDAY = Date.UTC(2026, 10, 30, 9);

let root: string;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'board-earlier-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Builds these files anew, as the adapter does: everything else in the build is gone. */
async function build(files: Record<string, string>): Promise<void> {
	const putBack = await setAside(root);
	await rm(join(root, 'build'), { recursive: true, force: true });
	for (const [name, words] of Object.entries(files)) {
		const file = join(root, 'build/client/_app/immutable', name);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, words);
	}
	await putBack();
}

/** What an open page gets of an earlier build; undefined when it is gone. */
async function earlier(name: string): Promise<string | undefined> {
	for (const folder of await earlierBuilds(root))
		if (existsSync(join(folder, name))) return readFile(join(folder, name), 'utf8');
	return undefined;
}

describe('files of the build before', () => {
	beforeEach(async () => {
		await build({ 'chunks/editor.1.js': 'one', 'chunks/same.js': 'same', 'chunks/x.js.br': 'x' });
		await build({ 'chunks/editor.2.js': 'two', 'chunks/same.js': 'same' });
	});

	it('are kept, but for what the new one has too and compressed copies', async () => {
		expect(await earlier('chunks/editor.1.js')).toBe('one');
		expect(await earlier('chunks/same.js')).toBeUndefined();
		expect(await earlier('chunks/x.js.br')).toBeUndefined();
	});

	it('are there for a day after the first start, however long ago it was built', async () => {
		await forgetEarlier(root, MONDAY);
		await forgetEarlier(root, MONDAY + DAY);
		expect(await earlier('chunks/editor.1.js')).toBe('one');
		await forgetEarlier(root, MONDAY + DAY + 1);
		expect(await earlier('chunks/editor.1.js')).toBeUndefined();
	});

	it('have each their own day', async () => {
		await forgetEarlier(root, MONDAY);
		await build({ 'chunks/editor.3.js': 'three' });
		await forgetEarlier(root, MONDAY + DAY / 2);
		expect([await earlier('chunks/editor.1.js'), await earlier('chunks/editor.2.js')]).toEqual([
			'one',
			'two'
		]);
		await forgetEarlier(root, MONDAY + DAY + 1);
		expect(await earlier('chunks/editor.1.js')).toBeUndefined();
		expect(await earlier('chunks/editor.2.js')).toBe('two');
	});

	it('of builds that were never started are kept as one', async () => {
		await build({ 'chunks/editor.3.js': 'three' });
		expect(await earlierBuilds(root)).toHaveLength(1);
		expect(await earlier('chunks/editor.1.js')).toBe('one');
	});

	it('are those of five builds at most', async () => {
		for (let number = 2; number < 10; number++) {
			await forgetEarlier(root, MONDAY + number);
			await build({ [`chunks/editor.${number + 1}.js`]: '' });
		}
		expect(await earlierBuilds(root)).toHaveLength(5);
		expect(await earlier('chunks/editor.1.js')).toBeUndefined();
		expect(await earlier('chunks/editor.9.js')).toBe('');
	});
});

it('nothing is kept, and nothing is missed, where nothing was built', async () => {
	await forgetEarlier(root, MONDAY);
	expect(await earlierBuilds(root)).toEqual([]);
});
