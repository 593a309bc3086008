import type { DocumentId, VersionId } from '#shared/ids.ts';
import type { Snapshot, StoredDocument, Version } from '../sync/document-store.ts';

/** What the log's thread can be asked for. */
export interface LogCalls {
	load(document: DocumentId): StoredDocument | undefined;
	/** `group` as {@link pack} makes it. */
	append(group: Uint8Array): readonly DocumentId[];
	/** Puts what was committed lately in its place, so that others can read it in the tables. */
	tidy(): void;
	compact(document: DocumentId, seq: number, snapshot: Snapshot): void;
	keepVersion(document: DocumentId, version: Version, state: Uint8Array): void;
	versions(document: DocumentId): readonly Version[];
	version(document: DocumentId, id: VersionId): Uint8Array | undefined;
	/** Closes the database; a later question opens it anew. */
	close(): void;
}
