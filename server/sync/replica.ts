import * as Y from 'yjs';
import type { History } from './history.ts';

/** A Yjs document that follows a history when it is asked for, for code on the server that reads or edits content. */
export class Replica {
	readonly #history: History;
	#doc: Y.Doc | undefined;
	#seq = -1;
	#usedAt = 0;

	constructor(history: History) {
		this.#history = history;
	}

	/** The document as it is now. */
	current(): Y.Doc {
		this.#usedAt = Date.now();
		this.#doc ??= new Y.Doc();
		this.catchUp();
		return this.#doc;
	}

	/** Takes what came since it was asked last; done before a snapshot swallows that. */
	catchUp(): void {
		const doc = this.#doc;
		if (!doc || this.#seq === this.#history.head) return;
		for (const update of this.#history.updatesSince(this.#seq)) Y.applyUpdate(doc, update);
		this.#seq = this.#history.head;
	}

	/** Changes the document, and returns the change as an update; undefined when nothing changed. */
	edit<T>(change: (doc: Y.Doc) => T): { result: T; update: Uint8Array | undefined } {
		const doc = this.current();
		let update: Uint8Array | undefined;
		const listen = (made: Uint8Array) => (update = made);
		doc.on('update', listen);
		try {
			return { result: doc.transact(() => change(doc)), update };
		} catch (error) {
			this.forget(); // half of the change may be in it
			throw error;
		} finally {
			doc.off('update', listen);
		}
	}

	/** Forgets the document when nobody has asked for it for so many milliseconds. */
	forget(unusedFor = 0): void {
		if (Date.now() - this.#usedAt < unusedFor) return;
		this.#doc?.destroy();
		this.#doc = undefined;
		this.#seq = -1;
	}
}
