import type * as Y from 'yjs';
import { readActions } from '../board/actions.ts';
import { readHead } from '../board/briefing-head.ts';
import { readDecisions } from '../board/decisions.ts';
import { notesItems, notesOf, textOf } from '../board/schema.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { AgendaItemId } from '../ids.ts';
import { placesIn, type AnnexPlace } from '../restrict/annex-places.ts';
import { nestLines } from '../text/nest.ts';
import { readText } from '../text/read.ts';
import { LINES } from '../text/roots.ts';

/** A text as a tree, as minutes and exports read it. */
const richOf = (text: Y.Text, root: string, places: readonly AnnexPlace[]): RichNode =>
	nestLines(readText(text, undefined, placesIn(text, root, places)));

/** The notes of a board by agenda item, those that are empty too. */
export function notesIn(
	doc: Y.Doc,
	places: readonly AnnexPlace[] = []
): Map<AgendaItemId, RichNode> {
	return new Map(
		notesItems(doc).map((item) => [item, richOf(notesOf(doc, item), `${LINES}:${item}`, places)])
	);
}

/** The text of any other document, with its head. */
export function paperIn(doc: Y.Doc, places: readonly AnnexPlace[] = []) {
	return { body: richOf(textOf(doc), LINES, places), head: readHead(doc) };
}

/** Everything that a version shows. */
export function wholeIn(doc: Y.Doc) {
	return {
		notes: notesIn(doc),
		...paperIn(doc),
		actions: readActions(doc),
		decisions: readDecisions(doc)
	};
}

export type Whole = ReturnType<typeof wholeIn>;
