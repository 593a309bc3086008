import type { Access } from '#shared/access.ts';
import type { PersonId } from '#shared/ids.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/sync.ts';
import type { Room } from './room.ts';

/** A socket as the engine sees it. */
export interface Peer {
	readonly isOpen: boolean;
	send(frame: Uint8Array): void;
	close(code: CloseCode, reason: string): void;
}

/** Whose socket it is. `user` is what others see beside the caret. */
export interface Principal {
	readonly person: PersonId;
	/** Names the login, so that signing out ends its sockets. */
	readonly login: string;
	readonly user: Readonly<Record<string, string>>;
}

const MAX_EARLY_FRAMES = 256;
const MAX_EARLY_BYTES = 8 * 1024 * 1024;
const QUIET = 20_000; // ms; a y-websocket client reconnects after 30 s without a message

/**
 * One person's socket on one document: `joining` (frames wait) → `open` → `closed`. Nothing that a closed connection
 * received is applied.
 */
export class Connection {
	readonly principal: Principal;
	readonly #peer: Peer;
	#state: 'joining' | 'open' | 'closed' = 'joining';
	#room: Room | undefined;
	#early: Uint8Array[] = [];
	#earlyBytes = 0;
	#lastSent = Date.now();
	access: Access = 'none';
	refusedWrites = 0;
	/** Something from here could not be integrated; a whole step 2 makes it good. */
	owes = false;
	/** Step 1 was sent and step 2 has not come yet. */
	asked = false;

	constructor(principal: Principal, peer: Peer) {
		this.principal = principal;
		this.#peer = peer;
	}

	/** A frame came in. */
	receive(frame: Uint8Array): void {
		if (this.#state === 'open') this.#room?.receive(this, frame);
		else if (this.#state === 'joining') this.#wait(frame);
	}

	#wait(frame: Uint8Array): void {
		this.#earlyBytes += frame.length;
		this.#early.push(frame);
		if (this.#early.length > MAX_EARLY_FRAMES || this.#earlyBytes > MAX_EARLY_BYTES)
			this.close(CLOSE.tryLater, 'too much before the document was open');
	}

	/** The document is loaded and the person may be here. */
	open(room: Room, access: Access): void {
		if (this.#state !== 'joining') return;
		this.#state = 'open';
		this.#room = room;
		this.access = access;
		room.enter(this);
		const early = this.#early;
		this.#early = [];
		for (const frame of early) this.receive(frame);
	}

	get isClosed(): boolean {
		return this.#state === 'closed';
	}

	send(frame: Uint8Array): void {
		if (this.#state !== 'open' || !this.#peer.isOpen) return;
		this.#lastSent = Date.now();
		this.#peer.send(frame);
	}

	/** True when the other side has heard nothing for so long that it would soon give up. */
	get isQuiet(): boolean {
		return Date.now() - this.#lastSent > QUIET;
	}

	/** Ends the connection from our side. */
	close(code: CloseCode, reason: string): void {
		if (this.#state === 'closed') return;
		this.left();
		this.#peer.close(code, reason);
	}

	/** The socket is gone. */
	left(): void {
		if (this.#state === 'closed') return;
		this.#state = 'closed';
		this.#early = [];
		this.#room?.leave(this);
		this.#room = undefined;
	}
}
