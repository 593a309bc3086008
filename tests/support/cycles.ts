import type { Import } from './imports.ts';

/** What a file belongs to: its folder in the table, or the file itself where it stands alone in server/. */
export function unitOf(file: string): string {
	const parts = file.split('/');
	if (file.startsWith('src/lib/features/')) return parts.slice(0, 4).join('/');
	if (file.startsWith('src/lib/')) return parts.slice(0, 3).join('/');
	return parts.slice(0, 2).join('/');
}

/** The units that lead back to themselves through values, such as `server/a → server/b → server/a`. */
export function cyclesIn(files: ReadonlyMap<string, readonly Import[]>): string[] {
	const graph = graphOf(files);
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

function graphOf(files: ReadonlyMap<string, readonly Import[]>): Map<string, Set<string>> {
	const graph = new Map<string, Set<string>>();
	for (const [file, imports] of files) {
		if (file.endsWith('.test.ts')) continue;
		const from = unitOf(file);
		const targets = graph.get(from) ?? new Set();
		graph.set(from, targets);
		for (const { target, isTypeOnly } of imports) {
			if (isTypeOnly || !/^(src|server)\//.test(target)) continue;
			if (unitOf(target) !== from) targets.add(unitOf(target));
		}
	}
	return graph;
}
