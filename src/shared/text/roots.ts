import type * as Y from 'yjs';
import { isId, type AgendaItemId } from '../ids.ts';

/** The root of the text of a briefing, statements or annex, and the beginning of those of agenda items. */
const ROOT = 'lines';
const ITEM = /^lines:(.*)$/;

/** The text of a briefing, statements or annex document. */
export const linesOfDocument = (doc: Y.Doc): Y.Text => doc.getText(ROOT);

/** The notes of one agenda item in a board document. */
export const linesOfItem = (doc: Y.Doc, item: AgendaItemId): Y.Text =>
	doc.getText(`${ROOT}:${item}`);

/** True for the name of a root that holds lines. */
export const isLinesRoot = (name: string): boolean => name === ROOT || ITEM.test(name);

/** The agenda items that have notes in a board document, including notes that have been emptied. */
export function itemsWithLines(doc: Y.Doc): AgendaItemId[] {
	const ids = [...doc.share.keys()].map((root) => ITEM.exec(root)?.[1]);
	return ids.filter((id) => isId(id)) as AgendaItemId[];
}

/** The root in which the lines of a text of schema 1 stand; undefined for a root that was no rich text. */
export function linesRootFor(old: string): string | undefined {
	if (old === 'text') return ROOT;
	return old.startsWith('notes:') ? `${ROOT}:${old.slice('notes:'.length)}` : undefined;
}
