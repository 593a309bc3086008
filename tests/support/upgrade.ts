import {
	cp,
	glob,
	mkdtemp,
	readdir,
	readFile,
	rename,
	rm,
	symlink,
	writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { setAside } from '../../server/boot/earlier-builds.ts';
import { ROOT } from '../../server/boot/root.ts';

const PARTS = ['src', 'server', 'static', 'build', 'package.json', 'package-lock.json'];
const SETTINGS = ['svelte.config.js', 'vite.config.ts'];
const HASHED = /^(?:.+\.)?([\w-]{8})\.(?:js|css)$/;
const TEXTS = ['.js', '.css', '.json'];

/** A copy of the board, with its build, that a test may update. */
export async function copyBoard(): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), 'board-copy-'));
	for (const part of [...PARTS, ...SETTINGS])
		await cp(join(ROOT, part), join(root, part), { recursive: true });
	await rm(join(root, 'build/earlier'), { recursive: true, force: true });
	await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
	return root;
}

/** Updates its build, in a moment: every part of the pages gets another name, as when all of them have changed. */
export async function updateBuild(root: string): Promise<void> {
	const putBack = await setAside(root);
	const client = join(root, 'build/client/_app');
	const renamed = new Map<string, string>();
	for await (const file of glob(`${client}/immutable/**/*`)) {
		const hash = HASHED.exec(basename(file))?.[1];
		if (/\.(br|gz)$/.test(file)) await rm(file);
		else if (hash) renamed.set(hash, `${hash.slice(1)}_`);
	}
	for (const file of await readdir(client))
		if (/\.(br|gz)$/.test(file)) await rm(join(client, file));
	const { version } = JSON.parse(await readFile(join(client, 'version.json'), 'utf8')) as {
		version: string;
	};
	renamed.set(version, `${version}0`);
	await replaceAll(join(root, 'build'), renamed);
	await putBack();
}

/** In names and in what is written in them. */
async function replaceAll(build: string, renamed: ReadonlyMap<string, string>): Promise<void> {
	const old = new RegExp([...renamed.keys()].map(RegExp.escape).join('|'), 'g');
	const change = (words: string) => words.replaceAll(old, (found) => renamed.get(found) ?? found);
	for await (const file of glob(`${build}/{client/_app,server}/**/*`)) {
		if (!TEXTS.includes(extname(file))) continue;
		const words = await readFile(file, 'utf8');
		await writeFile(file, change(words));
		await rename(file, join(dirname(file), change(basename(file))));
	}
}
