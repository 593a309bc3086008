import {
	isId,
	type ActionId,
	type DecisionId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import type { LinkedRecord } from '#shared/room/opened.ts';
import { app } from './app.ts';

/** The record that an address names, and where a participant finds it; the same for what they may not read and what is not there. */
export async function linkedIn(
	person: PersonId,
	session: SessionId,
	record: string | null
): Promise<LinkedRecord | undefined> {
	if (record === null) return undefined;
	return { record, place: isId(record) ? await placeOf(person, session, record) : undefined };
}

async function placeOf(person: PersonId, session: SessionId, record: string) {
	const { documents, participation, registers } = app();
	const place = await registers.placeOf(session, record as ActionId | DecisionId);
	const reader = place && (await participation.reader(person, session));
	const readable = reader ? await documents.list(session, reader) : [];
	const document = readable.find(({ id }) => id === place?.document);
	if (document?.kind === 'board') return { item: place?.item };
	return document && { document: document.id };
}
