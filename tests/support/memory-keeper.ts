import type { DocumentId } from '#shared/ids.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import type { Keeper } from '../../src/lib/outbox/unsent.ts';

interface Kept {
	readonly document: DocumentId;
	readonly update: Uint8Array;
	readonly isRefused: boolean;
	readonly schema: number;
}

/** What a browser keeps for one person, in memory. */
export class MemoryKeeper implements Keeper {
	/** By opening. */
	readonly entries = new Map<string, Kept>();
	/** Of documents, as the program has it that writes here. */
	schema = SCHEMA;

	async keep(
		document: DocumentId,
		id: string,
		update: Uint8Array,
		isRefused = false
	): Promise<void> {
		this.entries.set(id, { document, update, isRefused, schema: this.schema });
	}

	async drop(id: string): Promise<void> {
		this.entries.delete(id);
	}

	async forget(document: DocumentId): Promise<void> {
		for (const [id, kept] of this.entries) if (kept.document === document) this.entries.delete(id);
	}

	async waiting(document: DocumentId) {
		return [...this.entries]
			.filter(([, kept]) => kept.document === document && !kept.isRefused)
			.map(([id, { update, schema }]) => ({ id, update, schema }));
	}
}
