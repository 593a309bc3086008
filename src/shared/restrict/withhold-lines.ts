import * as Y from 'yjs';
import { stampSchema, textOf } from '../board/schema.ts';
import { NO_HANDS } from '../restore/hands.ts';
import { copyRecord } from '../restore/restore.ts';
import { makeLines } from '../restore/restore-lines.ts';
import type { FileId } from '../ids.ts';
import { bounded, idOfKey, recordIn, type RegisterRoot } from '../records/records.ts';
import { recordsAhead } from '../text/cards.ts';
import { newHead, readHead, type Head } from '../text/head.ts';
import { insertHead } from '../text/insert-head.ts';
import type { LineId, RecordId } from '../text/line-id.ts';
import { headsOf, indexOfItem } from '../text/place.ts';
import { readText, wordsOf } from '../text/read.ts';
import { headIn } from '../text/segment.ts';
import { itemsWithin, movedSpan } from './moved-span.ts';
import { Places, type Moved, type Ref, type Withheld } from './withheld.ts';

/** What came of taking lines out of a text. */
export type Withholding =
	| {
			readonly kind: 'withheld';
			readonly withheld: Withheld;
			readonly annex: Uint8Array;
			/** How the lines begin; '' where they begin with no words. */
			readonly title: string;
	  }
	/** One of them is not there any more. */
	| { readonly kind: 'gone' }
	/** Other lines stand between them. */
	| { readonly kind: 'scattered' }
	/** They were written in more pieces than are moved at once. */
	| { readonly kind: 'too-much' };

const MOST_MOVED = 50_000; // items; ten for each of the lines that may be restricted at once would be many
const LONGEST_TITLE = 80; // characters
const FIRST_LINE = { lines: 2, letters: 100_000 }; // the letters before the first head, and it

/** A record for which one of the lines is the card. */
interface Carded {
	readonly root: RegisterRoot;
	readonly id: RecordId;
	readonly card: Head;
}

/**
 * Takes lines that stand one behind the other out of a text, with the records of their cards, and makes the first content
 * of an annex of them. They are really deleted: once the document is written anew, nothing that they say or said is left
 * in it. A head without a line is left behind them, by which who writes there later is told from who did not know yet.
 */
export function withholdLines(
	doc: Y.Doc,
	root: string,
	lines: readonly LineId[],
	marker: LineId
): Withholding {
	const text = doc.getText(root);
	const span = spanOf(text, new Set(lines));
	if (typeof span === 'string') return { kind: span };
	const [first, ...others] = span;
	const records = span.flatMap(recordsIn).filter(({ root, id }) => recordIn(doc, root, id));
	const ahead = span.flatMap(recordsAhead);
	const files = span.flatMap(filesIn);
	const annex = annexWith(doc, text, new Set(span), records);
	const end = putMarker(text, others.at(-1) ?? first, marker, hasOthers(text, span));
	const moved = movedSpan(itemOf(first), end, textOf(annex));
	const places = new Places(moved);
	for (const record of records)
		moved.push(...takeRecord(doc, record, places.of(itemOf(record.card).id) ?? end.id));
	if (moved.length > MOST_MOVED) return { kind: 'too-much' };
	takeOut(text, itemOf(first), end);
	forgetTwins(text, new Set(lines));
	const update = Y.encodeStateAsUpdate(annex);
	const title = titleOf(annex);
	annex.destroy();
	const { client, clock } = end.id;
	const withheld = {
		moved,
		marker: { client, clock },
		lines,
		records: [...records.map(({ id }) => id), ...ahead],
		files
	};
	return { kind: 'withheld', annex: update, withheld, title };
}

