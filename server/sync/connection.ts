import type { Access } from '#shared/access.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import { CLOSE, type CloseCode, type HeldReason } from '#shared/protocol/sync.ts';
import { Batch } from './batch.ts';
import { Allowance, type SyncLimits } from './limits.ts';
import type { Tally } from './tally.ts';

/** A socket as the engine sees it. Its owner calls {@link Connection.drained} when the network has taken everything. */
export interface Peer {
	/** Bytes that were sent and that the network has not taken yet. */
	readonly waiting: number;
	/** Sends messages in order; once the socket has closed they go nowhere. False when so much waits that it is worth looking at. */
	send(batch: Batch): boolean;
	close(code: CloseCode, reason: string): void;
}

/** Whose socket it is. `user` is what others see beside the caret. */
export interface Principal {
	readonly person: PersonId;
	/** Names the login, so that signing out ends its sockets. */
	readonly login: string;
	readonly user: Readonly<Record<string, string>>;
	/** The session that the socket's address names; in another one the document is not found. */
	readonly session?: SessionId;
	/** The schema of documents that its program writes; the earliest said nothing. */
	readonly schema?: number;
}

/** What a person may do with a document. */
export interface Grant {
	readonly access: Access;
	/** When the login ends, in milliseconds since 1970; it may be renewed before. */
	readonly until: number;
	/** The person could write until lately: what they still send is kept for this reason instead of refused. */
	readonly holds?: HeldReason | undefined;
}

/** What a connection reports to: the open document that it belongs to. */
export interface ConnectionOwner {
	enter(connection: Connection): void;
	leave(connection: Connection): void;
	receive(from: Connection, frame: Uint8Array): void;
	/** The connection was too slow, and has read everything that it was sent. */
	catchUp(connection: Connection): void;
}

const MAX_EARLY_FRAMES = 256;
const MAX_EARLY_BYTES = 8 * 1024 * 1024;
const QUIET = 20_000; // ms; a y-websocket client reconnects after 30 s without a message

export interface ConnectionOptions {
	readonly principal: Principal;
	readonly peer: Peer;
	readonly limits: SyncLimits;
	readonly tally: Tally;
	/** Called once, when the connection has closed. */
	readonly onLeft: () => void;
}

/**
 * One person's socket on one document: `joining` (frames wait) → `open` → `closed`. Nothing that a closed connection
 * received is applied; one that reads too slowly is sent nothing more until it has read what waits.
 */
export class Connection {
	readonly principal: Principal;
	readonly #peer: Peer;
	readonly #limits: SyncLimits;
	readonly #tally: Tally;
	readonly #allowance: Allowance;
	readonly #onLeft: () => void;
	#state: 'joining' | 'open' | 'closed' = 'joining';
	#room: ConnectionOwner | undefined;
	#early: Uint8Array[] = [];
	#earlyBytes = 0;
	#hasSent = true;
	#quietSince = Date.now();
	#lag: { readonly waiting: number; readonly at: number } | undefined;
	grant: Grant = { access: 'none', until: 0 };
	/** When the grant was last asked for. */
	judgedAt = 0;
	/** The last change that it was sent. */
	sentSeq = 0;
	/** The latest step 1 that came while it could not be answered. */
	question: Uint8Array | undefined;
	refusedWrites = 0;
	/** It has sent a barrier, so it knows our own messages. */
	asksBarriers = false;
	/** Something it sent could not be integrated; a complete step 2 settles that. */
	owes = false;
	/** Step 1 was sent and step 2 has not come yet. */
	asked = false;

	constructor({ principal, peer, limits, tally, onLeft }: ConnectionOptions) {
		this.#onLeft = onLeft;
		this.principal = principal;
		this.#peer = peer;
		this.#limits = limits;
		this.#tally = tally;
		this.#allowance = new Allowance(limits);
	}

