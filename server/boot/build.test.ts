import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt } from './build.ts';

let root: string;
let said: string[];

const write = async (file: string, text: string) => {
	await mkdir(dirname(join(root, file)), { recursive: true });
	await writeFile(join(root, file), text);
};
const ensure = () => ensureBuilt(root, (line) => said.push(line));

// Appends to build/handler.js on each run, so that runs can be counted.
const PRETEND_VITE = `
	const fs = require('node:fs');
	fs.mkdirSync('build', { recursive: true });
	fs.appendFileSync('build/handler.js', process.env.NODE_ENV + ' ');
`;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'board-build-'));
	said = [];
	await write('node_modules/vite/bin/vite.js', PRETEND_VITE);
	await write('src/routes/+page.svelte', '<h1>Board</h1>');
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('ensureBuilt', () => {
	it('builds for production and says so, and does nothing while the build is fresh', async () => {
		await ensure();
		await ensure();
		expect(said).toEqual(['Building the pages (once, about half a minute)…']);
		expect(await readFile(join(root, 'build/handler.js'), 'utf8')).toBe('production ');
	});

	it.each(['src/routes/+page.svelte', 'src/new.ts', 'static/robots.txt', 'package-lock.json'])(
		'builds again when %s has changed',
		async (file) => {
			await ensure();
			await write(file, 'changed');
			await ensure();
			expect(said).toHaveLength(2);
		}
	);

	it.each(['server/app.ts', 'src/shared/ids.test.ts'])(
		'does not build again when %s has changed',
		async (file) => {
			await ensure();
			await write(file, 'changed');
			await ensure();
			expect(said).toHaveLength(1);
		}
	);

	it('builds again when the build was deleted', async () => {
		await ensure();
		await rm(join(root, 'build/handler.js'));
		await ensure();
		expect(said).toHaveLength(2);
	});

	it('shows the output of a failed build, and builds again the next time', async () => {
		await write('node_modules/vite/bin/vite.js', "console.log('no such file'); process.exit(3);");
		await expect(ensure()).rejects.toThrow(/could not be built; vite says:\nno such file/);
		await write('node_modules/vite/bin/vite.js', PRETEND_VITE);
		await ensure();
		expect(said).toHaveLength(2);
	});

	it('keeps the files of the build before beside the new one', async () => {
		const inside = 'build/client/_app/immutable';
		const vite = (name: string) =>
			write(
				'node_modules/vite/bin/vite.js',
				`const fs = require('node:fs');
				fs.rmSync('build', { recursive: true, force: true });
				fs.mkdirSync('${inside}', { recursive: true });
				fs.writeFileSync('build/handler.js', '');
				fs.writeFileSync('${inside}/${name}', '');`
			);
		await vite('a.js');
		await ensure();
		await vite('b.js');
		await write('src/routes/+page.svelte', '<h1>New</h1>');
		await ensure();
		expect(await readdir(join(root, inside))).toEqual(['b.js']);
		expect(await readdir(join(root, 'build/earlier/last'))).toEqual(['a.js']);
	});

	it('tells when vite is missing', async () => {
		await rm(join(root, 'node_modules'), { recursive: true });
		await expect(ensure()).rejects.toThrow('vite is missing; run npm ci first');
	});
});
