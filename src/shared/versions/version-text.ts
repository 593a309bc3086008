import { m } from '#messages/messages.js';
import type { DocumentKind } from '../access.ts';
import type { AgendaItemId } from '../ids.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { AgendaItem } from '../sessions/agenda-item.ts';
import type { VersionSection, VersionText } from './version.ts';
import type { Whole } from './whole.ts';

/** The content of a version as people see it; `agenda` is the current one. */
export function versionText(
	{ notes, head, body, actions, decisions }: Whole,
	kind: DocumentKind,
	agenda: readonly AgendaItem[]
): VersionText {
	const sections = kind === 'board' ? notesIn(notes, agenda) : [section('', '', body)];
	return {
		head: kind === 'briefing' ? head : undefined,
		sections: sections.filter(({ body: text }) => (text.content ?? []).length > 0),
		...{ actions, decisions }
	};
}

/** The notes in the order of the agenda; those of items removed since come last. */
function notesIn(
	notes: ReadonlyMap<AgendaItemId, RichNode>,
	agenda: readonly AgendaItem[]
): VersionSection[] {
	const known = new Set(agenda.map(({ id }) => id));
	const listed = agenda.flatMap(({ id, number, title }) => {
		const text = notes.get(id);
		return text ? [section(number, title, text)] : [];
	});
	const gone = [...notes].filter(([id]) => !known.has(id));
	return [...listed, ...gone.map(([, text]) => section('', m.versions_item_removed(), text))];
}

function section(number: string, heading: string, body: RichNode): VersionSection {
	return { number, heading, body };
}
