// What `npm run test:quick` runs: the unit tests, and of the others those that import what was changed.
import { execFileSync } from 'node:child_process';
import { ROOT } from '../../server/boot/root.ts';
import { runTool } from './step.ts';

const UNIT = ['--project', 'unit', '--project', 'components'];

/** Where this branch left main; on main, the last commit. */
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
