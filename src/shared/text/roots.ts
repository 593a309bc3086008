/** The root of the text of a briefing, statements or annex; those of agenda items have the item behind a colon. */
const ROOT = 'lines';

/** The root in which the lines of a text of schema 1 stand; undefined for a root that was no rich text. */
export function linesRootFor(old: string): string | undefined {
	if (old === 'text') return ROOT;
	return old.startsWith('notes:') ? `${ROOT}:${old.slice('notes:'.length)}` : undefined;
}
