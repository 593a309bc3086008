import type { DocumentId, VersionId } from '#shared/ids.ts';
import type { AuthorMark } from '#server/sync/authors.ts';
import type {
	DocumentAuthor,
	DocumentStore,
	LateWords,
	Snapshot,
	StoredDocument,
	StoredUpdate,
	Version
} from '#server/sync/document-store.ts';

interface Kept {
	snapshot: { readonly seq: number; readonly of: Snapshot } | undefined;
	readonly updates: Map<number, Uint8Array>;
	readonly authors: AuthorMark[];
	readonly versions: { readonly version: Version; readonly state: Uint8Array }[];
}

/** A document store in memory. Tests may delay calls and make writing fail. */
export class MemoryStore implements DocumentStore {
	readonly #documents = new Map<DocumentId, Kept>();
	#held: Promise<void> = Promise.resolve();
	#asked: (() => void)[] = [];
	/** While set, storing and loading fail. */
	fault: Error | undefined;
	/** What came late, in the order in which it was stored. */
	readonly late: LateWords[] = [];
	/** Number of calls so far. */
	readonly count = { loads: 0, appends: 0, compactions: 0, versions: 0, lookups: 0 };

	create(id: DocumentId, ...updates: Uint8Array[]): void {
		this.#documents.set(id, {
			snapshot: undefined,
			updates: new Map(updates.map((data, index) => [index + 1, data])),
			versions: [],
			authors: []
		});
	}

	/** As if its session were deleted. */
	remove(id: DocumentId): void {
		this.#documents.delete(id);
	}

	/** Delays all calls until the returned function is called. */
	hold(): () => void {
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#held = promise;
		return resolve;
	}

	/** Resolves when a count has reached a number. */
	async counted(what: keyof MemoryStore['count'], number: number): Promise<void> {
		while (this.count[what] < number) await new Promise<void>((next) => this.#asked.push(next));
	}

	async #ask(what: keyof MemoryStore['count']): Promise<void> {
		this.count[what] += 1;
		for (const next of this.#asked.splice(0)) next();
		await this.#held;
		if (this.fault) throw this.fault;
	}

	async load(id: DocumentId): Promise<StoredDocument | undefined> {
		await this.#ask('loads');
		const kept = this.#documents.get(id);
		if (!kept) return undefined;
		const tail = [...kept.updates].sort(([a], [b]) => a - b);
		return {
			snapshot: kept.snapshot?.of,
			updates: tail.map(([, data]) => data),
			head: tail.at(-1)?.[0] ?? kept.snapshot?.seq ?? 0,
			authors: [...kept.authors]
		};
	}

	async append(
		updates: readonly StoredUpdate[],
		authors: readonly DocumentAuthor[] = [],
		late: readonly LateWords[] = []
	): Promise<ReadonlySet<DocumentId>> {
		await this.#ask('appends');
		const gone = new Set<DocumentId>();
		const next = new Map<DocumentId, Map<number, Uint8Array>>();
		for (const { document, seq, data } of updates) {
			const kept = this.#documents.get(document);
			if (!kept) gone.add(document);
			else if (seq <= (kept.snapshot?.seq ?? 0)) throw new Error(`${seq} is behind the snapshot`);
			else
				put(
					next.getOrInsertComputed(document, () => new Map(kept.updates)),
					seq,
					data
				);
		}
		for (const [document, all] of next)
			for (const [seq, data] of all) this.#documents.get(document)?.updates.set(seq, data);
		for (const { document, ...mark } of authors) this.#documents.get(document)?.authors.push(mark);
		this.late.push(...late);
		return gone;
	}

	scrub(): Promise<void> {
		return Promise.resolve(); // nothing is left where it was
	}

	async compact(id: DocumentId, seq: number, { state, index }: Snapshot): Promise<void> {
		await this.#ask('compactions');
		const kept = this.#existing(id);
		if (kept.snapshot?.seq === seq) throw new Error(`there is a snapshot at ${seq} already`);
		kept.snapshot = { seq, of: { state, index } };
		for (const old of kept.updates.keys()) if (old <= seq) kept.updates.delete(old);
	}

	async replaceDamaged(id: DocumentId, head: number, { state, index }: Snapshot): Promise<boolean> {
		await this.#ask('compactions');
		const kept = this.#existing(id);
		if (Math.max(kept.snapshot?.seq ?? 0, ...kept.updates.keys()) !== head) return false;
		kept.updates.clear();
		kept.snapshot = { seq: head + 1, of: { state, index } };
		return true;
	}

	async keepVersion(id: DocumentId, version: Version, state: Uint8Array): Promise<void> {
		await this.#ask('versions');
		this.#existing(id).versions.push({ version, state: state.slice() });
	}

	async versions(id: DocumentId): Promise<readonly Version[]> {
		await this.#ask('lookups');
		const versions = this.#documents.get(id)?.versions.map(({ version }) => version) ?? [];
		return versions.sort((a, b) => b.seq - a.seq || b.at - a.at);
	}

	async version(id: DocumentId, version: VersionId): Promise<Uint8Array | undefined> {
		await this.#ask('lookups');
		return this.#documents.get(id)?.versions.find((kept) => kept.version.id === version)?.state;
	}

	async replaceVersion(id: DocumentId, version: VersionId, state: Uint8Array): Promise<void> {
		await this.#ask('versions');
		const { versions } = this.#existing(id);
		const at = versions.findIndex((kept) => kept.version.id === version);
		const [kept] = versions.slice(at, at + 1);
		if (kept) versions[at] = { ...kept, state: state.slice() };
	}

	async dropVersions(id: DocumentId, ids: readonly VersionId[]): Promise<void> {
		await this.#ask('versions');
		const { versions } = this.#existing(id);
		const left = versions.filter(({ version }) => !version.reason || !ids.includes(version.id));
		versions.splice(0, versions.length, ...left);
	}

	#existing(id: DocumentId): Kept {
		const kept = this.#documents.get(id);
		if (!kept) throw new Error(`there is no document ${id}`);
		return kept;
	}
}

function put(updates: Map<number, Uint8Array>, seq: number, data: Uint8Array): void {
	const stored = updates.get(seq);
	if (stored && Buffer.compare(stored, data) !== 0) throw new Error(`${seq} is stored already`);
	updates.set(seq, data);
}
