import type { ExportJobId, PersonId } from '#shared/ids.ts';

/** How much is kept; for one person, and for all. */
export interface KeepLimits {
	readonly filesOfPerson: number;
	readonly bytesOfPerson: number;
	readonly bytes: number;
}

interface KeptFile {
	readonly person: PersonId;
	readonly bytes: Uint8Array;
}

/**
 * Finished files, until they are fetched or dropped. When a person has too much, their own oldest go; only when all
 * together is too much do the oldest of anybody. The newest file always stays.
 */
export class KeptFiles {
	readonly #limits: KeepLimits;
	readonly #onDropped: (id: ExportJobId) => void;
	readonly #files = new Map<ExportJobId, KeptFile>();

	constructor(limits: KeepLimits, onDropped: (id: ExportJobId) => void) {
		this.#limits = limits;
		this.#onDropped = onDropped;
	}

	/** Bytes that are kept. */
	get size(): number {
		return sizeOf([...this.#files.values()]);
	}

	get(id: ExportJobId): Uint8Array | undefined {
		return this.#files.get(id)?.bytes;
	}

	add(id: ExportJobId, person: PersonId, bytes: Uint8Array): void {
		this.#files.set(id, { person, bytes });
		const { filesOfPerson, bytesOfPerson } = this.#limits;
		for (let own = this.#of(person); own.length > 1; own = this.#of(person)) {
			const isFull =
				own.length > filesOfPerson || sizeOf(own.map(([, file]) => file)) > bytesOfPerson;
			if (!isFull) break;
			this.#drop(own[0]?.[0]);
		}
		while (this.size > this.#limits.bytes && this.#files.size > 1)
			this.#drop(this.#files.keys().next().value);
	}

	delete(id: ExportJobId): void {
		this.#files.delete(id);
	}

	clear(): void {
		this.#files.clear();
	}

	#of(person: PersonId): [ExportJobId, KeptFile][] {
		return [...this.#files].filter(([, file]) => file.person === person);
	}

	#drop(id: ExportJobId | undefined): void {
		if (id === undefined) return;
		this.#files.delete(id);
		this.#onDropped(id);
	}
}

function sizeOf(files: readonly KeptFile[]): number {
	return files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}
