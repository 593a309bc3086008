import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { DocumentId, PersonId } from '#shared/ids.ts';

/** Changes of one opening of a document that the server has not confirmed, sealed. */
interface Entry {
	/** Of the opening. */
	readonly id: string;
	readonly person: PersonId;
	readonly document: DocumentId;
	/** Of documents, as the program had it that wrote this. */
	readonly schema: number;
	/** When it was last written, ms since 1970. */
	readonly at: number;
	readonly sealed: Uint8Array<ArrayBuffer>;
	/** The server does not take it, so it is not sent again. */
	readonly isRefused: boolean;
}

interface Shape extends DBSchema {
	entries: {
		key: string;
		value: Entry;
		indexes: { person: PersonId; document: [PersonId, DocumentId] };
	};
}

export type Entries = IDBPDatabase<Shape>;

/** The entries of everybody who has signed in in this browser. */
export function openEntries(): Promise<Entries> {
	return openDB<Shape>('outbox', 1, {
		upgrade(database) {
			const entries = database.createObjectStore('entries', { keyPath: 'id' });
			entries.createIndex('person', 'person');
			entries.createIndex('document', ['person', 'document']);
		}
	});
}

/** How many openings of this person have changes that were not sent. */
export async function countOf(person: PersonId): Promise<number> {
	const entries = await openEntries();
	const count = await entries.countFromIndex('entries', 'person', person);
	entries.close();
	return count;
}

/** Deletes all that this browser keeps for a person. */
export async function forget(person: PersonId): Promise<void> {
	const entries = await openEntries();
	const ids = await entries.getAllKeysFromIndex('entries', 'person', person);
	await Promise.all(ids.map((id) => entries.delete('entries', id)));
	entries.close();
}
