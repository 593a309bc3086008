import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import type { MakeId } from '#shared/text/append.ts';
import { upgradeDocument } from '#shared/first-schema/upgrade.ts';

/** A document's changes after those that a copy has: `updates` lead from `from` to `head`; −1 is the very beginning. */
export interface Parts {
	readonly document: DocumentId;
	readonly from: number;
	readonly head: number;
	readonly updates: readonly Uint8Array[];
}

interface Copy {
	readonly doc: Y.Doc;
	/** Bytes of the updates in it. */
	readonly bytes: number;
	/** About as many bytes as it takes in memory. */
	readonly weight: number;
	readonly head: number;
	readonly usedAt: number;
}

const KEPT = 60_000; // ms that a copy stays after it was used
const MOST = 512 * 1024 * 1024; // bytes of all copies; the one unused for longest goes first
const STRUCT = 400; // bytes of one in memory, whatever few bytes it has in an update

/** The documents that were read lately, as Yjs has them, so that the next read takes only what came since. */
export class Copies {
	readonly #copies = new Map<DocumentId, Copy>();

	/** The document at `head`; undefined when the copy that `from` speaks of is gone, so that all of it is needed. */
	at({ document, from, head, updates }: Parts): Y.Doc | undefined {
		const known = this.#copies.get(document);
		this.#copies.delete(document); // it comes back below; a copy in which a change failed must not
		if (from >= 0 && known?.head !== from) return undefined;
		const doc = from >= 0 && known ? known.doc : new Y.Doc();
		for (const update of updates) Y.applyUpdate(doc, update);
		const fresh = updates.reduce((sum, { length }) => sum + length, 0);
		const bytes = fresh + (from >= 0 ? (known?.bytes ?? 0) : 0);
		const weight = bytes + STRUCT * structsIn(doc);
		this.#forgetOthers(weight);
		this.#copies.set(document, { doc, bytes, weight, head, usedAt: Date.now() });
		return doc;
	}

	/** Forgets a copy of which half of a change may be left. */
	forget(document: DocumentId): void {
		this.#copies.get(document)?.doc.destroy();
		this.#copies.delete(document);
	}

	/** Forgets what was not used for a while. */
	forgetUnused(now = Date.now()): void {
		for (const [document, { usedAt }] of this.#copies)
			if (now - usedAt > KEPT) this.forget(document);
	}

	/** Makes room for a copy of that weight. */
	#forgetOthers(weight: number): void {
		let all = this.#copies.values().reduce((sum, copy) => sum + copy.weight, weight);
		for (const [document, copy] of this.#copies) {
			if (all <= MOST) return;
			all -= copy.weight;
			this.forget(document);
		}
	}
}

function structsIn(doc: Y.Doc): number {
	return doc.store.clients.values().reduce((sum, { length }) => sum + length, 0);
}

/** A document of its own from a state, such as a version; one of an earlier schema is upgraded. */
export function documentFrom(state: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	upgradeDocument(doc, newId as unknown as MakeId);
	return doc;
}
