import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Seed } from '../servers/server.ts';

/** A state that takes seconds to build: built once per machine, and again when its code changes. */
export function cached(name: string, script: string, make: () => Uint8Array): Seed {
	const version = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 12);
	const file = join(tmpdir(), `briefing-board-bench-${name}-${version}.bin`);
	if (!existsSync(file)) {
		console.error(`Making the document "${name}" (once)…`);
		const unfinished = `${file}.${process.pid}`;
		writeFileSync(unfinished, make());
		renameSync(unfinished, file);
	}
	return { name, file };
}
