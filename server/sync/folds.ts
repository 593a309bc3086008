import type { DocumentId } from '#shared/ids.ts';
import { FairQueue } from '../rate/fair-queue.ts';
import type { Snapshot } from './document-store.ts';
import type { Folding } from './fold.ts';
import type { History } from './history.ts';

/** A whole document as it was at `seq`. */
export interface Folded {
	readonly seq: number;
	readonly snapshot: Snapshot;
}

/** The part of a document that is folded. */
type Log = Pick<History, 'head' | 'tail' | 'parts' | 'snapshot'>;

interface Making {
	readonly seq: number;
	readonly folded: Promise<Folded>;
}

interface Rest {
	readonly until: number;
	/** Milliseconds. */
	readonly took: number;
	/** Why there is no snapshot; undefined when there is one. */
	readonly error: Error | undefined;
}

const SHARE = 10; // a document rests so many times as long as its last snapshot took
const MOST_WAITING = 3; // snapshots of one document, each of another moment …
const SLOW = 5_000; // … but one at a time of a document that takes so many ms

/** Too many states of one document are asked for at once. */
export class BusyError extends Error {}

/**
 * Makes snapshots for all documents, one at a time. Always true: who waits for a small document waits for at most one
 * large one; no moment of a document is folded twice at once; what waits holds no copy of its document.
 */
export class Folds {
	readonly #folding: Folding;
	readonly #queue = new FairQueue<DocumentId>();
	readonly #making = new Map<DocumentId, Making[]>();
	readonly #rests = new Map<DocumentId, Rest>();

	constructor(folding: Folding) {
		this.#folding = folding;
	}

	/** Whether a document took so long lately, or is asked for so often, that it should wait for its next compaction. */
	isResting(id: DocumentId): boolean {
		return this.#isFull(id) || this.#restOf(id) !== undefined;
	}

	/** The document as it is at this moment. Rejects when it cannot be made, or could not a moment ago. */
	of(id: DocumentId, { head: seq, tail, parts, snapshot }: Log): Promise<Folded> {
		if (tail === 0 && snapshot)
			return Promise.resolve({ seq, snapshot: { state: snapshot, index: undefined } });
		const making = this.#making.get(id) ?? [];
		const same = making.find((one) => one.seq === seq);
		if (same) return same.folded;
		if (this.#isFull(id))
			return Promise.reject(new BusyError('too many snapshots of one document are being made'));
		const folded = this.#fold(id, parts).then((made) => ({ seq, snapshot: made }));
		return this.#note(id, { seq, folded });
	}

	/** One snapshot of parts that are no open document. */
	ofParts(id: DocumentId, parts: readonly Uint8Array[]): Promise<Snapshot> {
		return this.#fold(id, parts);
	}

	#isFull(id: DocumentId): boolean {
		const isSlow = (this.#restOf(id)?.took ?? 0) > SLOW;
		return (this.#making.get(id)?.length ?? 0) >= (isSlow ? 1 : MOST_WAITING);
	}

	#note(id: DocumentId, made: Making): Promise<Folded> {
		this.#making.set(id, [...(this.#making.get(id) ?? []), made]);
		const forget = () => {
			const left = (this.#making.get(id) ?? []).filter((one) => one !== made);
			if (left.length > 0) this.#making.set(id, left);
			else this.#making.delete(id);
		};
		made.folded.then(forget, forget);
		return made.folded;
	}

	#fold(id: DocumentId, parts: readonly Uint8Array[]): Promise<Snapshot> {
		return this.#queue.run(id, async () => {
			const failed = this.#restOf(id)?.error;
			if (failed !== undefined) throw failed;
			const began = performance.now();
			let error: Error | undefined;
			try {
				return await this.#folding.fold(parts);
			} catch (reason) {
				error = reason instanceof Error ? reason : new Error(String(reason));
				throw error;
			} finally {
				const now = performance.now();
				const took = now - began;
				this.#rests.set(id, { until: now + SHARE * took, took, error });
			}
		});
	}

	/** The rest that a document has not finished; forgets others that are over, so that this stays small. */
	#restOf(id: DocumentId): Rest | undefined {
		const now = performance.now();
		for (const [other, { until }] of this.#rests) if (until <= now) this.#rests.delete(other);
		return this.#rests.get(id);
	}
}
