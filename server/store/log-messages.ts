import type { DocumentId, VersionId } from '#shared/ids.ts';
import type {
	DocumentAuthor,
	LateWords,
	Snapshot,
	StoredDocument,
	Version
} from '../sync/document-store.ts';

/** The calls that the log's thread answers. */
export interface LogCalls {
	load(document: DocumentId): StoredDocument | undefined;
	/** `group` is made by {@link pack}. */
	append(
		group: Uint8Array,
		authors: readonly DocumentAuthor[],
		late: readonly LateWords[]
	): readonly DocumentId[];
	scrub(): void;
	/** Moves recent commits from the journal to the tables that others read. */
	tidy(): void;
	compact(document: DocumentId, seq: number, snapshot: Snapshot): void;
	replaceDamaged(document: DocumentId, head: number, snapshot: Snapshot): boolean;
	keepVersion(document: DocumentId, version: Version, state: Uint8Array): void;
	versions(document: DocumentId): readonly Version[];
	version(document: DocumentId, id: VersionId): Uint8Array | undefined;
	replaceVersion(document: DocumentId, id: VersionId, state: Uint8Array): void;
	dropVersions(document: DocumentId, ids: readonly VersionId[]): void;
	/** Closes the database; a later call opens it again. */
	close(): void;
}
