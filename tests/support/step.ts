import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { ROOT } from '../../server/boot/root.ts';

/** The result of a step of verify. */
export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

export const PASSED: Count = { passed: 1, failed: 0, skipped: 0 };
export const FAILED: Count = { passed: 0, failed: 1, skipped: 0 };
export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };

/** Where the output of a step goes. */
export type Say = (text: string) => void;

export const NORMAL = constants.priority.PRIORITY_NORMAL;

/** Straight to the terminal. */
export const aloud: Say = (text) => void process.stdout.write(text);

/** Runs a step under a heading and reports its result and duration. An exception counts as a failure. */
export async function step(
	title: string,
	work: (say: Say) => Promise<Count>,
	say: Say = aloud
): Promise<Count> {
	say(`\n── ${title} ──\n`);
	const start = performance.now();
	const count = await work(say).catch((error: unknown) => {
		say(`${error instanceof Error ? error.message : String(error)}\n`);
		return FAILED;
	});
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	say(`── ${title}: ${count.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
	return count;
}

/**
 * Runs a program in the root without input; resolves to its exit code. With `aloud` it owns the terminal; otherwise it
 * runs beside the tests, which wait for servers and browsers, at low priority unless told otherwise.
 */
export function spawnStep(
	program: string,
	args: readonly string[],
	say: Say = aloud,
	priority = say === aloud ? NORMAL : constants.priority.PRIORITY_LOW
): Promise<number> {
	const output = say === aloud ? 'inherit' : 'pipe';
	const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', output, output] });
	if (priority !== NORMAL && child.pid !== undefined) setPriority(child.pid, priority);
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', say);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
}

/** Runs a script of node_modules with this Node, not the system's. */
export function runTool(
	script: string,
	args: readonly string[],
	say?: Say,
	priority?: number
): Promise<number> {
	return spawnStep(process.execPath, [`node_modules/${script}`, ...args], say, priority);
}

/** Adds up the results of several steps. */
export function total(counts: readonly Count[]): Count {
	const sum = (key: keyof Count) => counts.reduce((all, count) => all + count[key], 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
