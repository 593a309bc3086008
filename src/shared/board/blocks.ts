import * as Y from 'yjs';
import { rootKind } from './schema.ts';

export type RecordBlock = 'actionBlock' | 'decisionBlock';

/** Every rich text of a document that has content. */
export function richTexts(doc: Y.Doc): Y.XmlFragment[] {
	const names = [...doc.share.keys()].filter((name) => rootKind(name) === 'rich');
	return names.map((name) => doc.getXmlFragment(name));
}

/** Replaces every block that stands for a record; false when there is none. */
export function replaceBlocks(doc: Y.Doc, id: string, make: () => Y.XmlElement): boolean {
	const places = richTexts(doc).flatMap((fragment) => placesOf(fragment, id));
	for (const block of places) {
		const parent = block.parent as Y.XmlFragment;
		const index = parent.toArray().indexOf(block);
		parent.insert(index, [make()]);
		parent.delete(index + 1, 1);
	}
	return places.length > 0;
}

function placesOf(within: Y.XmlFragment, id: string): Y.XmlElement[] {
	const elements = within.toArray().filter((child) => child instanceof Y.XmlElement);
	return elements.flatMap((element) =>
		isBlockOf(element, id) ? [element] : placesOf(element, id)
	);
}

function isBlockOf(element: Y.XmlElement, id: string): boolean {
	const isRecord = element.nodeName === 'actionBlock' || element.nodeName === 'decisionBlock';
	return isRecord && element.getAttribute('id') === id;
}

/** A block that stands for a record. */
export function recordBlock(name: RecordBlock, id: string): Y.XmlElement {
	const block = new Y.XmlElement(name);
	block.setAttribute('id', id);
	return block;
}

/** A line of text. */
export function paragraphOf(line: string): Y.XmlElement {
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText(line)]);
	return paragraph;
}