/** The heads from the first of the lines to the last, removed ones between them included. */
function spanOf(
	text: Y.Text,
	lines: ReadonlySet<LineId>
): [Head, ...Head[]] | 'gone' | 'scattered' {
	const heads = headsOf(text);
	const isWanted = (head: Head) => {
		const { id, isHere } = readHead(head);
		return isHere && id !== undefined && lines.has(id);
	};
	const [from, to] = [heads.findIndex(isWanted), heads.findLastIndex(isWanted)];
	const [first, ...others] = heads.slice(from, to + 1);
	if (from < 0 || !first || heads.filter(isWanted).length !== lines.size) return 'gone';
	const isFree = [first, ...others].every((head) => isWanted(head) || !readHead(head).isHere);
	return isFree ? [first, ...others] : 'scattered';
}

function recordsIn(head: Head): Carded[] {
	const { kind } = readHead(head);
	return kind.is === 'card' ? [{ root: `${kind.family}s`, id: kind.record, card: head }] : [];
}

/** Also of a picture that was removed there, and may come back by an undo. */
function filesIn(head: Head): FileId[] {
	const { kind } = readHead(head);
	return kind.is === 'picture' ? [kind.file] : [];
}

function annexWith(
	doc: Y.Doc,
	text: Y.Text,
	span: ReadonlySet<Head>,
	records: readonly Carded[]
): Y.Doc {
	const annex = new Y.Doc();
	annex.transact(() => {
		stampSchema(annex);
		makeLines(textOf(annex), text, NO_HANDS, (head) => head !== undefined && span.has(head));
		for (const { root, id } of records) copyRecord(annex, doc, root, id);
	});
	return annex;
}

function titleOf(annex: Y.Doc): string {
	const { lines } = readText(textOf(annex), FIRST_LINE);
	const words = lines.map(wordsOf).join(' ').replaceAll(/\s+/g, ' ').trim();
	return bounded(words, LONGEST_TITLE);
}

const hasOthers = (text: Y.Text, span: readonly Head[]): boolean =>
	headsOf(text).some((head) => !span.includes(head) && readHead(head).isHere);

/** Behind everything that stands behind the last line, also what is deleted. A text never is without any line. */
function putMarker(text: Y.Text, last: Head, id: LineId, hasOthers: boolean): Y.Item {
	const head = newHead({ id, kind: 'paragraph' });
	const next = nextHead(itemOf(last));
	insertHead(text, next ? indexOfItem(next) : text.length, head);
	if (hasOthers) head.delete('here');
	return itemOf(head);
}

function nextHead(from: Y.Item): Y.Item | undefined {
	for (let item = from.right; item; item = item.right)
		if (!item.deleted && headIn(item)) return item;
	return undefined;
}

/** Deletes a record with all that was ever written of it; its items, which all stand behind one place of the annex. */
function takeRecord(doc: Y.Doc, { root, id }: Carded, to: Ref): Moved[] {
	const map = doc.getMap(root);
	const keys = [...map._map.keys()].filter((key) => idOfKey(key) === id);
	return keys.flatMap((key) => {
		const items = itemsWithin([map._map.get(key)]);
		map.delete(key);
		return items.map(({ id: { client, clock }, length }) => ({
			...{ client, clock, length, to, areLetters: false }
		}));
	});
}

/** Deletes everything from the first head to the marker: letters, heads, and formats that say something. */
function takeOut(text: Y.Text, first: Y.Item, end: Y.Item): void {
	const start = indexOfItem(first);
	text.delete(start, indexOfItem(end) - start);
	const { doc } = text;
	if (!doc) return;
	doc.transact((transaction) => {
		for (let item: Y.Item | null = first; item && item !== end; item = item.right)
			if (item.content instanceof Y.ContentFormat && item.content.value !== null)
				item.delete(transaction);
	});
}

/** What removed copies of the lines in other places keep of them. */
function forgetTwins(text: Y.Text, lines: ReadonlySet<LineId>): void {
	for (const head of headsOf(text)) {
		const { id } = readHead(head);
		if (id && lines.has(id)) head.delete('was');
	}
}

function itemOf(head: Head): Y.Item {
	if (!head._item) throw new Error('a head that stands in no text');
	return head._item;
}
