import { spawn } from 'node:child_process';
import { ROOT } from '../../server/boot/root.ts';

/** Passed, failed and skipped: what every step of verify comes to. */
export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

export const PASSED: Count = { passed: 1, failed: 0, skipped: 0 };
export const FAILED: Count = { passed: 0, failed: 1, skipped: 0 };
export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };

/** Runs a step under its headline and says how it went and how long it took. A throw counts as a failure. */
export async function step(title: string, work: () => Promise<Count>): Promise<Count> {
	console.log(`\n── ${title} ──`);
	const start = performance.now();
	const count = await work().catch((error: unknown) => {
		console.log(error instanceof Error ? error.message : error);
		return FAILED;
	});
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	console.log(`── ${title}: ${count.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
	return count;
}

/** Runs a program in the root with its output shown, and without anything to read; gives its exit code. */
export function spawnStep(program: string, args: readonly string[]): Promise<number> {
	const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
}

/** Runs a script of node_modules with this very Node, whatever the system has. */
export function runTool(script: string, ...args: string[]): Promise<number> {
	return spawnStep(process.execPath, [`node_modules/${script}`, ...args]);
}

/** Adds up what several steps came to. */
export function total(counts: readonly Count[]): Count {
	const sum = (key: keyof Count) => counts.reduce((all, count) => all + count[key], 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
