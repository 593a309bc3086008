import type { DocumentId, PersonId, VersionId } from '#shared/ids.ts';
import type { AutomaticReason } from '#shared/versions/automatic.ts';
import type { AuthorMark } from './authors.ts';
import type { Late } from './withheld-items.ts';
import type { Taken } from './withheld-part.ts';

/** One whole state of a document. */
export interface Snapshot {
	/** A Yjs update (v1) that holds everything. */
	readonly state: Uint8Array;
	/** What the engine knows of the state without reading it, in a form of its own; undefined in what older programs wrote. */
	readonly index: Uint8Array | undefined;
}

/** What is stored of a document: apply `snapshot`, then `updates` in order. `head` is the last sequence number used. */
export interface StoredDocument {
	readonly snapshot: Snapshot | undefined;
	readonly updates: readonly Uint8Array[];
	readonly head: number;
	/** Who sent what, in any order. */
	readonly authors: readonly AuthorMark[];
	/** What was taken out of it. */
	readonly taken?: readonly Taken[];
}

export interface StoredUpdate {
	readonly document: DocumentId;
	readonly seq: number;
	readonly data: Uint8Array;
}

/** Who sent changes of a document. */
export interface DocumentAuthor extends AuthorMark {
	readonly document: DocumentId;
}

/** What came late into lines that were taken out; it waits to be put into their annex. */
export interface LateWords {
	readonly document: DocumentId;
	readonly person: PersonId | undefined;
	readonly late: readonly Late[];
}

/** A state that somebody gave a name, kept for ever; or one that the server kept by itself. */
export interface Version {
	readonly id: VersionId;
	/** The last change in it. */
	readonly seq: number;
	readonly label: string;
	/** Undefined when the server kept it by itself. */
	readonly by: PersonId | undefined;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Only for what the server kept by itself, and may drop. */
	readonly reason?: AutomaticReason | undefined;
}

/** Where documents are kept. One contract suite proves every implementation. */
export interface DocumentStore {
	/** Everything stored; undefined when there is no such document. */
	load(document: DocumentId): Promise<StoredDocument | undefined>;
	/**
	 * Stores all of the updates or none; they are on disk (fsync) when the promise resolves. The same update given again,
	 * as after a failure that left open whether it was written, is stored once; another one under its number throws.
	 * `authors` are those of them that are not known yet, and `late` is what came late with them, stored with them. Returns the documents that no longer exist,
	 * which were left out.
	 */
	append(
		updates: readonly StoredUpdate[],
		authors?: readonly DocumentAuthor[],
		late?: readonly LateWords[]
	): Promise<ReadonlySet<DocumentId>>;
	/** Overwrites what was deleted from it, as far as the store can. */
	scrub(): Promise<void>;
	/** Replaces everything up to and including `seq` by one state, in one transaction. */
	compact(document: DocumentId, seq: number, snapshot: Snapshot): Promise<void>;
	/**
	 * Puts a state in place of everything stored, which is moved aside and never deleted; its number follows `head`.
	 * False, changing nothing, when more was stored since then.
	 */
	replaceDamaged(document: DocumentId, head: number, snapshot: Snapshot): Promise<boolean>;
	/** Keeps a version beside the log, which compaction leaves alone. */
	keepVersion(document: DocumentId, version: Version, state: Uint8Array): Promise<void>;
	/** The versions of a document, newest first. */
	versions(document: DocumentId): Promise<readonly Version[]>;
	/** The state of a version of this document. */
	version(document: DocumentId, id: VersionId): Promise<Uint8Array | undefined>;
	/** Puts another state in place of that of a version. */
	replaceVersion(document: DocumentId, id: VersionId, state: Uint8Array): Promise<void>;
	/** Drops versions that the server kept by itself; any other is left alone. */
	dropVersions(document: DocumentId, ids: readonly VersionId[]): Promise<void>;
}
