import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { changedRanges } from '#lib/text/changed-ranges.ts';
import { EMPTY_LINE, type Line } from '#shared/text/line.ts';
import type { WordsKind } from '#shared/text/kind.ts';
import { listPlaces, type ListPlace } from '#shared/text/numbering.ts';
import { isInList } from '../lines/lines.ts';
import { DrawnLists } from './drawn-lists.ts';

declare module '@tiptap/core' {
	interface Storage {
		listPlaces: { readonly drawn: DrawnLists };
	}
}

/** The places of the lines of lists that are drawn as such, in the order of the document. */
type Places = readonly ListPlace[];

const key = new PluginKey<Places>('listPlaces');

/** Tells each line of a list its number and its place; found anew only when lines come, go or become others. */
export const ListPlaces = Extension.create({
	name: 'listPlaces',
	addStorage: () => ({ drawn: new DrawnLists() }),
	addProseMirrorPlugins() {
		const { drawn } = this.editor.storage.listPlaces;
		const tell = ({ dom, state }: EditorView) => drawn.tell(dom, key.getState(state) ?? []);
		return [
			new Plugin<Places>({
				key,
				state: {
					init: (_, { doc }) => placesIn(doc),
					apply: (tr, before) => (!tr.docChanged || isSame(tr) ? before : placesIn(tr.doc))
				},
				view(view) {
					tell(view);
					return { update: tell };
				}
			})
		];
	}
});

/** The place that a line would have among its neighbours; undefined for one of no list. */
export function placeIn(parent: Node, index: number): ListPlace | undefined {
	return placesAmong(parent).get(index);
}

/** True for a change of words alone. */
function isSame(tr: Transaction): boolean {
	return changedRanges([tr]).every(
		({ fromA, toA, fromB, toB }) => shapeOf(tr.before, fromA, toA) === shapeOf(tr.doc, fromB, toB)
	);
}

function shapeOf(doc: Node, from: number, to: number): string {
	const shape: string[] = [];
	doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node) => {
		const { kind, level, start, stray } = node.attrs;
		if (node.isBlock) shape.push(`${node.type.name} ${kind} ${level} ${start} ${stray}`);
		return !node.isTextblock;
	});
	return shape.join();
}

/** Those of a text, and of the lines in its tables' cells. */
function placesIn(parent: Node): ListPlace[] {
	const places = placesAmong(parent);
	return parent.children.flatMap((node, index) => {
		if (!node.isTextblock) return placesIn(node);
		const place = places.get(index);
		return place && isInList(node) ? [place] : [];
	});
}

function placesAmong(parent: Node): Map<number, ListPlace> {
	return listPlaces(parent.children.map(asLine));
}

function asLine({ type, attrs }: Node): Line {
	if (type.name !== 'line') return { is: 'rule', id: undefined };
	// Words that wait to be kept count, as on paper: the numbers below them stay.
	const { kind, level, start } = attrs as { kind: WordsKind; level: number; start: number };
	return { ...EMPTY_LINE, kind, level, start };
}
