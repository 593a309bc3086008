import type { DocumentId, PersonId } from '#shared/ids.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import { openEntries, type Entries } from './entries.ts';
import { importKey, seal, unseal } from './seal.ts';

const KEPT = 90 * 24 * 3_600_000; // ms after which what nobody came back for is deleted

/** An update that was not sent, and the entry that has it. */
export interface Waiting {
	readonly id: string;
	readonly update: Uint8Array;
	/** Of the documents on which it builds. */
	readonly schema: number;
}

/**
 * What a person wrote in this browser and the server has not confirmed, so that it outlives the tab. Always true: on disk it
 * can be read only with the key that the server gives to this person on this device; nobody else's login sends it.
 */
export class Outbox {
	readonly #person: PersonId;
	readonly #entries: Entries;
	readonly #key: CryptoKey;
	/** Writes are done one after another, so that no older one comes last. */
	#writing: Promise<unknown> = Promise.resolve();

	private constructor(person: PersonId, entries: Entries, key: CryptoKey) {
		this.#person = person;
		this.#entries = entries;
		this.#key = key;
	}

	/** Opens it with the server's key; undefined where there is none, or the browser has no cryptography or no storage. */
	static async open(
		person: PersonId,
		askForKey: () => Promise<string | undefined>
	): Promise<Outbox | undefined> {
		if (!globalThis.isSecureContext || !('indexedDB' in globalThis)) return undefined;
		const given = await askForKey();
		if (given === undefined) return undefined;
		try {
			return new Outbox(person, await openEntries(), await importKey(given));
		} catch {
			return undefined; // a private window may have no storage
		}
	}

	/** Keeps an update in the entry of an opening, in place of what was there. */
	keep(document: DocumentId, id: string, update: Uint8Array, isRefused = false): Promise<void> {
		return this.#write(async () => {
			const bytes = Uint8Array.from(update);
			const sealed = await seal(this.#key, bytes, this.#about(document));
			const at = Date.now();
			const entry = { id, person: this.#person, document, schema: SCHEMA, at, sealed, isRefused };
			await this.#entries.put('entries', entry);
		});
	}

	/** The server has it now. */
	drop(id: string): Promise<void> {
		return this.#write(() => this.#entries.delete('entries', id));
	}

	/** Deletes all that is kept of a document, refused changes too. */
	forget(document: DocumentId): Promise<void> {
		const place: [PersonId, DocumentId] = [this.#person, document];
		return this.#write(async () => {
			const ids = await this.#entries.getAllKeysFromIndex('entries', 'document', place);
			await Promise.all(ids.map((id) => this.#entries.delete('entries', id)));
		});
	}

	/** What waits to be sent for a document. What no key opens any more, or is too old, is deleted. */
	async waiting(document: DocumentId): Promise<readonly Waiting[]> {
		const place: [PersonId, DocumentId] = [this.#person, document];
		const found: Waiting[] = [];
		for (const entry of await this.#entries.getAllFromIndex('entries', 'document', place)) {
			const isOld = entry.at < Date.now() - KEPT;
			const update = isOld
				? undefined
				: await unseal(this.#key, entry.sealed, this.#about(document));
			if (!update) await this.drop(entry.id);
			else if (!entry.isRefused) found.push({ id: entry.id, update, schema: entry.schema });
		}
		return found;
	}

	/** Documents for which something waits to be sent. */
	async documents(): Promise<ReadonlySet<DocumentId>> {
		const entries = await this.#entries.getAllFromIndex('entries', 'person', this.#person);
		return new Set(entries.flatMap((entry) => (entry.isRefused ? [] : [entry.document])));
	}

	#about(document: DocumentId): string {
		return `${this.#person} ${document}`;
	}

	/** What cannot be written stays in the page, which says how safe it is. */
	#write(act: () => Promise<void>): Promise<void> {
		const done = this.#writing.then(act).catch((error: unknown) => console.error(error));
		this.#writing = done;
		return done;
	}

	close(): void {
		void this.#writing.then(() => this.#entries.close());
	}
}
