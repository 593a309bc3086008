import type { DocumentId } from '#shared/ids.ts';
import type { DocumentTrouble } from '#shared/sessions/document-trouble.ts';
import { ThreadError, TOO_MUCH_MEMORY, TOOK_TOO_LONG } from '../threads/thread-error.ts';

/** A document that could not be read: at which state, why, and until when it is left alone. */
export interface Unreadable {
	readonly document: DocumentId;
	readonly trouble: DocumentTrouble;
	readonly since: number;
	readonly head: number;
	readonly tries: number;
	readonly again: number;
}

const FIRST_REST = 30_000; // ms; doubles with each try
const LONGEST_REST = 3_600_000;

/** Documents that could not be read. They rest until they change, and longer after each try: a try costs seconds. */
export class Unreadables {
	readonly #all = new Map<DocumentId, Unreadable>();

	/** What is wrong with a document that is not worth another try yet. */
	resting(document: DocumentId, head: number, now = Date.now()): Unreadable | undefined {
		const known = this.#all.get(document);
		return known && (known.head === head || now < known.again) ? known : undefined;
	}

	add(document: DocumentId, head: number, trouble: DocumentTrouble, now = Date.now()): Unreadable {
		const known = this.#all.get(document);
		const tries = (known?.tries ?? 0) + 1;
		const rest = Math.min(FIRST_REST * 2 ** (tries - 1), LONGEST_REST);
		const since = known?.since ?? now;
		const found = { document, trouble, since, head, tries, again: now + rest };
		this.#all.set(document, found);
		return found;
	}

	/** True when it was in trouble until now. */
	remove(document: DocumentId): boolean {
		return this.#all.delete(document);
	}

	get(document: DocumentId): Unreadable | undefined {
		return this.#all.get(document);
	}

	get list(): readonly Unreadable[] {
		return [...this.#all.values()];
	}
}

/** What an error of a read says about its document. */
export function troubleOf(error: unknown): DocumentTrouble {
	if (!(error instanceof ThreadError)) return 'broken';
	if (error.code === TOOK_TOO_LONG) return 'too-slow';
	return error.code === TOO_MUCH_MEMORY ? 'too-large' : 'broken';
}
