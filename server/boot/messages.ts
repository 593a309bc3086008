import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './errors.ts';

const FOLDER = 'src/messages';
const COMPILED = 'src/messages/compiled';
/** The inputs of compiling besides the texts themselves. */
const COMPILER = [
	'server/boot/compile-messages.ts',
	'server/boot/lean-messages.ts',
	'server/boot/message-types.ts',
	'package-lock.json'
];

/**
 * Compiles the catalogue in `src/messages` to the modules that the server and the pages import, unless they were made
 * from exactly these sources. Must run before anything imports `#messages/…`. Throws a {@link StartError}.
 */
export function ensureMessages(root: string): void {
	const stamp = join(root, COMPILED, '.stamp');
	const hash = hashSources(root);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	const made = `${join(root, COMPILED)}-${process.pid}`;
	compile(root, made);
	writeFileSync(join(made, '.stamp'), hash);
	rmSync(join(root, COMPILED), { recursive: true, force: true });
	renameSync(made, join(root, COMPILED));
}

/** Runs in a separate process, because the compiler keeps a database in memory that is not needed afterwards. */
function compile(root: string, into: string): void {
	const script = join(root, 'server/boot/compile-messages.ts');
	const options = { cwd: root, encoding: 'utf8' } as const;
	const { status, stderr } = spawnSync(process.execPath, [script, into], options);
	if (status === 0) return;
	throw new StartError(`The texts in src/messages could not be compiled:\n${stderr}`);
}

function hashSources(root: string): string {
	const texts = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.json'));
	const hash = createHash('sha256');
	for (const file of [...texts.sort().map((name) => `${FOLDER}/${name}`), ...COMPILER]) {
		const content = readFileSync(join(root, file));
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

if (import.meta.main) ensureMessages(process.cwd());
