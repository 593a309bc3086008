import * as Y from 'yjs';
import { differing } from '../restore/differing.ts';

/** A text that two people changed from the same beginning, with the changes of both. */
export function mergeText(seen: string, mine: string, now: string): string {
	if (mine === seen || mine === now) return now;
	if (now === seen) return mine;
	const [theirs, ours] = [textDoc(1), textDoc(2)];
	theirs.getText().insert(0, seen);
	Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs));
	replaceWords(theirs.getText(), seen, now);
	replaceWords(ours.getText(), seen, mine);
	Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs));
	return ours.getText().toString();
}

/** By whole words, since what comes of it is read by nobody before it is stored. */
function replaceWords(text: Y.Text, old: string, next: string): void {
	const [before, after] = [wordsOf(old), wordsOf(next)];
	const { start, oldEnd, nextEnd } = differing(before, after, (a, b) => a === b);
	const at = before.slice(0, start).join('').length;
	const gone = before.slice(start, oldEnd).join('').length;
	const fresh = after.slice(start, nextEnd).join('');
	text.insert(at, fresh); // before what goes, so that what others put behind that stays behind this
	text.delete(at + fresh.length, gone);
}

/** Words and what is between them. */
const wordsOf = (text: string): string[] => text.split(/([^\p{L}\p{N}]+)/u);

/** With a given number, so that two changes at one place come out in the same order each time. */
function textDoc(client: number): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = client;
	return doc;
}

/**
 * The fields of a form that was opened on `seen` and is sent while they are `now`: what the person did not change stays
 * as it is now; a text that both changed has both changes, up to its longest; of anything else the last one holds.
 */
export function mergeFields<Fields extends object>(
	seen: Partial<Fields>,
	mine: Fields,
	now: Partial<Fields>,
	longest: Partial<Record<keyof Fields, number>>
): Fields {
	const keys = Object.keys(mine) as (keyof Fields & string)[];
	const merged = keys.map((key) => {
		const [before, wanted, present] = [seen[key], mine[key], now[key]];
		if (!(key in seen) || isSame(wanted, present)) return [key, wanted];
		if (isSame(before, wanted)) return [key, present];
		const most = longest[key];
		const isText = most !== undefined && typeof wanted === 'string';
		if (!isText) return [key, wanted];
		const both = mergeText(textOf(before), wanted, textOf(present));
		return [key, both.length <= most ? both : wanted];
	});
	return Object.fromEntries(merged) as Fields;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const isSame = (one: unknown, other: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(other);
