import { readHead, type Head, type HeadState } from './head.ts';
import { sumOf, type LineId } from './line-id.ts';
import { isWithdrawn, leftOf, wordingOf } from './wording.ts';
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
	const cards = new Map([...cardsAmong(copies), ...leftAmong(copies)]);
	return copies.flatMap((copy) => {
		const { head } = copy.segment;
		if (!head) return [];
		const isTwin = copy !== line && isSaid(copy, head, line);
		return isTwin || isAgain(copy, head, cards) ? [head] : [];
	});
}

function isAbove(one: Copy, other: Copy): boolean {
	const [a, b] = [one.state, other.state];
	// Whoever moved a card meanwhile does not bring it back without its record.
	if (isVoid(one) !== isVoid(other)) return isVoid(other);
	if (a.rank !== b.rank) return a.rank > b.rank;
	return a.kind.is === 'card' && b.kind.is !== 'card';
}

/** True for what still has the words it was made with, or just those of which the line was made. */
function isSaid({ state, segment }: Copy, head: Head, line: Copy): boolean {
	const { kind, isHere } = state;
	if (!isHere) return false;
	const sum = sumOf(wordsOf(kind.is, segment, head));
	if (sum === state.copied) return true;
	return state.rank < line.state.rank && (sum === line.state.copied || sum === line.state.source);
}

function isVoid({ state, segment: { head } }: Copy): boolean {
	return state.kind.is === 'card' && head !== undefined && isWithdrawn(head);
}

/** What is left of a record is shown once, where the first of its cards was; by the id of the record. */
function leftAmong(copies: readonly Copy[]): Map<string, Head> {
	const left = new Map<string, Head>();
	for (const { segment, state } of copies)
		if (segment.head && state.kind.is === 'card' && !left.has(state.kind.record))
			if (leftOf(segment.head) !== '') left.set(state.kind.record, segment.head);
	return left;
}

/** Cards of one record say the same: one of them is shown. */
function cardsAmong(copies: readonly Copy[]): Map<string, Head> {
	const best = new Map<string, Copy>();
	for (const copy of copies) {
		const { kind, isHere } = copy.state;
		if (kind.is !== 'card' || !isHere) continue;
		const known = best.get(kind.record);
		if (!known || isAbove(copy, known)) best.set(kind.record, copy);
	}
	return new Map(
		[...best].flatMap(([record, { segment }]) => (segment.head ? [[record, segment.head]] : []))
	);
}

function isAgain({ state: { kind } }: Copy, head: Head, shown: ReadonlyMap<string, Head>): boolean {
	const first = kind.is === 'card' ? shown.get(kind.record) : undefined;
	return first !== undefined && first !== head;
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
