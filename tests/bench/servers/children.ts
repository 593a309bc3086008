import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const GRACE = 10_000; // ms for a server to shut down gracefully

export const CORE = { server: 0, load: 1 } as const;

/** The folder for everything the bench writes; removed, and all processes ended, however the bench ends. */
export const scratch = mkdtempSync(join(tmpdir(), 'briefing-board-bench-'));
const running = new Set<ChildProcess>();

process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
	rmSync(scratch, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => process.exit(1));

const canPin =
	availableParallelism() > 1 &&
	(process.env['PATH'] ?? '')
		.split(delimiter)
		.some((folder) => existsSync(join(folder, 'taskset')));

/** Starts Node on its own core, if the system supports that. */
export function startNode(
	core: number,
	args: readonly string[],
	options: { env?: Record<string, string>; stdio: StdioOptions }
): ChildProcess {
	const node = [process.execPath, ...args];
	const [command = process.execPath, ...rest] = canPin
		? ['taskset', '-c', `${core}`, ...node]
		: node;
	const env = { ...process.env, ...options.env };
	const child = spawn(command, rest, { env, stdio: options.stdio });
	running.add(child);
	child.once('exit', () => running.delete(child));
	return child;
}

/** Ends a process gracefully, or by force on timeout. */
export async function endNode(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	const force = setTimeout(() => child.kill('SIGKILL'), GRACE);
	await ended;
	clearTimeout(force);
}

/** The address that a starting server prints; rejects if it exits first. */
export function listening(child: ChildProcess, name: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		const look = (part: string) => {
			const [, address] = /^Listening on (\S+)$/m.exec((said += part)) ?? [];
			if (address) resolve(address);
		};
		child.stdout?.setEncoding('utf8').on('data', look);
		child.once('exit', () => reject(new Error(`${name} ended before it listened: ${said}`)));
	});
}
