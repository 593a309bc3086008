import * as Y from 'yjs';
import { readHead, type Head, type HeadFields } from './head.ts';
import { typistOf } from './insert-head.ts';
import { derivedId, type LineId } from './line-id.ts';
import { tableText } from './table-words.ts';
import { readTable } from './read-table.ts';
import { headsOf, indexOfHead, lettersBehind, startBehind } from './place.ts';
import { dropWording, leftOf } from './wording.ts';
import { deleteWithin, insertLine } from './write.ts';

/**
 * Makes a line of letters that have none: of those of a removed line by bringing its head back, of others by a new
 * head. Two people who do so at once do the same. Returns the line's head.
 */
export function settleStray(text: Y.Text, head: Head | undefined, fresh: LineId): Head {
	if (!head) return insertLine(text, 0, { id: fresh, kind: 'paragraph' });
	const { kind, isHere, id } = readHead(head);
	if (isHere || kind.is !== 'words')
		return insertLine(text, indexOfHead(head) + 1, fieldsBelow(head, fresh));
	if (isElsewhere(text, head, id))
		head.set('id', derivedId<LineId>('kept', id ?? '', placeOf(head)));
	head.set('here', true);
	return head;
}

/** Letters below a card get a line whose id everybody arrives at. */
function fieldsBelow(head: Head, fresh: LineId): HeadFields {
	const { id } = readHead(head);
	return { id: id ? derivedId<LineId>('below', id, placeOf(head)) : fresh, kind: 'paragraph' };
}

const placeOf = (head: Head) => `${head._item?.id.client} ${head._item?.id.clock}`;

function isElsewhere(text: Y.Text, head: Head, id: LineId | undefined): boolean {
	if (!id) return true;
	return headsOf(text).some((one) => one !== head && one.get('id') === id && one.get('here'));
}

/** Drops the letters of a line that was removed, or those below a card, rule or table. */
export function dropStray(text: Y.Text, head: Head | undefined): void {
	const { length } = lettersBehind(text, head);
	if (length > 0) text.delete(startBehind(head), length);
}

/** The words that were written into a card, row or table after it was removed. */
export function leftoverOf(head: Head): string {
	const { kind, isHere } = readHead(head);
	if (kind.is === 'table') return readTable(head, isHere).leftover;
	return kind.is === 'card' ? leftOf(head) : '';
}

/** Makes a line below of leftover words, and takes them from where they were. */
export function keepLeftover(text: Y.Text, head: Head, fresh: LineId): void {
	const words = leftoverOf(head);
	dropLeftover(head);
	if (words === '') return;
	const fields = { id: fresh, kind: 'paragraph' };
	insertLine(text, indexOfHead(head) + 1, fields, [{ text: words, marks: [] }]);
}

/** Drops leftover words. */
export function dropLeftover(head: Head): void {
	const { kind, isHere } = readHead(head);
	if (kind.is === 'card') return leftOf(head) === '' ? undefined : dropWording(head);
	if (!isHere) return deleteWithin(head);
	const words = kind.is === 'table' ? tableText(head) : undefined;
	if (!words) return;
	const kept = new Set(
		readTable(head, isHere).rows.flatMap(({ cells }) =>
			cells.flatMap(({ lines }) => lines.map((line) => line.head))
		)
	);
	for (const one of [undefined, ...headsOf(words)])
		if (!one || !kept.has(one)) dropStray(words, one);
}

/** The numbers of the clients whose letters stand behind a head, for saying whose words they are. */
export function writersOf(text: Y.Text, head: Head | undefined): Set<number> {
	const clients = new Set<number>();
	let item = head ? (head._item?.right ?? null) : text._start;
	for (; item; item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentType && item.content.type instanceof Y.Map) break;
		if (item.countable) clients.add(typistOf(item.id.client));
	}
	return clients;
}

/** Deletes the heads of removed lines without words. Only when nobody can be offline with words for them. */
export function purge(text: Y.Text): number {
	const idle = headsOf(text).filter(
		(head) =>
			!readHead(head).isHere && lettersBehind(text, head).length === 0 && leftoverOf(head) === ''
	);
	for (const head of idle) text.delete(indexOfHead(head), 1);
	return idle.length;
}
