import { m } from '#messages/messages.js';
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { DocumentKind } from '#shared/access.ts';
import { readActions } from '#shared/board/actions.ts';
import { readHead } from '#shared/board/briefing-head.ts';
import { readDecisions } from '#shared/board/decisions.ts';
import { notesItems, notesOf, textOf } from '#shared/board/schema.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type { VersionSection, VersionText } from '#shared/versions/version.ts';

/** A version as a separate document. */
export function documentOf(state: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	return doc;
}

/** The content of a version as plain data; `agenda` is the current one. */
export function versionText(
	state: Uint8Array,
	kind: DocumentKind,
	agenda: readonly AgendaItem[]
): VersionText {
	const doc = documentOf(state);
	const sections = kind === 'board' ? notesIn(doc, agenda) : [section('', '', textOf(doc))];
	const text = {
		head: kind === 'briefing' ? readHead(doc) : undefined,
		sections: sections.filter(({ body }) => (body.content ?? []).length > 0),
		actions: readActions(doc),
		decisions: readDecisions(doc)
	};
	doc.destroy();
	return text;
}

/** The notes in the order of the agenda; those of items removed since come last. */
function notesIn(doc: Y.Doc, agenda: readonly AgendaItem[]): VersionSection[] {
	const known = agenda.map(({ id, number, title }) => section(number, title, notesOf(doc, id)));
	const gone = notesItems(doc).filter((id) => !agenda.some((item) => item.id === id));
	return [...known, ...gone.map((id) => section('', m.versions_item_removed(), notesOf(doc, id)))];
}

function section(number: string, heading: string, text: Y.XmlFragment): VersionSection {
	return { number, heading, body: yXmlFragmentToProsemirrorJSON(text) as RichNode };
}
