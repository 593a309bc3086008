import type * as Y from 'yjs';
import { readHead, type Head } from './head.ts';
import { CARD_FAMILIES, kindValue, type CardFamily } from './kind.ts';
import { derivedId, sumOf, type RecordId } from './line-id.ts';
import { lettersOf } from './marks.ts';
import { indexOfHead, lettersBehind } from './place.ts';
import { noteSource, retire, wordingOf } from './wording.ts';
import { insertLine, movedFields, removeLine } from './write.ts';

/** So often a line is moved or captured by somebody who has not heard of the others yet. */
const RANKS_AHEAD = 8;

/**
 * The record that a line becomes. It is derived from the line, so that two people who capture it at once make one; a
 * line that was a card before and was turned back makes another, as a number is never used twice.
 */
export function recordOf(line: Head, family: CardFamily): RecordId {
	const { id, rank } = readHead(line);
	return recordAt(family, id ?? '', rank);
}

const recordAt = (family: CardFamily, id: string, rank: number): RecordId =>
	derivedId<RecordId>(family, id, String(rank));

/** The records that the next captures of a line may make, also by somebody who moves it first. */
export function recordsAhead(line: Head): RecordId[] {
	const { id, rank } = readHead(line);
	const ranks = Array.from({ length: RANKS_AHEAD }, (_, ahead) => rank + ahead);
	return CARD_FAMILIES.flatMap((family) => ranks.map((one) => recordAt(family, id ?? '', one)));
}

/**
 * Makes a card of a line, for the record that {@link recordOf} names: the caller has added it, in the same transaction.
 * The card is put before the line's head, which stays there removed: what somebody is typing in the line at that moment
 * stands below the card.
 */
export function captureLine(text: Y.Text, line: Head, family: CardFamily): Head {
	const kind = kindValue({ is: 'card', family, record: recordOf(line, family) });
	const source = sumOf(lettersOf(lettersBehind(text, line).runs));
	const { id, rank } = movedFields(line, '');
	const index = indexOfHead(line);
	removeLine(text, line);
	const card = insertLine(text, index, { id, kind, rank, source });
	card.set('copied', sumOf(wordingOf(card)));
	noteSource(card, `${id}.${rank ?? 0}`);
	return card;
}

/** Makes a line of words of a card; its record is withdrawn. What others type into it meanwhile is kept. */
export function turnIntoWords(text: Y.Text, card: Head, words = wordingOf(card)): Head {
	return replaceCard(text, card, 'paragraph', words);
}

/** Makes a card for another record of a card; the first record is withdrawn. The caller has added the other. */
export function turnIntoCard(text: Y.Text, card: Head, family: CardFamily, record: RecordId): Head {
	return replaceCard(text, card, kindValue({ is: 'card', family, record }), '');
}

function replaceCard(text: Y.Text, card: Head, kind: string, words: string): Head {
	const { id, rank, copied: source } = movedFields(card, wordingOf(card));
	const index = indexOfHead(card);
	retire(card);
	// One more than a move has, so that whoever moves the card meanwhile does not bring it back without its record.
	const fields = { id, kind, rank: (rank ?? 0) + 1, copied: sumOf(words), source };
	const line = insertLine(text, index, fields, words === '' ? [] : [{ text: words, marks: [] }]);
	if (readHead(line).kind.is === 'card') line.set('copied', sumOf(wordingOf(line)));
	return line;
}

/** Moves a card to before another line, or to the end. Its record goes with it, whoever writes in it. */
export function moveCard(text: Y.Text, card: Head, before: Head | undefined): Head {
	const fields = movedFields(card, wordingOf(card));
	removeLine(text, card);
	return insertLine(text, before ? indexOfHead(before) : text.length, fields);
}
