import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { changedRanges } from '#lib/text/changed-ranges.ts';
import { EMPTY_LINE, type Line } from '#shared/text/line.ts';
import type { WordsKind } from '#shared/text/kind.ts';
import { listPlaces, type ListPlace } from '#shared/text/numbering.ts';

const CELLS: ReadonlySet<string> = new Set(['tableCell', 'tableHeader']);
const key = new PluginKey<DecorationSet>('listPlaces');

/** Tells each line of a list its number and its place; found anew only when lines come, go or become others. */
export const ListPlaces = Extension.create({
	name: 'listPlaces',
	addProseMirrorPlugins: () => [
		new Plugin<DecorationSet>({
			key,
			state: {
				init: (_, { doc }) => placesIn(doc),
				apply(tr, before) {
					if (!tr.docChanged) return before;
					return isSame(tr) ? before.map(tr.mapping, tr.doc) : placesIn(tr.doc);
				}
			},
			props: { decorations: (state) => key.getState(state) }
		})
	]
});

/** The place of a line, from the decorations that it is drawn with. */
export function placeAmong(decorations: readonly Decoration[]): ListPlace | undefined {
	return decorations.map(({ spec }) => spec as Partial<ListPlace>).find(isPlace);
}

function isPlace(spec: Partial<ListPlace>): spec is ListPlace {
	return spec.number !== undefined && spec.position !== undefined;
}

/** The place that a line would have among its neighbours; undefined for one of no list. */
export function placeIn(parent: Node, index: number): ListPlace | undefined {
	return listPlaces(parent.children.map(asLine)).get(index);
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
		const { kind, level, start } = node.attrs;
		if (node.isBlock) shape.push(`${node.type.name} ${kind} ${level} ${start}`);
		return !node.isTextblock;
	});
	return shape.join();
}

function placesIn(doc: Node): DecorationSet {
	const found = placesAmong(doc, 0);
	doc.descendants((node, position) => {
		if (CELLS.has(node.type.name)) found.push(...placesAmong(node, position + 1));
		return !node.isTextblock;
	});
	return found.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, found);
}

function placesAmong(parent: Node, start: number): Decoration[] {
	const places = listPlaces(parent.children.map(asLine));
	const found: Decoration[] = [];
	parent.forEach((node, offset, index) => {
		const [place, from] = [places.get(index), start + offset];
		if (place) found.push(Decoration.node(from, from + node.nodeSize, {}, place));
	});
	return found;
}

function asLine({ type, attrs }: Node): Line {
	if (type.name !== 'line') return { is: 'rule', id: undefined };
	// Words that wait to be kept count, as on paper: the numbers below them stay.
	const { kind, level, start } = attrs as { kind: WordsKind; level: number; start: number };
	return { ...EMPTY_LINE, kind, level, start };
}
