import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';
import { importsOf, type Import } from './imports.ts';

const NOT_OURS = ['node_modules', 'build', '.svelte-kit', '.git', 'data', 'test-results'];

/** All our files: those tracked by git or, without git, those in the folder. */
export function ourFiles(): string[] {
	if (existsSync(join(ROOT, '.git'))) {
		const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
		return listed.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
	}
	const exclude = (path: string) => NOT_OURS.includes(path.split(sep)[0] ?? '');
	return globSync('**/*.*', { cwd: ROOT, exclude }).map((file) => file.split(sep).join('/'));
}

/** Every source file under src and server with its imports. */
export function sources(): Map<string, Import[]> {
	const files = globSync('{src,server}/**/*.{ts,svelte}', { cwd: ROOT });
	return new Map(
		files.map((file) => {
			const path = file.split(sep).join('/');
			return [path, importsOf(path, readFileSync(join(ROOT, file), 'utf8'))];
		})
	);
}
