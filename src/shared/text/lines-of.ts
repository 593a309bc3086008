import * as Y from 'yjs';
import { readHead, type Head, type HeadState } from './head.ts';
import type { CardFamily } from './kind.ts';
import type { RecordId } from './line-id.ts';
import { EMPTY_LINE, type Line, type WordsLine } from './line.ts';
import { lettersOf } from './marks.ts';
import { readTable, wordsLine } from './read-table.ts';
import type { Segment } from './segment.ts';

/**
 * What is seen of one segment, top down: nothing (removed, nobody wrote there), one line, or a card, rule or table and
 * below it the words that somebody wrote meanwhile. Never more than three. A twin is not seen.
 */
export function linesOf(segment: Segment, isTwin = false): Line[] {
	if (isTwin) return [];
	const { head } = segment;
	if (!head) return segment.length > 0 ? [{ ...EMPTY_LINE, runs: segment.runs }] : [];
	const state = readHead(head);
	const { kind, isHere } = state;
	switch (kind.is) {
		case 'words':
			return isHere || segment.length > 0 ? [wordsLine(segment, state)] : [];
		case 'unknown':
			return unknown(segment, state);
		case 'rule':
			return [...(isHere ? [{ is: 'rule' as const, id: state.id }] : []), ...below(segment)];
		case 'card':
			return [...card(head, state, kind.family, kind.record), ...below(segment)];
		case 'table':
			return [...table(head, state), ...below(segment)];
	}
}

function unknown({ runs, length }: Segment, { id, isHere }: HeadState): Line[] {
	return isHere || length > 0 ? [{ is: 'unknown', id, words: lettersOf(runs) }] : [];
}

/** Letters behind a head that has none of its own. */
function below({ runs, length }: Segment): WordsLine[] {
	return length > 0 ? [{ ...EMPTY_LINE, stray: 'below', runs }] : [];
}

function card(head: Head, state: HeadState, family: CardFamily, record: RecordId): Line[] {
	const { id, isHere } = state;
	const wording = wordingOf(head);
	if (isHere) return [{ is: 'card', id, family, record, wording }];
	return wording === '' ? [] : [{ is: 'leftover', id, words: wording }];
}

function table(head: Head, { id, isHere }: HeadState): Line[] {
	const { rows, leftover } = readTable(head, isHere);
	const lines: Line[] = rows.length > 0 ? [{ is: 'table', id, rows }] : [];
	if (leftover !== '') lines.push({ is: 'leftover', id, words: leftover });
	return lines;
}

const MAX_WORDING = 20_000; // characters

/** The wording of a card. */
export function wordingOf(head: Head): string {
	const wording = head.get('wording');
	if (!(wording instanceof Y.Text)) return '';
	const words = wording.toString();
	return words.length <= MAX_WORDING
		? words
		: words.slice(0, MAX_WORDING).replace(/[\uD800-\uDBFF]$/, '');
}
