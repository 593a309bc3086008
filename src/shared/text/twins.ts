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
 * made with is a twin, and not seen; one that somebody has written into is seen. Copies in the order of the text.
 */
export function twinsAmong(copies: readonly Copy[]): Head[] {
	if (copies.length < 2) return [];
	const line = copies.reduce((best, copy) => (isAbove(copy, best) ? copy : best));
	return copies.flatMap((copy) => {
		const { head } = copy.segment;
		return copy !== line && head && isUntouched(copy, head) ? [head] : [];
	});
}

function isAbove({ state: a }: Copy, { state: b }: Copy): boolean {
	if (a.rank !== b.rank) return a.rank > b.rank;
	return a.kind.is === 'card' && b.kind.is !== 'card';
}

function isUntouched({ state: { copied, kind, isHere }, segment }: Copy, head: Head): boolean {
	if (copied === undefined || !isHere) return false;
	if (kind.is === 'words') return copied === sumOf(lettersOf(segment.runs));
	return segment.length === 0 && copied === sumOf(kind.is === 'table' ? tableLetters(head) : wordingOf(head));
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
