import type { NewLine } from '#shared/text/flatten.ts';

/**
 * The number at which a list begins with a line that is to have it; 0 where the line goes on with the list above. Word and
 * others write one list in parts.
 */
export function startAfter(lines: readonly NewLine[], level: number, number: number): number {
	let next = 1;
	for (const line of lines.toReversed()) {
		const isItem = line.is === 'words' && ['ordered', 'bullet', 'task'].includes(line.kind);
		if (!isItem || line.level < level) break;
		if (line.level > level) continue;
		if (line.kind !== 'ordered') break;
		if (line.start > 0) return number === line.start + next ? 0 : number;
		next += 1;
	}
	return number;
}
