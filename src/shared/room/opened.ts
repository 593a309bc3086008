import type { AgendaItem } from '../sessions/agenda-item.ts';
import type { DocumentView } from '../sessions/document-view.ts';
import type { SessionView } from './session-view.ts';

/** What a reader asks for, by the address of the page or by following the session. */
export interface Wanted {
	readonly item?: string | null | undefined;
	readonly document?: string | null | undefined;
}

/** An action or decision that an address names, and what is opened for it; without it, the reader has no such record. */
export interface LinkedRecord {
	readonly record: string;
	readonly place: Wanted | undefined;
}

/** The open briefing or annex, or else the agenda item whose notes are open; the first one when none is asked for. */
export function openedAt(
	{ agenda, documents }: Pick<SessionView, 'agenda' | 'documents'>,
	wanted: Wanted
): { readonly document?: DocumentView; readonly item?: AgendaItem } {
	const document = documents.find(({ id, kind }) => id === wanted.document && kind !== 'board');
	if (document) return { document };
	const item = agenda.find(({ id }) => id === wanted.item) ?? agenda[0];
	return item ? { item } : {};
}
