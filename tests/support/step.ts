import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
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

/** Where the words of a step go. */
export type Say = (text: string) => void;

/** At once, as they come. */
export const aloud: Say = (text) => void process.stdout.write(text);

/** Runs a step under its headline and says how it went and how long it took. A throw counts as a failure. */
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
 * Runs a program in the root without anything to read; gives its exit code. Aloud, it has the terminal to itself; else it
 * runs beside the tests, which wait for servers and browsers, and takes only the time that they leave.
 */
export function spawnStep(
	program: string,
	args: readonly string[],
	say: Say = aloud
): Promise<number> {
	const output = say === aloud ? 'inherit' : 'pipe';
	const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', output, output] });
	if (say !== aloud && child.pid !== undefined)
		setPriority(child.pid, constants.priority.PRIORITY_LOW);
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', say);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
}

/** Runs a script of node_modules with this very Node, whatever the system has. */
export function runTool(script: string, args: readonly string[], say?: Say): Promise<number> {
	return spawnStep(process.execPath, [`node_modules/${script}`, ...args], say);
}

/** Adds up what several steps came to. */
export function total(counts: readonly Count[]): Count {
	const sum = (key: keyof Count) => counts.reduce((all, count) => all + count[key], 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
