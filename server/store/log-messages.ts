import type { DocumentId, VersionId } from '#shared/ids.ts';
import type { Snapshot, StoredDocument, StoredUpdate, Version } from '../sync/document-store.ts';

/** What the log's thread can be asked for. */
export interface LogCalls {
	load(document: DocumentId): StoredDocument | undefined;
	append(group: Group): readonly DocumentId[];
	compact(document: DocumentId, seq: number, snapshot: Snapshot): void;
	keepVersion(document: DocumentId, version: Version, state: Uint8Array): void;
	versions(document: DocumentId): readonly Version[];
	version(document: DocumentId, id: VersionId): Uint8Array | undefined;
	/** Closes the database; a later question opens it anew. */
	close(): void;
}

/**
 * Updates packed into one buffer. Where it is small it travels as a copy: to hand a buffer over costs more than that, and a
 * buffer for each update would cost that many times over.
 */
export interface Group {
	readonly documents: readonly DocumentId[];
	readonly seqs: readonly number[];
	/** Where each update ends in `bytes`. */
	readonly ends: readonly number[];
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Copies updates into a group; their own buffers may be far larger, and would be copied whole. */
export function pack(updates: readonly StoredUpdate[]): Group {
	let end = 0;
	const ends = updates.map(({ data }) => (end += data.byteLength));
	const bytes = new Uint8Array(end);
	updates.forEach(({ data }, index) => bytes.set(data, (ends[index] ?? 0) - data.byteLength));
	const documents = updates.map(({ document }) => document);
	return { documents, seqs: updates.map(({ seq }) => seq), ends, bytes };
}

/** The updates of a group, in views of its buffer. */
export function unpack({ documents, seqs, ends, bytes }: Group): StoredUpdate[] {
	return documents.map((document, index) => ({
		document,
		seq: seqs[index] ?? 0,
		data: bytes.subarray(ends[index - 1] ?? 0, ends[index])
	}));
}
