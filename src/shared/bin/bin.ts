import type * as Y from 'yjs';
import { putTable, type MakeId } from '../text/append.ts';
import { readHead, takeAway, type Head, type HeadState } from '../text/head.ts';
import { sumOf, type LineId } from '../text/line-id.ts';
import { lettersOf } from '../text/marks.ts';
import { headsOf, indexOfHead, lettersBehind } from '../text/place.ts';
import { cardsOf, type Cards } from '../text/read.ts';
import { tableLetters } from '../text/table-words.ts';
import { isWithdrawn, wordingOf } from '../text/wording.ts';
import { insertLine, movedFields } from '../text/write.ts';
import { forgetWas, tableWords, wasOf, weightOf, type Was } from './was.ts';

/** A line that is gone and can be brought back. */
export interface RemovedLine {
	readonly head: Head;
	readonly is: 'words' | 'table' | 'card';
	/** What it said. */
	readonly words: string;
	/** When it was removed; undefined for a card, of which nobody notes it. */
	readonly at: number | undefined;
}

/** Most letters that are kept of what was removed from one text. */
const MOST_KEPT = 100_000; // characters

/** The lines that were removed from a text and can be brought back, the last first. */
export function removedIn(text: Y.Text): RemovedLine[] {
	const { seen } = cardsOf(text);
	const gone = [...copiesIn(text).values()].flatMap((heads) => {
		const one = lastOf(heads, text);
		return one ? (removed(one, seen) ?? []) : [];
	});
	return gone.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** The heads of each line, by its id. */
function copiesIn(text: Y.Text): Map<LineId, Head[]> {
	const copies = new Map<LineId, Head[]>();
	for (const head of headsOf(text)) {
		const { id } = readHead(head);
		if (id) copies.set(id, [...(copies.get(id) ?? []), head]);
	}
	return copies;
}

/** Of the heads of one line the last that it had; undefined while the line is there with words. */
function lastOf(heads: readonly Head[], text: Y.Text): Head | undefined {
	const states = heads.map((head) => [head, readHead(head)] as const);
	if (states.some(([head, state]) => state.isHere && !isEmptied(head, state, text)))
		return undefined;
	const kept = states.filter(([head, { kind }]) => kind.is === 'card' || wasOf(head));
	return kept.sort(([, a], [, b]) => b.rank - a.rank)[0]?.[0];
}

/** A line stays when all its words are deleted at once. */
function isEmptied(head: Head, { kind }: HeadState, text: Y.Text): boolean {
	return kind.is === 'words' && head.has('was') && lettersBehind(text, head).length === 0;
}

function removed(head: Head, seen: Cards['seen']): RemovedLine | undefined {
	const { kind } = readHead(head);
	if (kind.is === 'card') {
		if (seen.has(kind.record)) return undefined;
		// What became something else has its words there; the words of a withdrawn record come back with it.
		const isCard = head.get('left') !== true && !isWithdrawn(head);
		const words = isCard ? wordingOf(head) : '';
		return words === '' ? undefined : { head, is: 'card', words, at: undefined };
	}
	const was = wasOf(head);
	if (!was) return undefined;
	const is = kind.is === 'table' ? 'table' : 'words';
	const words = is === 'table' ? tableWords(was) : lettersOf(was.runs);
	return words.trim() === '' ? undefined : { head, is, words, at: was.at };
}

/**
 * Brings a removed line back where it stood, as a copy with its id (T7): of two people who do so at once, one copy is
 * seen. In the caller's transaction.
 */
export function bringBack(text: Y.Text, head: Head, newId: MakeId): void {
	const state = readHead(head);
	const was = wasOf(head);
	const index = indexOfHead(head);
	const rank = 1 + Math.max(...(copiesIn(text).get(state.id as LineId) ?? [head]).map(rankOf));
	if (state.kind.is === 'card') {
		const fields = { ...movedFields(head, wordingOf(head)), rank };
		insertLine(text, index, fields);
	} else if (was && state.kind.is === 'table') bringTableBack(text, head, was, newId, rank);
	else if (was) {
		const fields = { ...movedFields(head, lettersOf(was.runs)), rank };
		insertLine(text, index, fields, was.runs);
		takeAway(head);
	}
}

const rankOf = (head: Head) => readHead(head).rank;

function bringTableBack(
	text: Y.Text,
	head: Head,
	{ rows }: Was,
	newId: MakeId,
	rank: number
): void {
	const { id } = movedFields(head, '');
	const table = putTable(text, indexOfHead(head), { id, rank }, rows, newId);
	table.set('copied', sumOf(tableLetters(table)));
}

/** Forgets the words of the oldest lines, where more is kept of a text than there is room for. */
export function trimBin(text: Y.Text, most = MOST_KEPT): void {
	const kept = headsOf(text).flatMap((head) => {
		const was = wasOf(head);
		return was ? [{ head, at: was.at, weight: weightOf(head) }] : [];
	});
	let left = most;
	for (const { head, weight } of kept.sort((a, b) => b.at - a.at)) {
		left -= weight;
		if (left < 0) forgetWas(head);
	}
}

/** Forgets the words of all removed lines: a session that is closed has no bin. */
export function emptyBin(text: Y.Text): void {
	for (const head of headsOf(text)) forgetWas(head);
}
