import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';

const CONTROL_SIZE = 32; // as in faulty-disk.c

/** Why disk faults cannot be simulated on this machine; undefined if they can. */
export const noFaultyDisk = reason();

function reason(): string | undefined {
	if (process.platform !== 'linux') return 'LD_PRELOAD is Linux';
	return spawnSync('cc', ['--version']).error ? 'there is no C compiler (cc)' : undefined;
}

if (noFaultyDisk) console.log(`The tests with a failing disk are skipped: ${noFaultyDisk}.`);

/** The calls that fail: all writes, syncs or reads. */
export type Part = 'write' | 'fsync' | 'read';

/** The disk under the database of processes started with its `env`. */
export interface FaultyDisk {
	readonly env: Record<string, string>;
	/** Makes these calls fail from now on. */
	fail(how: 'EIO' | 'ENOSPC', ...parts: Part[]): void;
	/** Makes all calls work again. */
	work(): void;
}

/** Builds the shim in a folder other than the database's. */
export function faultyDisk(folder: string): FaultyDisk {
	const shim = join(folder, 'faulty-disk.so');
	const control = join(folder, 'control');
	const source = join(ROOT, 'tests/support/faulty-disk.c');
	execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', shim, source, '-ldl']);
	// Overwritten, never truncated: processes have it mapped.
	const say = (words: string, flag: 'w' | 'r+') => {
		const file = openSync(control, flag);
		writeSync(file, words.padEnd(CONTROL_SIZE, '\0'));
		closeSync(file);
	};
	say('', 'w');
	return {
		env: { LD_PRELOAD: shim, DISK_FILES: 'board.sqlite', DISK_CONTROL: control },
		fail: (how, ...parts) => say([how, ...parts].join(' '), 'r+'),
		work: () => say('', 'r+')
	};
}
