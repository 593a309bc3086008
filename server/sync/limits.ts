import { Bucket } from '../rate/bucket.ts';
import { MESSAGE } from '#shared/protocol/sync.ts';

/** How much the engine takes and holds; beyond a limit a socket closes with a reason. */
export interface SyncLimits {
	/** Bytes of one change. */
	readonly updateBytes: number;
	/** Structs and values of one change: how much work it is to read, however few bytes it has. */
	readonly updateStructs: number;
	/** Bytes of a document, above which it takes only deletions. */
	readonly documentBytes: number;
	/** Changes of one socket per second, sustained; ten times that in a burst. */
	readonly updatesPerSecond: number;
	/** Bytes from one socket per second, sustained; ten times that in a burst. */
	readonly bytesPerSecond: number;
	/** Presence messages of one socket per second, echoes of others included; ten times that in a burst. */
	readonly presencePerSecond: number;
	/** Bytes of presence messages of one socket per second, echoes of others included; ten times that in a burst. */
	readonly presenceBytesPerSecond: number;
	/** Bytes of one person's presence. */
	readonly presenceBytes: number;
	readonly socketsPerDocument: number;
	/** Sockets of one person in one document, and in all documents. */
	readonly socketsPerPersonAndDocument: number;
	readonly socketsPerPerson: number;
	/** Bytes that may wait for a slow reader before nothing more is queued for it. */
	readonly outboxBytes: number;
	/** Milliseconds in which a slow reader must have read something. */
	readonly patience: number;
	/** Bytes of changes that may wait for a storage that fails, before nobody may make more. */
	readonly unstoredBytes: number;
	/** Least milliseconds that changes of a document wait for company before they are sent; 0 sends them at once while there are few. */
	readonly batch: number;
}

export const DEFAULT_LIMITS: SyncLimits = {
	updateBytes: 4 * 1024 * 1024,
	updateStructs: 100_000,
	documentBytes: 64 * 1024 * 1024,
	updatesPerSecond: 200,
	bytesPerSecond: 1024 * 1024,
	presencePerSecond: 100,
	presenceBytesPerSecond: 512 * 1024,
	presenceBytes: 2_048,
	socketsPerDocument: 1_000,
	socketsPerPersonAndDocument: 20,
	socketsPerPerson: 400,
	outboxBytes: 1024 * 1024,
	patience: 30_000,
	unstoredBytes: 64 * 1024 * 1024,
	batch: 0
};

/** How much one socket may send, and what it has lately. */
export class Allowance {
	readonly #updates: Bucket;
	readonly #bytes: Bucket;
	readonly #presence: Bucket;
	readonly #presenceBytes: Bucket;

	constructor(limits: SyncLimits) {
		this.#updates = new Bucket(limits.updatesPerSecond);
		this.#bytes = new Bucket(limits.bytesPerSecond);
		this.#presence = new Bucket(limits.presencePerSecond);
		this.#presenceBytes = new Bucket(limits.presenceBytesPerSecond);
	}

	/** Takes a message into account; of what there was too much, or undefined. */
	take(frame: Uint8Array, now: number): string | undefined {
		if (!this.#bytes.take(frame.length, now)) return 'too many bytes';
		if (frame[0] === MESSAGE.awareness) return this.#takePresence(frame, now);
		return this.#updates.take(1, now) ? undefined : 'too many changes';
	}

	#takePresence(frame: Uint8Array, now: number): string | undefined {
		const isWithin = this.#presence.take(1, now) && this.#presenceBytes.take(frame.length, now);
		return isWithin ? undefined : 'too much presence';
	}
}
