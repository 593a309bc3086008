import { newId, type DocumentId, type HeldId, type PersonId } from '#shared/ids.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Database } from '../store/connect.ts';
import type { HeldUpdate } from '../sync/rooms.ts';
import { wordsIn } from './words.ts';

const MOST = 20; // changes of one person in one document
const MOST_BYTES = 64 * 1024 * 1024; // of all changes of one document

export interface HoldOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly events: SessionEvents;
}

/** Keeps changes that a document could not take. Resolves to false when its person or document has too many already. */
export function holdWith({ database, documents, events }: HoldOptions) {
	return async ({ document, person, reason, update }: HeldUpdate): Promise<boolean> => {
		const head = await documents.head(document);
		if (!head || !(await hasRoom(database, document, person, update.length))) return false;
		const place = { id: newId<HeldId>(), document_id: document, session_id: head.session_id };
		const said = { reason, at: Date.now(), data: update, words: wordsIn(update) };
		await database
			.insertInto('held_change')
			.values({ ...place, person_id: person, ...said })
			.execute();
		events.emit('held', document);
		return true;
	};
}

async function hasRoom(database: Database, document: DocumentId, person: PersonId, bytes: number) {
	const rows = await database
		.selectFrom('held_change')
		.select(['person_id', (where) => where.fn<number>('length', ['data']).as('bytes')])
		.where('document_id', '=', document)
		.execute();
	const all = rows.reduce((sum, row) => sum + row.bytes, bytes);
	return rows.filter((row) => row.person_id === person).length < MOST && all <= MOST_BYTES;
}
