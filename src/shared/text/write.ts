import type * as Y from 'yjs';
import { newHead, readHead, takeAway, type Head, type HeadFields } from './head.ts';
import { insertHead } from './insert-head.ts';
import { derivedId, sumOf, type LineId } from './line-id.ts';
import { attributesOf, lettersOf, type Run } from './marks.ts';
import { tableText } from './table-words.ts';
import { formatsAround, headsOf, indexOfHead, lettersBehind, startBehind } from './place.ts';

/** What can be changed of a line that stays what it is, or becomes another kind. */
export type LineChange = Partial<Pick<HeadFields, 'kind' | 'level' | 'start' | 'checked'>>;

/** Changes keys of a head; others' letters are not touched. Keys that already are so are not written. */
export function setLine(head: Head, change: LineChange): void {
	for (const [key, value] of Object.entries(change))
		if (value !== undefined && head.get(key) !== value) head.set(key, value);
}

/** Puts a line into a text at an index; the caller knows that a line ends there. */
export function insertLine(
	text: Y.Text,
	index: number,
	fields: HeadFields,
	runs: readonly Run[] = []
): Head {
	const head = newHead(fields);
	insertHead(text, index, head);
	insertRuns(text, index + 1, runs);
	return head;
}

/** Adds a line at the end of a text. */
export function appendLine(text: Y.Text, fields: HeadFields, runs: readonly Run[] = []): Head {
	return insertLine(text, text.length, fields, runs);
}

/** Puts letters into a text, with exactly their marks. */
export function insertRuns(text: Y.Text, index: number, runs: readonly Run[]): void {
	let at = index;
	for (const { text: letters, marks } of runs) {
		text.insert(at, letters, attributesOf(marks));
		at += letters.length;
	}
}

/** Begins a new line at a letter of another. At the beginning of a line the new one is put before it. */
export function splitLine(text: Y.Text, head: Head, offset: number, fields: HeadFields): Head {
	const fresh = newHead(fields);
	const { runs } = lettersBehind(text, head);
	const index = offset === 0 ? indexOfHead(head) : startBehind(head) + offset;
	insertHead(text, index, fresh, formatsAround(runs, offset));
	return fresh;
}

/** Removes a line with its letters. The head stays without `here`, so that letters typed meanwhile are not lost. */
export function removeLine(text: Y.Text, head: Head): void {
	deleteLetters(text, head);
	deleteWithin(head);
	takeAway(head);
}

function deleteLetters(text: Y.Text, head: Head): void {
	const { length } = lettersBehind(text, head);
	if (length > 0) text.delete(startBehind(head), length);
}

/** Deletes the letters that a table holds itself. What a card says is its record's, and stays. */
export function deleteWithin(head: Head): void {
	const words = tableText(head);
	if (!words) return;
	for (const one of [undefined, ...headsOf(words)]) {
		const { length } = lettersBehind(words, one);
		if (length > 0) words.delete(startBehind(one), length);
	}
}

/** The fields of a line that is the same line in another place. */
export function movedFields(head: Head, letters: string): HeadFields {
	const { id, level, start, checked, rank } = readHead(head);
	const kind = head.get('kind');
	return {
		id:
			id ?? derivedId<LineId>('moved', String(head._item?.id.client), String(head._item?.id.clock)),
		kind: typeof kind === 'string' ? kind : 'paragraph',
		...(level > 0 && { level }),
		...(start > 0 && { start }),
		...(checked && { checked }),
		rank: rank + 1,
		copied: sumOf(letters)
	};
}

/** Moves a line of words: a copy with its id at another place, and the old one removed. */
export function moveLine(text: Y.Text, head: Head, before: Head | undefined): Head {
	const { runs } = lettersBehind(text, head);
	const fields = movedFields(head, lettersOf(runs));
	removeLine(text, head);
	return insertLine(text, before ? indexOfHead(before) : text.length, fields, runs);
}
