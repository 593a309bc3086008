import type { AgendaItemId } from '../ids.ts';

/** The shape of documents that this program reads and writes; earlier ones are upgraded when it starts. */
export const SCHEMA = 2;

/** The root of the text of a briefing, statements or annex; those of agenda items have the item behind a colon. */
export const LINES = 'lines';

/** The root in which the lines of a text of schema 1 stand; undefined for a root that was no rich text. */
export function linesRootFor(old: string): string | undefined {
	if (old === 'text') return LINES;
	return old.startsWith('notes:') ? `${LINES}:${old.slice('notes:'.length)}` : undefined;
}

/** The agenda item in whose notes a text stands; undefined where the document is one text. */
export function itemOfRoot(root: string): AgendaItemId | undefined {
	return root === LINES ? undefined : (root.slice(LINES.length + 1) as AgendaItemId);
}
