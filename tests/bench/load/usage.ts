import { readFileSync } from 'node:fs';

const TICK = 10; // ms; the kernel counts 100 a second for user space, whatever its own rate
const PAGE = 4_096; // bytes

/** CPU time of a process with all its threads, in ms. */
function cpuOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The process name is in brackets and may contain anything; fields 14 and 15 are utime and stime.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** CPU time of the whole machine, in ms. */
function busyMachine(): number {
	const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? '';
	const [user, nice, system, , , irq, softirq, steal] = line.split(/ +/).slice(1).map(Number);
	return [user, nice, system, irq, softirq, steal].reduce<number>((a, b) => a + (b ?? 0), 0) * TICK;
}

/** Resident memory of a process, in bytes. */
export function memoryOf(pid: number): number {
	return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE;
}

function cpuOfLoad(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

export interface Usage {
	readonly seconds: number;
	/** CPU time of the server, in ms. */
	readonly cpuMs: number;
	/** Percent of one core: the server, the load, and everything else on the machine. */
	readonly cpuPct: number;
	readonly loadPct: number;
	readonly otherPct: number;
}

/** Starts measuring; the returned function reports the usage since. */
export function measureUsage(pid: number): () => Usage {
	const now = () => ({
		at: performance.now(),
		server: cpuOf(pid),
		load: cpuOfLoad(),
		machine: busyMachine()
	});
	const before = now();
	return () => {
		const after = now();
		const ms = after.at - before.at;
		const cpuMs = after.server - before.server;
		const loadMs = after.load - before.load;
		const otherMs = Math.max(0, after.machine - before.machine - cpuMs - loadMs);
		const pct = (part: number) => (100 * part) / ms;
		const shares = { cpuPct: pct(cpuMs), loadPct: pct(loadMs), otherPct: pct(otherMs) };
		return { seconds: ms / 1_000, cpuMs, ...shares };
	};
}
