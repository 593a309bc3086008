import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../server/boot/root.ts';
import type { Figures } from '../load/job.ts';
import { scratch } from '../servers/children.ts';
import { figuresIn } from './printed.ts';

const TEXTS = 'server/boot/messages.ts';

const git = (...args: string[]) =>
	execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] }).trim();

/** Checks a commit out into its own folder, installs its lock file, and compiles its texts. */
export function layOut(commit: string): string {
	const folder = join(scratch, 'old');
	const hash = git('rev-parse', '--verify', `${commit}^{commit}`);
	git('worktree', 'add', '--detach', folder, hash);
	process.on('exit', () => git('worktree', 'prune')); // the folder is removed with everything else the bench wrote
	console.error(`Installing ${hash.slice(0, 10)} into a folder of its own…`);
	run(folder, 'npm', ['ci', '--no-audit', '--no-fund']);
	// The bench imports the texts, which are compiled and in no commit.
	if (existsSync(join(folder, TEXTS))) run(folder, process.execPath, [TEXTS]);
	return folder;
}

export interface Measuring {
	readonly scenario: string;
	readonly seconds: number | undefined;
}

/** One run of our server from a checkout, with the bench of that checkout. */
export function measureIn(folder: string, { scenario, seconds }: Measuring): Figures {
	const args = ['tests/bench/main.ts', scenario, '--servers', 'ours', '--runs', '1'];
	if (seconds !== undefined) args.push('--seconds', `${seconds}`);
	return figuresIn(run(folder, process.execPath, args));
}

function run(folder: string, program: string, args: readonly string[]): string {
	const { status, stdout } = spawnSync(program, args, {
		...{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] }
	});
	if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`);
	return stdout;
}
