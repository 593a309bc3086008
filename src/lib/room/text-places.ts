import { m } from '#messages/messages.js';
import type * as Y from 'yjs';
import { notesOf, textOf, textsOf } from '#shared/board/schema.ts';
import { passageOfRecord, passagesOf, type Passage } from '#shared/find/passages.ts';
import type { AgendaItemId, DocumentId } from '#shared/ids.ts';
import { recordsHere, REGISTER_ROOTS } from '#shared/records/records.ts';
import type { RecordId } from '#shared/text/line-id.ts';
import { cardsOf } from '#shared/text/read.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type { DocumentView } from '#shared/sessions/document-view.ts';
import type { SessionRoom } from './session-room.svelte.ts';

/** A text of the session that the reader has open, or what its documents' registers hold besides. */
export interface TextPlace {
	readonly key: string;
	readonly title: string;
	readonly document: DocumentId;
	readonly doc: Y.Doc;
	/** Of notes. */
	readonly item: AgendaItemId | undefined;
	/** Undefined for actions and decisions that stand in no text. */
	readonly text: Y.Text | undefined;
	readonly mayWrite: boolean;
}

/** A text with its words. */
export type Words = readonly [place: TextPlace, passages: readonly Passage[]];

/** The texts of the session, in the order of the agenda and of the documents; each with what is in no text. */
export function placesIn(room: SessionRoom): TextPlace[] {
	return room.view.documents.flatMap((document) => {
		const connection = room.documents.connection(document.id);
		return connection?.isOpen ? placesOf(document, connection.doc, room.view.agenda) : [];
	});
}

function placesOf(document: DocumentView, doc: Y.Doc, agenda: readonly AgendaItem[]): TextPlace[] {
	const { id, kind, title, access } = document;
	const whole = { title, document: id, doc, item: undefined, mayWrite: access === 'write' };
	const texts: TextPlace[] =
		kind === 'board'
			? agenda.map((item) => ({
					...{ ...whole, key: item.id, title: `${item.number} ${item.title}` },
					...{ item: item.id, text: notesOf(doc, item.id) }
				}))
			: [{ ...whole, key: id, text: textOf(doc) }];
	const registers = m.find_actions_and_decisions_of({ title });
	return [...texts, { ...whole, key: `${id}-registers`, title: registers, text: undefined }];
}

/** The words of each text. A record that several texts show is in the first of them. */
export function wordsIn(room: SessionRoom): Words[] {
	const seen = new Set<string>();
	return placesIn(room).map((place) => {
		const passages = passagesAt(place).filter(({ record }) => {
			const isNew = !record || !seen.has(record.id);
			if (record) seen.add(record.id);
			return isNew;
		});
		return [place, passages];
	});
}

/** The words of a place, as they are seen there. */
function passagesAt({ text, doc }: TextPlace): Passage[] {
	if (text) return passagesOf(text);
	const seen = new Set<RecordId>();
	for (const one of textsOf(doc)) for (const id of cardsOf(one).seen.keys()) seen.add(id);
	return REGISTER_ROOTS.flatMap((root) =>
		recordsHere(doc, root)
			.filter(([id]) => !seen.has(id as RecordId))
			.map(([id]) => passageOfRecord(doc, { root, id }))
	);
}
