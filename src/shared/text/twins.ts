import { readHead, type Head, type HeadState } from './head.ts';
import { sumOf, type LineId } from './line-id.ts';
import { wordingOf } from './lines-of.ts';
import { lettersOf } from './marks.ts';
import { tableLetters } from './table-words.ts';
import type { Segment } from './segment.ts';

/** A segment with what its head says. */
export interface Copy {
	readonly segment: Segment;
	readonly state: HeadState;
}

/**
 * Two people who move or capture one line at once each make a copy of it, with the line's id. One of them is the line:
 * the one that was moved most often, of equals a card, of equals the first. Each other that still has the words it was
 * made with is a twin, and not seen; nor is a line that came back, its move undone, while somebody else moved it on. One
 * that somebody has written into is seen. The copies are given in the order of the text.
 */
export function twinsAmong(copies: readonly Copy[]): Head[] {
	if (copies.length < 2) return [];
	const line = copies.reduce((best, copy) => (isAbove(copy, best) ? copy : best));
	return copies.flatMap((copy) => {
		const { head } = copy.segment;
		return copy !== line && head && isSaid(copy, head, line) ? [head] : [];
	});
}

function isAbove({ state: a }: Copy, { state: b }: Copy): boolean {
	if (a.rank !== b.rank) return a.rank > b.rank;
	return a.kind.is === 'card' && b.kind.is !== 'card';
}

/** True for what still has the words it was made with, or just those of which the line was made. */
function isSaid({ state, segment }: Copy, head: Head, line: Copy): boolean {
	const { kind, isHere } = state;
	if (!isHere || (kind.is !== 'words' && segment.length > 0)) return false;
	const sum = sumOf(wordsOf(kind.is, segment, head));
	if (sum === state.copied) return true;
	return state.rank < line.state.rank && (sum === line.state.copied || sum === line.state.source);
}

function wordsOf(kind: string, { runs }: Segment, head: Head): string {
	if (kind === 'words') return lettersOf(runs);
	return kind === 'table' ? tableLetters(head) : wordingOf(head);
}

/** The heads of all twins of a text. */
export function twinsIn(segments: readonly Segment[]): Set<Head> {
	const byId = new Map<LineId, Copy[]>();
	for (const segment of segments) {
		const state = segment.head && readHead(segment.head);
		if (!state?.id) continue;
		const copies = byId.get(state.id);
		if (copies) copies.push({ segment, state });
		else byId.set(state.id, [{ segment, state }]);
	}
	return new Set([...byId.values()].flatMap(twinsAmong));
}
