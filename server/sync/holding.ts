import * as Y from 'yjs';
import { CLOSE, type HeldReason } from '#shared/protocol/sync.ts';
import type { Connection } from './connection.ts';
import { heldFrame } from './messages.ts';
import { isLight } from './outline.ts';

const GATHER = 200; // ms in which what follows a held change is kept together with it
const MOST = 16 * 1024 * 1024; // bytes of one socket
const MERGED = 10_000; // structs and values that are merged; to merge is to decode

/** How a socket ends whose change is not even kept. */
const REFUSED = {
	sealed: [CLOSE.readOnly, 'changes to a record that is closed'],
	'too-large': [CLOSE.tooLarge, 'a change that is too large'],
	outdated: [CLOSE.protocol, 'changes of an earlier program'],
	full: [CLOSE.tooLarge, 'the document is full']
} as const;

/** Changes of one socket that are being kept instead of taken. */
interface Gathered {
	readonly reason: HeldReason;
	readonly updates: Uint8Array[];
	bytes: number;
}

/** Keeps a change that cannot be taken; false when it is not kept either. On disk when it resolves. */
export type Hold = (from: Connection, reason: HeldReason, update: Uint8Array) => Promise<boolean>;

/**
 * Changes that the document does not take from somebody honest, such as those made offline before the session closed:
 * they are kept beside it, and so is everything that their sender built on them, until it opens the document anew [R16].
 */
export class Holding {
	readonly #hold: Hold;
	readonly #gathered = new Map<Connection, Gathered>();
	readonly #told = new Set<Connection>();

	constructor(hold: Hold) {
		this.#hold = hold;
	}

	/** Why this socket's changes are kept; undefined while they are taken. */
	reasonFor(from: Connection): HeldReason | undefined {
		return this.#gathered.get(from)?.reason;
	}

	/** Has said so to this socket, which takes its time to leave. */
	hasTold(from: Connection): boolean {
		return this.#told.has(from);
	}

	/** Something it sent is kept and not taken, so nothing after it counts as saved. */
	concerns(from: Connection): boolean {
		return this.#gathered.has(from) || this.#told.has(from);
	}

	add(from: Connection, reason: HeldReason, update: Uint8Array): void {
		const known = this.#gathered.get(from);
		const gathered = known ?? { reason, updates: [], bytes: 0 };
		gathered.updates.push(update.slice());
		gathered.bytes += update.length;
		if (gathered.bytes > MOST) return from.close(CLOSE.tooLarge, 'more held changes than fit');
		this.#gathered.set(from, gathered);
		if (!known) setTimeout(() => void this.#keep(from), GATHER);
	}

	/** The socket is gone; what it had sent is kept all the same, by the timer. */
	leave(from: Connection): void {
		this.#told.delete(from);
	}

	/** As one change; what costs much to read is kept as it came, because it was not read for that reason. */
	async #keepAll(from: Connection, reason: HeldReason, updates: readonly Uint8Array[]) {
		const areLight = updates.every((update) => isLight(update, MERGED));
		const parts = areLight ? [Y.mergeUpdates([...updates])] : updates;
		for (const part of parts) if (!(await this.#hold(from, reason, part))) return false;
		return true;
	}

	async #keep(from: Connection): Promise<void> {
		const gathered = this.#gathered.get(from);
		if (!gathered) return;
		const { reason, updates } = gathered;
		const isKept = await this.#keepAll(from, reason, updates).catch(() => false);
		this.#gathered.delete(from);
		const [code, words] = REFUSED[reason];
		if (!isKept) return from.close(code, words);
		if (!from.isClosed) this.#told.add(from);
		from.send(heldFrame(reason));
	}
}
