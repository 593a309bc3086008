import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setAside } from './earlier-builds.ts';
import { StartError } from './errors.ts';

export type Say = (line: string) => void;

/** The inputs of the build of the pages; server/ runs from source and needs no build. */
const SOURCES = [
	'src/**/*',
	'static/**/*',
	'svelte.config.js',
	'vite.config.ts',
	'package-lock.json'
];

/** Builds the pages unless build/ was made from exactly these sources. Throws a {@link StartError}. */
export async function ensureBuilt(root: string, say: Say): Promise<void> {
	if ((await readStamp(root)) === (await hashSources(root))) return;
	say('Building the pages (once, about half a minute)…');
	await build(root);
}

/** Builds the pages unconditionally. Throws a {@link StartError} with the build's output. */
export async function build(root: string): Promise<void> {
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	if (!existsSync(vite)) {
		throw new StartError('The pages cannot be built because vite is missing; run npm ci first.');
	}
	// Hashed before the build: a file saved while it runs makes the next start build again.
	const hash = await hashSources(root);
	const putBack = await setAside(root);
	const { code, output } = await run(root, [vite, 'build']).finally(putBack);
	if (code !== 0) throw new StartError(`The pages could not be built; vite says:\n${output}`);
	await writeFile(stampFile(root), hash);
}

const stampFile = (root: string) => join(root, 'build/.stamp');

async function readStamp(root: string): Promise<string | null> {
	if (!existsSync(join(root, 'build/handler.js')) || !existsSync(stampFile(root))) return null;
	return readFile(stampFile(root), 'utf8');
}

async function hashSources(root: string): Promise<string> {
	const made = join(root, 'src/messages/compiled/');
	const files: string[] = [];
	for await (const entry of glob(SOURCES, { cwd: root, withFileTypes: true })) {
		const file = join(entry.parentPath, entry.name);
		if (entry.isFile() && !/\.test\.ts$/.test(file) && !file.startsWith(made)) files.push(file);
	}
	const hash = createHash('sha256');
	for (const file of files.sort()) {
		const content = await readFile(file);
		hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

function run(root: string, args: string[]): Promise<{ code: number; output: string }> {
	// Even when a test run starts it, the build must be a production build.
	const env = { ...process.env, NODE_ENV: 'production', VITEST: undefined };
	const child = spawn(process.execPath, args, {
		cwd: root,
		env,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (part: string) => (output += part));
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}
