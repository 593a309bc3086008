import type { DocumentId } from '#shared/ids.ts';

/** What is stored of a document: apply `snapshot`, then `updates` in order. `head` is the last sequence number used. */
export interface StoredDocument {
	readonly snapshot: Uint8Array | undefined;
	readonly updates: readonly Uint8Array[];
	readonly head: number;
}

export interface StoredUpdate {
	readonly document: DocumentId;
	readonly seq: number;
	readonly data: Uint8Array;
}

/** Where documents are kept. One contract suite proves every implementation. */
export interface DocumentStore {
	/** Everything stored; undefined when there is no such document. */
	load(document: DocumentId): Promise<StoredDocument | undefined>;
	/** Stores all of the updates or none. They are on disk (fsync) when the promise resolves. */
	append(updates: readonly StoredUpdate[]): Promise<void>;
	/** Replaces everything up to and including `seq` by one state, in one transaction. */
	compact(document: DocumentId, seq: number, snapshot: Uint8Array): Promise<void>;
}
