import { readHead, type Head, type HeadState } from './head.ts';
import type { CardFamily } from './kind.ts';
import type { RecordId } from './line-id.ts';
import { EMPTY_LINE, type Line, type WordsLine } from './line.ts';
import { lettersOf } from './marks.ts';
import { readTable, wordsLine } from './read-table.ts';
import type { Segment } from './segment.ts';
import { leftOf, wordingOf } from './wording.ts';

/**
 * What is seen of one segment, top down: nothing (removed, nobody wrote there), one line, or a card, rule or table and
 * below it the words that somebody wrote meanwhile. Never more than three. A twin is not seen, but what
 * stands below it is.
 */
export function linesOf(segment: Segment, isTwin = false): Line[] {
	const { head } = segment;
	if (!head) return segment.length > 0 ? [{ ...EMPTY_LINE, runs: segment.runs }] : [];
	const state = readHead(head);
	const { kind, isHere } = state;
	if (isTwin) return kind.is === 'words' ? [] : below(segment);
	switch (kind.is) {
		case 'words':
			return isHere || segment.length > 0 ? [wordsLine(segment, state)] : [];
		case 'unknown':
			return unknown(segment, state);
		case 'picture': {
			const { id } = state;
			const picture = { is: 'picture' as const, id, file: kind.file };
			return [...(isHere ? [picture] : []), ...below(segment)];
		}
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
	if (isHere) return [{ is: 'card', id, family, record, wording: wordingOf(head) }];
	const words = leftOf(head);
	return words === '' ? [] : [{ is: 'leftover', id, words }];
}

function table(head: Head, { id, isHere }: HeadState): Line[] {
	const { rows, leftover } = readTable(head, isHere);
	const lines: Line[] = rows.length > 0 ? [{ is: 'table', id, rows }] : [];
	if (leftover !== '') lines.push({ is: 'leftover', id, words: leftover });
	return lines;
}
