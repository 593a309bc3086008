import * as Y from 'yjs';
import { readHead, takeAway, type Head } from './head.ts';
import { kindValue, type CardFamily } from './kind.ts';
import { derivedId, sumOf, type RecordId } from './line-id.ts';
import { wordingOf } from './lines-of.ts';
import { lettersOf } from './marks.ts';
import { indexOfHead, lettersBehind } from './place.ts';
import { deleteWithin, insertLine, movedFields, removeLine } from './write.ts';

/** Letters of a card's wording that others may be typing in. */
export function wordingText(card: Head): Y.Text | undefined {
	const wording = card.get('wording');
	return wording instanceof Y.Text ? wording : undefined;
}

/**
 * The record that a line becomes. It is derived from the line, so that two people who capture it at once make one; a
 * line that was a card before and was turned back makes another, as a number is never used twice.
 */
export function recordOf(line: Head, family: CardFamily): RecordId {
	const { id, rank } = readHead(line);
	return derivedId<RecordId>(family, id ?? '', String(rank));
}

/**
 * Makes a card of a line. The card is put before the line's head, which stays there removed: what somebody is typing in
 * the line at that moment stands below the card. The caller adds the record, in the same transaction.
 */
export function captureLine(text: Y.Text, line: Head, family: CardFamily, wording = ''): Head {
	const record = recordOf(line, family);
	const fields = { ...movedFields(line, wording), kind: kindValue({ is: 'card', family, record }) };
	const { id, kind, rank, copied } = fields;
	const source = sumOf(lettersOf(lettersBehind(text, line).runs));
	const index = indexOfHead(line);
	removeLine(text, line);
	return insertCard(text, index, { id, kind, rank, copied, source }, wording);
}

/** Puts a card into a text at an index where a line begins. */
export function insertCard(
	text: Y.Text,
	index: number,
	fields: Parameters<typeof insertLine>[2],
	wording: string
): Head {
	const card = insertLine(text, index, fields);
	card.set('wording', new Y.Text(wording));
	return card;
}

/** Makes a line of words of a card, with its wording or with other words. What others type meanwhile is kept. */
export function turnIntoWords(text: Y.Text, card: Head, words = wordingOf(card)): Head {
	const { id, rank, copied: source } = movedFields(card, wordingOf(card));
	const index = indexOfHead(card);
	deleteWithin(card);
	takeAway(card);
	// One more than a move has, so that whoever moves the card meanwhile does not bring it back without its record.
	const fields = { id, kind: 'paragraph', rank: (rank ?? 0) + 1, copied: sumOf(words), source };
	return insertLine(text, index, fields, words === '' ? [] : [{ text: words, marks: [] }]);
}

/** Moves a card; its wording is copied, and what is typed into the old one meanwhile stays below it. */
export function moveCard(text: Y.Text, card: Head, before: Head | undefined): Head {
	const wording = wordingOf(card);
	const fields = movedFields(card, wording);
	removeLine(text, card);
	return insertCard(text, before ? indexOfHead(before) : text.length, fields, wording);
}
