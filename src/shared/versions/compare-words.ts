import { differing } from '../restore/differing.ts';

/** Comparisons that a reader waits for; what needs more counts as replaced. */
export const MOST_COMPARED = 12_000_000;

/** How many comparisons are left. */
export interface Budget {
	left: number;
}

/** Words that stayed, were removed or were added. */
export interface Piece {
	readonly is: 'same' | 'removed' | 'added';
	readonly text: string;
}

/** A line that differs, in pieces, with the name of its field if it is one; lines between that do not are counted only. */
export type ComparedLine =
	{ readonly label?: string; readonly pieces: readonly Piece[] } | { readonly same: number };

/** Two wordings of a line, word by word. */
export function compareWords(
	before: string,
	after: string,
	budget: Budget = { left: MOST_COMPARED }
): Piece[] {
	const pieces: Piece[] = [];
	const put = (is: Piece['is'], words: readonly string[]) => {
		if (words.length > 0) pieces.push({ is, text: words.join('') });
	};
	for (const { removed, added, kept } of runsOf(wordsOf(before), wordsOf(after), budget)) {
		put('removed', removed);
		put('added', added);
		put('same', kept);
	}
	return pieces;
}

/** Words, and what stands between them. */
const wordsOf = (text: string): string[] =>
	text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]/gu) ?? [];

/** What was removed and added, and what is the same after it. */
interface Run {
	readonly removed: string[];
	readonly added: string[];
	readonly kept: string[];
}

/** The longest common part of two lists, and what is between; a very long part that differs is one replacement. */
export function runsOf(older: readonly string[], newer: readonly string[], budget: Budget): Run[] {
	const { start, oldEnd, nextEnd } = differing(older, newer, (a, b) => a === b);
	const [before, after] = [older.slice(start, oldEnd), newer.slice(start, nextEnd)];
	const runs: Run[] = [{ removed: [], added: [], kept: older.slice(0, start) }];
	const cost = before.length * after.length;
	if (cost > budget.left) runs.push({ removed: before, added: after, kept: [] });
	else runs.push(...commonRuns(before, after));
	budget.left -= Math.min(cost, budget.left);
	runs.push({ removed: [], added: [], kept: older.slice(oldEnd) });
	return runs;
}

function commonRuns(before: readonly string[], after: readonly string[]): Run[] {
	const lengths = commonLengths(before, after);
	const width = after.length + 1;
	const runs: Run[] = [];
	let run: Run = { removed: [], added: [], kept: [] };
	let [a, b] = [0, 0];
	const next = () => {
		if (run.kept.length > 0) {
			runs.push(run);
			run = { removed: [], added: [], kept: [] };
		}
	};
	while (a < before.length || b < after.length) {
		const [old, now] = [before[a], after[b]];
		if (old !== undefined && old === now) {
			run.kept.push(old);
			a++;
			b++;
			continue;
		}
		next();
		const below = lengths[(a + 1) * width + b] ?? 0;
		const beside = lengths[a * width + b + 1] ?? 0;
		if (old !== undefined && (now === undefined || below >= beside)) {
			run.removed.push(old);
			a++;
		} else if (now !== undefined) {
			run.added.push(now);
			b++;
		}
	}
	return [...runs, run];
}

/** For each two places, how long the common part from there on is. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
	const width = after.length + 1;
	const lengths = new Uint32Array((before.length + 1) * width);
	for (let a = before.length - 1; a >= 0; a--)
		for (let b = after.length - 1; b >= 0; b--) {
			const at = a * width + b;
			lengths[at] =
				before[a] === after[b]
					? (lengths[at + width + 1] ?? 0) + 1
					: Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
		}
	return lengths;
}
