import * as Y from 'yjs';
import { newId } from '../../../src/shared/ids.ts';
import type { LineId } from '../../../src/shared/text/line-id.ts';
import { LINES } from '../../../src/shared/text/roots.ts';
import { appendLine } from '../../../src/shared/text/write.ts';
import type { BenchKind, BenchLine } from './words.ts';

export const EDITORS = ['ours', 'stock'] as const;
export type EditorName = (typeof EDITORS)[number];

/** A letter in the middle of a line, behind which a typist begins; the next letter has the next clock. */
export interface Place {
	readonly client: number;
	readonly clock: number;
}

export interface BenchDocument {
	readonly state: Uint8Array;
	/** One of each line, in order. */
	readonly places: readonly Place[];
}

/** The root of a text of schema 1, which stock Tiptap can bind. */
const STOCK_ROOT = 'text';
const LISTS: Readonly<Partial<Record<BenchKind, string>>> = {
	bullet: 'bulletList',
	ordered: 'orderedList'
};

/** A document with the lines, as the editor keeps it. */
export function benchDocument(editor: EditorName, lines: readonly BenchLine[]): BenchDocument {
	const doc = new Y.Doc();
	doc.clientID = 1_000;
	doc.transact(() => (editor === 'ours' ? writeLines(doc, lines) : writeElements(doc, lines)));
	const texts = editor === 'ours' ? [doc.getText(LINES)] : textsIn(doc.getXmlFragment(STOCK_ROOT));
	return { state: Y.encodeStateAsUpdate(doc), places: texts.flatMap(placesIn) };
}

function writeLines(doc: Y.Doc, lines: readonly BenchLine[]): void {
	const text = doc.getText(LINES);
	for (const { kind, words } of lines)
		appendLine(text, { id: newId() as string as LineId, kind }, [{ text: words, marks: [] }]);
}

function writeElements(doc: Y.Doc, lines: readonly BenchLine[]): void {
	const root = doc.getXmlFragment(STOCK_ROOT);
	for (const { kind, words } of lines) {
		const list = LISTS[kind];
		if (!list) root.push([block(kind === 'heading2' ? 'heading' : 'paragraph', words)]);
		else {
			const item = new Y.XmlElement('listItem');
			item.insert(0, [block('paragraph', words)]);
			listAtEnd(root, list).push([item]);
		}
	}
}

/** The list that a text ends with, or a new one. */
function listAtEnd(root: Y.XmlFragment, name: string): Y.XmlElement {
	const last = root.length > 0 ? root.get(root.length - 1) : undefined;
	if (last instanceof Y.XmlElement && last.nodeName === name) return last;
	const list = new Y.XmlElement(name);
	root.push([list]);
	return list;
}

function block(name: string, words: string): Y.XmlElement {
	const element = new Y.XmlElement(name);
	if (name === 'heading') (element as Y.XmlElement<{ level: number }>).setAttribute('level', 2);
	element.insert(0, [new Y.XmlText(words)]);
	return element;
}

function textsIn(parent: Y.XmlFragment): Y.Text[] {
	return parent.toArray().flatMap((child) => {
		if (child instanceof Y.XmlText) return [child];
		return child instanceof Y.XmlFragment ? textsIn(child) : [];
	});
}

function placesIn(text: Y.Text): Place[] {
	const places: Place[] = [];
	for (let item = text._start; item; item = item.right)
		if (item.content instanceof Y.ContentString && item.length > 1)
			places.push({ client: item.id.client, clock: item.id.clock + (item.length >> 1) - 1 });
	return places;
}
