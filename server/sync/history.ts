import * as Y from 'yjs';
import { Batch } from './batch.ts';
import type { Snapshot, StoredDocument } from './document-store.ts';
import { examine, type Most } from './examine.ts';
import type { News, Verdict } from './verdict.ts';
import { step2Frame, updateFrame, updateIn } from './messages.ts';
import { Tail } from './tail.ts';
import { decodeSummary, emptySummary, summarise, type Summary } from './summary.ts';

/** A change that was kept: its number, its message as it goes to clients, and the update in bytes that stay as they are. */
interface Kept {
	readonly seq: number;
	readonly message: Uint8Array;
	readonly update: Uint8Array;
}

/** What a client that asks with step 1 is to be sent: how much of the snapshot, before the tail. */
export type Lack = 'all' | 'deletions' | 'difference';

const NOTHING = new Uint8Array([0, 0]); // an update without content
const WORTH_SHARE = 0.25; // of the snapshot's size: a longer tail is worth a new snapshot
const LONG_TAIL = 512; // updates
const SMALL_TAIL = 256 * 1024; // bytes that are no reason for a new snapshot

/** What is stored of a document cannot be read. */
export class DamagedError extends Error {}

/**
 * A document as encoded bytes: a snapshot, the tail of changes after it, and a summary of both; never a Yjs document.
 * Always true: `tail` holds every change after the snapshot, in order; what is in it can be integrated by anybody who
 * has what comes before [R4].
 */
export class History {
	readonly #summary: Summary;
	#snapshot: Uint8Array | undefined;
	#snapshotClocks: ReadonlyMap<number, number>;
	#snapshotSeq: number;
	readonly #tail: Tail;
	#answers = new Map<Lack, Batch>();
	/** The stored log lacks a part, so that no state may replace it. */
	readonly hasHole: boolean;

	/** Throws when what is stored cannot be read. */
	constructor({ snapshot, updates, head }: StoredDocument) {
		this.#summary = snapshot ? summaryOf(snapshot) : emptySummary();
		this.#snapshot = snapshot?.state;
		this.#snapshotClocks = new Map(this.#summary.clocks);
		this.#snapshotSeq = head - updates.length;
		this.#tail = new Tail(this.#snapshotSeq);
		let hasHole = false;
		for (const update of updates) {
			const verdict = this.judge(update);
			if (verdict.kind === 'malformed') throw new Error('a stored change cannot be read');
			if (verdict.kind === 'new') this.keep(verdict);
			else this.#tail.skip(); // it has a number in the log all the same
			hasHole ||= verdict.kind === 'hole' || (verdict.kind === 'new' && !verdict.isWhole);
		}
		this.hasHole = hasHole;
	}

	/** Sequence number of the last change. */
	get head(): number {
		return this.#tail.head;
	}

	/** How many changes stand after the snapshot. */
	get tail(): number {
		return this.#tail.length;
	}

	/** Drops what is cached only to answer quickly. */
	relax(): void {
		if (this.#answers.size > 0) this.#answers.clear();
	}

	/** Its approximate size in memory, in bytes. */
	get bytes(): number {
		return (this.#snapshot?.length ?? 0) + this.#tail.size;
	}

	/** Names of the root types that something was ever written to. */
	get roots(): ReadonlySet<string> {
		return this.#summary.roots;
	}

	/** How far the changes of a client are known: the clock of its next one. */
	clockOf(client: number): number {
		return this.#summary.clocks.get(client) ?? 0;
	}

	stateVector(): Uint8Array {
		return Y.encodeStateVector(this.#summary.clocks);
	}

	/** What an update would be to this document. */
	judge(update: Uint8Array, most?: Most): Verdict {
		return examine(update, this.#summary, most);
	}

	/** What a client's step 2 would be. That of one that comes back without news is our own deletions, byte for byte. */
	judgeAnswer(update: Uint8Array, most?: Most): Verdict {
		const isNoNews = Buffer.compare(update, this.#summary.deletions.encoded()) === 0;
		return isNoNews ? { kind: 'known' } : this.judge(update, most);
	}

	/** Keeps what was judged new. `frame` is the message in which exactly that came, if it came so. */
	keep({ update, clocks, deletions, roots }: News, frame?: Uint8Array): Kept {
		for (const [client, clock] of clocks) this.#summary.clocks.set(client, clock);
		this.#summary.deletions.addAll(deletions);
		for (const root of roots) this.#summary.roots.add(root);
		this.relax();
		const message = frame ?? updateFrame(update);
		const kept = this.#tail.push(message);
		return { seq: this.#tail.head, message, update: kept };
	}

	/** How much of the snapshot a client lacks. Throws when its state vector cannot be read. */
	lack(stateVector: Uint8Array): Lack {
		const theirs = Y.decodeStateVector(stateVector);
		if (theirs.size === 0) return 'all';
		for (const [client, clock] of this.#snapshotClocks)
			if ((theirs.get(client) ?? 0) < clock) return 'difference';
		return 'deletions';
	}

	/** The messages that make a client's document whole; the last is the step 2, before which it calls nothing synced. */
	answer(lack: Exclude<Lack, 'difference'>): Batch {
		const known = this.#answers.get(lack);
		if (known) return known;
		const base = lack === 'all' ? this.#snapshot : this.#summary.deletions.encoded();
		const answer = this.answerWith(base ?? NOTHING, this.#snapshotSeq);
		this.#answers.set(lack, answer);
		return answer;
	}

	/** The same for a client to which `base` is what it lacks of everything up to `seq`. */
	answerWith(base: Uint8Array, seq: number): Batch {
		const rest = this.since(seq);
		const isAll = rest.length === 0;
		return new Batch(
			isAll ? [step2Frame(base)] : [updateFrame(base), ...rest, step2Frame(NOTHING)]
		);
	}

	/** The messages that bring somebody up to date who has everything up to `seq`. */
	since(seq: number): readonly Uint8Array[] {
		const tail = this.#tail.since(seq);
		return seq < this.#snapshotSeq && this.#snapshot
			? [updateFrame(this.#snapshot), ...tail]
			: tail;
	}

	/** The updates after `seq`; with the snapshot before them when it holds some of those. */
	updatesSince(seq: number): readonly Uint8Array[] {
		const tail = this.#tail.since(seq).map(updateIn);
		return seq < this.#snapshotSeq && this.#snapshot ? [this.#snapshot, ...tail] : tail;
	}

	/** Everything, oldest first. */
	get parts(): readonly Uint8Array[] {
		return this.updatesSince(-1);
	}

	get snapshot(): Uint8Array | undefined {
		return this.#snapshot;
	}

	get snapshotSeq(): number {
		return this.#snapshotSeq;
	}

	/** True when the tail has grown so long that a new snapshot is worth its work. */
	get isLong(): boolean {
		const worth = Math.max(SMALL_TAIL, WORTH_SHARE * (this.#snapshot?.length ?? 0));
		return this.#tail.length > LONG_TAIL || this.#tail.size > worth;
	}

	/** A snapshot has replaced everything up to and including `seq`. */
	folded(seq: number, snapshot: Snapshot): void {
		this.#snapshot = snapshot.state;
		this.#snapshotClocks = summaryOf(snapshot).clocks;
		this.#snapshotSeq = seq;
		this.#tail.drop(seq);
		this.relax();
	}
}

/** Whether what is stored of a document can be read at all. */
export function canRead(stored: StoredDocument): boolean {
	try {
		return new History(stored).head >= 0;
	} catch {
		return false;
	}
}

function summaryOf({ state, index }: Snapshot): Summary {
	return index ? decodeSummary(index) : summarise(state);
}
