// What `npm run test:quick` runs: the unit tests, and those of the others that import changed files.
import { execFileSync } from 'node:child_process';
import { ROOT } from '../../server/boot/root.ts';
import { runTool } from './step.ts';

const UNIT = ['--project', 'unit', '--project', 'components'];

/** The merge base with main; on main, the last commit. */
function base(): string {
	const git = (...args: string[]) =>
		execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
	try {
		return git('merge-base', 'main', 'HEAD');
	} catch {
		return 'HEAD';
	}
}

const units = await runTool('vitest/vitest.mjs', ['run', ...UNIT]);
const changed = ['--changed', base(), '--passWithNoTests'];
const reached = await runTool('vitest/vitest.mjs', [
	...['run', '--project', 'integration'],
	...changed
]);
process.exitCode = units || reached;
