import * as Y from 'yjs';
import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { Rooms } from '#server/sync/rooms.ts';

async function copyOf(
	rooms: Rooms,
	id: DocumentId
): Promise<{ doc: Y.Doc; head: number } | undefined> {
	const bytes = await rooms.bytes(id);
	if (!bytes) return undefined;
	const doc = new Y.Doc();
	for (const update of bytes.updatesSince(-1)) Y.applyUpdate(doc, update);
	return { doc, head: bytes.head };
}

/** Reads the current state of a document; undefined when there is none. */
export async function readDocument<T>(
	rooms: Rooms,
	id: DocumentId,
	reader: (doc: Y.Doc, head: number) => T
): Promise<T | undefined> {
	const copy = await copyOf(rooms, id);
	return copy && reader(copy.doc, copy.head);
}

/** A change of a document, worked out and not made; undefined when it changes nothing. */
export async function draftOf<T>(
	rooms: Rooms,
	id: DocumentId,
	change: (doc: Y.Doc) => T
): Promise<{ result: T; update: Uint8Array | undefined } | undefined> {
	const copy = await copyOf(rooms, id);
	if (!copy) return undefined;
	let update: Uint8Array | undefined;
	copy.doc.on('update', (made: Uint8Array) => (update = made));
	return { result: copy.doc.transact(() => change(copy.doc)), update };
}

/** Changes a document as the server does, on behalf of a person or by itself; resolves when the change is on disk. */
export async function editDocument<T>(
	rooms: Rooms,
	id: DocumentId,
	change: (doc: Y.Doc) => T,
	by?: PersonId
): Promise<T | undefined> {
	const draft = await draftOf(rooms, id, change);
	if (draft?.update) await rooms.take(id, draft.update, by);
	return draft?.result;
}
