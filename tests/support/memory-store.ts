import type { DocumentId } from '#shared/ids.ts';
import type { DocumentStore, StoredDocument, StoredUpdate } from '#server/sync/document-store.ts';

interface Kept {
	snapshot: { seq: number; data: Uint8Array } | undefined;
	readonly updates: Map<number, Uint8Array>;
}

/** Documents in memory. A test may hold loads back and make writing fail. */
export class MemoryStore implements DocumentStore {
	readonly #documents = new Map<DocumentId, Kept>();
	#held: Promise<void> = Promise.resolve();
	#asked: (() => void)[] = [];
	/** While set, nothing can be stored or loaded. */
	fault: Error | undefined;
	/** What was asked for so far. */
	readonly count = { loads: 0, appends: 0, compactions: 0 };

	create(id: DocumentId, ...updates: Uint8Array[]): void {
		this.#documents.set(id, {
			snapshot: undefined,
			updates: new Map(updates.map((data, index) => [index + 1, data]))
		});
	}

	/** Holds all calls back until the returned function is called. */
	hold(): () => void {
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#held = promise;
		return resolve;
	}

	/** Resolves when the count of something has reached a number. */
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
			snapshot: kept.snapshot?.data,
			updates: tail.map(([, data]) => data),
			head: tail.at(-1)?.[0] ?? kept.snapshot?.seq ?? 0
		};
	}

	async append(updates: readonly StoredUpdate[]): Promise<void> {
		await this.#ask('appends');
		const seen = new Set<string>();
		for (const { document, seq } of updates) {
			const kept = this.#documents.get(document);
			if (!kept) throw new Error(`there is no document ${document}`);
			if (kept.updates.has(seq) || seen.has(`${document} ${seq}`))
				throw new Error(`update ${seq} is stored already`);
			seen.add(`${document} ${seq}`);
		}
		for (const { document, seq, data } of updates)
			this.#documents.get(document)?.updates.set(seq, data);
	}

	async compact(id: DocumentId, seq: number, data: Uint8Array): Promise<void> {
		await this.#ask('compactions');
		const kept = this.#documents.get(id);
		if (!kept) throw new Error(`there is no document ${id}`);
		if (kept.snapshot?.seq === seq) throw new Error(`there is a snapshot at ${seq} already`);
		kept.snapshot = { seq, data };
		for (const old of kept.updates.keys()) if (old <= seq) kept.updates.delete(old);
	}
}
