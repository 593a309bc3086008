import * as Y from 'yjs';
import type { Seeded } from './seeded.ts';

/** One shared type of each kind, which all clients of a test edit. */
export interface Desk {
	readonly text: Y.Text;
	readonly map: Y.Map<unknown>;
	readonly array: Y.Array<unknown>;
	readonly xml: Y.XmlFragment;
	readonly undo: Y.UndoManager;
}

export function deskIn(doc: Y.Doc): Desk {
	const [text, map] = [doc.getText('text of the test'), doc.getMap('map of the test')];
	const [array, xml] = [doc.getArray('array of the test'), doc.getXmlFragment('xml of the test')];
	const undo = new Y.UndoManager([text, map, array, xml], { captureTimeout: 0 });
	return { text, map, array, xml, undo };
}

// Nothing outside the basic plane: in Yjs itself, clients that split a surrogate pair may diverge.
const WORDS = ['a', 'bcd', 'é', '漢字', ' word ', '\n'];
const LONG = 400; // longer types are cut down, to keep long runs fast

/** Makes a random change of any kind. */
export function editAnything(desk: Desk, seeded: Seeded): void {
	seeded.pick([editText, editText, editText, format, editMap, editArray, editXml, undo])(
		desk,
		seeded
	);
}

function editText({ text }: Desk, seeded: Seeded): void {
	const at = seeded.below(text.length + 1);
	if (text.length > LONG) text.delete(at, Math.min(200, text.length - at));
	else if (seeded.below(3) > 0) text.insert(at, seeded.pick(WORDS));
	else text.delete(at, Math.min(seeded.below(6), text.length - at));
}

function format({ text }: Desk, seeded: Seeded): void {
	const at = seeded.below(text.length + 1);
	if (seeded.below(8) === 0) return text.insertEmbed(at, { picture: seeded.below(9) });
	const length = Math.min(seeded.below(12), text.length - at);
	if (length > 0) text.format(at, length, { bold: seeded.pick([true, null]) });
}

function editMap({ map }: Desk, seeded: Seeded): void {
	const key = `key ${seeded.below(12)}`;
	const value = map.get(key);
	if (value instanceof Y.Map) value.set('inner', seeded.below(1_000));
	else if (seeded.below(4) === 0) map.delete(key);
	else if (seeded.below(4) === 0) map.set(key, new Y.Map());
	else map.set(key, someValue(seeded));
}

function editArray({ array }: Desk, seeded: Seeded): void {
	const at = seeded.below(array.length + 1);
	if (array.length > LONG) array.delete(at, Math.min(200, array.length - at));
	else if (seeded.below(3) === 0 && at < array.length) array.delete(at, 1);
	else array.insert(at, [seeded.below(5) === 0 ? new Y.Text('nested') : someValue(seeded)]);
}

function editXml({ xml }: Desk, seeded: Seeded): void {
	const at = seeded.below(xml.length + 1);
	const node = at < xml.length ? xml.get(at) : undefined;
	if (xml.length > 40) return xml.delete(0, 20);
	if (seeded.below(4) === 0 && node) return xml.delete(at, 1);
	if (node instanceof Y.XmlElement) {
		node.setAttribute('level', String(seeded.below(4)));
		return node.insert(0, [new Y.XmlText(seeded.pick(WORDS))]);
	}
	xml.insert(at, [new Y.XmlElement(seeded.pick(['paragraph', 'heading']))]);
}

function undo({ undo: manager }: Desk, seeded: Seeded): void {
	if (seeded.below(3) > 0) manager.undo();
	else manager.redo();
}

function someValue(seeded: Seeded): unknown {
	return seeded.pick([1, -0.5, 2 ** 40, true, null, 'words', { deep: [1, { deeper: 'x' }] }]);
}

type AnyType = Y.AbstractType<Y.YEvent<never>>;

/** The whole document, with clocks and deletions, in a canonical form, whatever its types are called. */
export function wholeOf(doc: Y.Doc) {
	const { sv, ds } = Y.snapshot(doc);
	const names = [...doc.share.keys()].sort();
	const roots = names.map((name) => [name, visible(doc.get(name) as AnyType)] as const);
	return {
		pending: [doc.store.pendingStructs, doc.store.pendingDs],
		clocks: [...sv].sort(([a], [b]) => a - b),
		deleted: [...ds.clients]
			.sort(([a], [b]) => a - b)
			.map(([client, ranges]) => [client, ranges.map(({ clock, len }) => [clock, len])]),
		// A root that was only accessed does not count.
		roots: Object.fromEntries(roots.filter(([, shown]) => shown.some((part) => part.length > 0)))
	};
}

function visible(type: AnyType): [list: unknown[], keys: unknown[]] {
	const list: unknown[] = [];
	for (let item = type._start; item; item = item.right)
		if (!item.deleted) for (const value of valuesOf(item)) list.push(value);
	const keys = [...type._map].filter(([, item]) => !item.deleted);
	return [list, keys.map(([key, item]) => [key, ...valuesOf(item)]).sort()];
}

function valuesOf({ content }: Y.Item): unknown[] {
	if (content instanceof Y.ContentType) return [visible(content.type as AnyType)];
	if (content instanceof Y.ContentFormat) return [content.key, content.value];
	return content.getContent();
}
