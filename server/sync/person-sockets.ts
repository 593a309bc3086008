import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { SyncLimits } from './limits.ts';

type Limits = Pick<SyncLimits, 'socketsPerPerson' | 'socketsPerPersonAndDocument'>;

/** How many sockets each person has, joining ones included, so that nobody takes the places of others [R12]. */
export class PersonSockets {
	readonly #limits: Limits;
	readonly #counts = new Map<string, number>();

	constructor(limits: Limits) {
		this.#limits = limits;
	}

	/** Counts a socket until the returned function is called. */
	add(person: PersonId, document: DocumentId): () => void {
		const keys = keysOf(person, document);
		for (const key of keys) this.#counts.set(key, this.#count(key) + 1);
		return () => keys.forEach((key) => this.#remove(key));
	}

	/** Whether a person has more sockets than they may. */
	hasTooMany(person: PersonId, document: DocumentId): boolean {
		const [all, here] = keysOf(person, document);
		const { socketsPerPerson, socketsPerPersonAndDocument } = this.#limits;
		return this.#count(all) > socketsPerPerson || this.#count(here) > socketsPerPersonAndDocument;
	}

	#count(key: string): number {
		return this.#counts.get(key) ?? 0;
	}

	#remove(key: string): void {
		const left = this.#count(key) - 1;
		if (left > 0) this.#counts.set(key, left);
		else this.#counts.delete(key);
	}
}

function keysOf(person: PersonId, document: DocumentId) {
	return [person, `${person} ${document}`] as const;
}
