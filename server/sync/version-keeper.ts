import { newId, type DocumentId, type VersionId } from '#shared/ids.ts';
import type { Committer } from './committer.ts';
import type { DocumentStore, Version } from './document-store.ts';
import type { Folded, Folds } from './folds.ts';
import type { Room } from './room.ts';

export interface VersionKeeperOptions {
	readonly store: Pick<
		DocumentStore,
		'keepVersion' | 'versions' | 'version' | 'replaceVersion' | 'dropVersions'
	>;
	readonly folds: Folds;
	readonly committer: Committer;
	/** Opens a document; undefined when there is no such. */
	readonly open: (id: DocumentId) => Promise<Room | undefined>;
}

/** What a version is called, and who keeps it; undefined when the server does by itself, for a reason. */
export type VersionName = Pick<Version, 'label' | 'by' | 'reason'> & Partial<Pick<Version, 'at'>>;

/** A document at one moment, which is being put together. */
interface Moment {
	readonly seq: number;
	readonly at: number;
	readonly folded: Promise<Folded>;
}

/** States of documents that somebody gave a name, or that the server keeps by itself [R15]. */
export class VersionKeeper {
	readonly #options: VersionKeeperOptions;

	constructor(options: VersionKeeperOptions) {
		this.#options = options;
	}

	/** Keeps the document as it is at this moment; undefined when there is no such document. */
	async keep(id: DocumentId, name: VersionName): Promise<Version | undefined> {
		const room = await this.#options.open(id);
		return room && this.#store(id, this.#momentOf(room), name);
	}

	/** Keeps the document as it is at this moment if its state is good; undefined when it is not, or there is no such. */
	async keepGood(
		id: DocumentId,
		name: VersionName,
		isGood: (state: Uint8Array) => Promise<boolean>
	): Promise<Version | undefined> {
		const room = await this.#options.open(id);
		if (!room) return undefined;
		const moment = this.#momentOf(room);
		const { state } = (await moment.folded).snapshot;
		return (await isGood(state)) ? this.#write(id, moment, name, state) : undefined;
	}

	/**
	 * Changes a document so that what it was before is a version: it is kept first, and what was typed while that went to
	 * disk and the change was worked out is kept once more, because the change may take it away. Undefined when there is
	 * no such document, or no change.
	 */
	async keepAndTake(
		id: DocumentId,
		name: VersionName,
		draft: () => Promise<Uint8Array | undefined>
	): Promise<Version | undefined> {
		const room = await this.#options.open(id);
		if (!room) return undefined;
		const kept = await this.#store(id, this.#momentOf(room), name);
		const update = await draft();
		const before = room.history.head > kept.seq ? this.#momentOf(room) : undefined;
		if (update) room.take(update, name.by);
		const last = before ? await this.#store(id, before, name) : kept;
		await this.#options.committer.settled();
		return last;
	}

	/** The versions of a document, newest first. */
	list(id: DocumentId): Promise<readonly Version[]> {
		return this.#options.store.versions(id);
	}

	/** The state of a version of this document. */
	state(id: DocumentId, version: VersionId): Promise<Uint8Array | undefined> {
		return this.#options.store.version(id, version);
	}

	/** Puts another state in place of that of a version, of which something must be forgotten. */
	replace(id: DocumentId, version: VersionId, state: Uint8Array): Promise<void> {
		return this.#options.store.replaceVersion(id, version, state);
	}

	/** Drops versions that the server kept by itself. */
	drop(id: DocumentId, versions: readonly VersionId[]): Promise<void> {
		return this.#options.store.dropVersions(id, versions);
	}

	#momentOf({ id, history }: Room): Moment {
		const folded = this.#options.folds.of(id, history);
		return { seq: history.head, at: Date.now(), folded };
	}

	async #store(id: DocumentId, moment: Moment, name: VersionName): Promise<Version> {
		const { state } = (await moment.folded).snapshot;
		return this.#write(id, moment, name, state);
	}

	/** Only after everything in it is on disk, or a crash would leave a version that is ahead of its document. */
	async #write(
		id: DocumentId,
		{ seq, at }: Moment,
		name: VersionName,
		state: Uint8Array
	): Promise<Version> {
		const { store, committer } = this.#options;
		await committer.settled();
		const version = { id: newId<VersionId>(), seq, at, ...name };
		await store.keepVersion(id, version, state);
		return version;
	}
}
