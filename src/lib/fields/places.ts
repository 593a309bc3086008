import * as Y from 'yjs';

/** What a caret or a letter of a field stands behind, as carets travel [T13]. */
export interface Anchor {
	readonly client: number;
	readonly clock: number;
}

/** The beginning of a field. */
export const FRONT: Anchor = { client: -1, clock: 0 };

/** What stands where somebody put something that is no letter. */
const NO_LETTER = '\ufffc';

/** The letters of a text, one for each place that Yjs counts, whatever the document holds. */
export function lettersOf(text: Y.Text): string {
	let letters = '';
	for (const item of shown(text)) letters += wordsOf(item);
	return letters;
}

/** The anchor of each letter of a text. */
export function anchorsOf(text: Y.Text): Anchor[] {
	const anchors: Anchor[] = [];
	for (const { id, length } of shown(text))
		for (let at = 0; at < length; at++) anchors.push({ client: id.client, clock: id.clock + at });
	return anchors;
}

/** What an index in a text stands behind. */
export function anchorAt(text: Y.Text, index: number): Anchor {
	let left = index;
	let last: Y.Item | undefined;
	for (const item of left > 0 ? shown(text) : []) {
		if (left <= item.length) return { client: item.id.client, clock: item.id.clock + left - 1 };
		left -= item.length;
		last = item;
	}
	return last ? { client: last.id.client, clock: last.id.clock + last.length - 1 } : FRONT;
}

/** The index behind an anchor, or where it was when its letter is gone; undefined when it is not of this text. */
export function indexBehind(text: Y.Text, anchor: Anchor): number | undefined {
	if (anchor.client < 0) return 0;
	const own = itemIn(text, anchor);
	if (!own) return undefined;
	let index = isShown(own) ? anchor.clock - own.id.clock + 1 : 0;
	for (let item = own.left; item; item = item.left) if (isShown(item)) index += item.length;
	return index;
}

/** True while a letter has not been deleted. */
export function isThere(text: Y.Text, letter: Anchor): boolean {
	const item = itemIn(text, letter);
	return item !== undefined && isShown(item);
}

/** Names a text in its document, alike for everybody: by its root, or by the change that made it. */
export function nameOf(text: Y.Text): string {
	const id = text._item?.id;
	if (id) return `${id.client}.${id.clock}`;
	return text.doc ? Y.findRootTypeKey(text) : '';
}

function itemIn(text: Y.Text, { client, clock }: Anchor): Y.Item | undefined {
	const { doc } = text;
	if (!doc || clock >= Y.getState(doc.store, client)) return undefined;
	const item: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock));
	return item instanceof Y.Item && item.parent === text ? item : undefined;
}

function* shown(text: Y.Text): Generator<Y.Item> {
	for (let item = text._start; item; item = item.right) if (isShown(item)) yield item;
}

const isShown = (item: Y.Item): boolean => !item.deleted && item.countable;

function wordsOf({ content, length }: Y.Item): string {
	return content instanceof Y.ContentString ? content.str : NO_LETTER.repeat(length);
}
