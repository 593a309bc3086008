import { posix } from 'node:path';
import type { Import } from './imports.ts';

type Files = ReadonlyMap<string, readonly Import[]>;
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Import cycles among files, such as `server/a.ts → server/b.ts → server/a.ts`. Type imports count. */
export const fileCycles = (files: Files) => cyclesIn(graphOf(files, (file) => file));

/** Import cycles among folders. A nested folder counts separately. Type imports count. */
export const folderCycles = (files: Files) => cyclesIn(graphOf(files, posix.dirname));

function graphOf(files: Files, unitOf: (file: string) => string): Graph {
	const graph = new Map<string, Set<string>>();
	for (const [file, imports] of files) {
		if (file.endsWith('.test.ts')) continue;
		const targets = graph.getOrInsertComputed(unitOf(file), () => new Set());
		for (const { target } of imports)
			if (files.has(target) && unitOf(target) !== unitOf(file)) targets.add(unitOf(target));
	}
	return graph;
}

function cyclesIn(graph: Graph): string[] {
	const done = new Set<string>();
	const cycles: string[] = [];
	const walk = (unit: string, path: readonly string[]) => {
		if (path.includes(unit)) cycles.push([...path.slice(path.indexOf(unit)), unit].join(' → '));
		if (path.includes(unit) || done.has(unit)) return;
		for (const next of graph.get(unit) ?? []) walk(next, [...path, unit]);
		done.add(unit);
	};
	for (const unit of graph.keys()) walk(unit, []);
	return cycles;
}