	/** A frame came in. */
	receive(frame: Uint8Array): void {
		this.#tally.messagesIn += 1;
		this.#tally.bytesIn += frame.length;
		if (this.#state === 'joining') this.#wait(frame);
		else if (this.#state === 'open' && this.#mayAct(frame)) this.#room?.receive(this, frame);
	}

	#wait(frame: Uint8Array): void {
		this.#earlyBytes += frame.length;
		this.#early.push(frame);
		if (this.#early.length > MAX_EARLY_FRAMES || this.#earlyBytes > MAX_EARLY_BYTES)
			this.close(CLOSE.tryLater, 'too much before the document was open');
	}

	/** Checks every message: is the login still good, and has too much come lately? */
	#mayAct(frame: Uint8Array): boolean {
		const now = Date.now();
		const excess = this.#allowance.take(frame, now);
		if (this.grant.until <= now) this.close(CLOSE.signedOut, 'the login has ended');
		else if (excess) this.close(CLOSE.tryLater, excess);
		return this.#state === 'open';
	}

	/** The document is loaded and the person may be here. */
	open(room: ConnectionOwner, grant: Grant): void {
		if (this.#state !== 'joining') return;
		this.#state = 'open';
		this.#room = room;
		this.grant = grant;
		this.judgedAt = Date.now();
		room.enter(this);
		const early = this.#early;
		this.#early = [];
		for (const frame of early) this.receive(frame);
	}

	/** Its program writes documents of an earlier schema. */
	get isOutdated(): boolean {
		return (this.principal.schema ?? 1) < SCHEMA;
	}

	get isClosed(): boolean {
		return this.#state === 'closed';
	}

	/** It has not read what it was sent, so nothing more is sent. */
	get isLagging(): boolean {
		return this.#lag !== undefined;
	}

	/** Sends a message; a reader that is too slow does not get it. */
	send(message: Uint8Array): void {
		this.sendBatch(new Batch([message]));
	}

	/** The same for several, which others may be sent too. */
	sendBatch(batch: Batch): void {
		if (this.#state !== 'open' || this.#lag) return;
		this.#hasSent = true;
		this.#tally.writes += 1;
		if (!this.#peer.send(batch)) this.#weigh();
	}

	#weigh(): void {
		const { waiting } = this.#peer;
		if (waiting <= this.#limits.outboxBytes) return;
		this.#tally.lags += 1;
		this.#lag = { waiting, at: Date.now() };
	}

	/** The network has taken everything that was sent. */
	drained(): void {
		if (!this.#lag || this.#state !== 'open') return;
		this.#lag = undefined;
		this.#tally.catchUps += 1;
		this.#room?.catchUp(this);
	}

	/** Keeps a quiet connection open, and closes one that no longer reads. Called periodically. */
	look(nothing: Uint8Array): void {
		const now = Date.now();
		if (this.grant.until <= now) this.close(CLOSE.signedOut, 'the login has ended');
		else if (!this.#lag) this.#keepAwake(now, nothing);
		else if (this.#peer.waiting < this.#lag.waiting)
			this.#lag = { waiting: this.#peer.waiting, at: now };
		else if (now - this.#lag.at > this.#limits.patience)
			this.close(CLOSE.tryLater, 'too slow a reader');
	}

	#keepAwake(now: number, nothing: Uint8Array): void {
		if (this.#hasSent) this.#quietSince = now;
		else if (now - this.#quietSince > QUIET) this.send(nothing);
		this.#hasSent = false;
	}

	/** Ends the connection from our side. */
	close(code: CloseCode, reason: string): void {
		if (this.#state === 'closed') return;
		this.left();
		this.#tally.closed(code, reason);
		this.#peer.close(code, reason);
	}

	/** The socket is gone. */
	left(): void {
		if (this.#state === 'closed') return;
		this.#state = 'closed';
		this.#early = [];
		this.#room?.leave(this);
		this.#room = undefined;
		this.#onLeft();
	}
}
