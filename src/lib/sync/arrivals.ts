import * as decoding from 'lib0/decoding';
import { applyAwarenessUpdate } from 'y-protocols/awareness';
import { messageYjsUpdate, readUpdate } from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { MESSAGE } from '#shared/protocol/sync.ts';

const PAUSE = 40; // ms

/**
 * Takes in what others type, and where they do, together: to show ten letters costs an editor hardly more than one, and
 * thirty people type more letters than a screen has frames. What comes after a pause is taken at once. Nothing changes
 * places: whatever else the server says waits for nothing, and what waits is taken before it.
 */
export class Arrivals {
	readonly #provider: WebsocketProvider;
	#updates: decoding.Decoder[] = [];
	#presence: Uint8Array[] = [];
	#pause: ReturnType<typeof setTimeout> | undefined;

	constructor(provider: WebsocketProvider) {
		this.#provider = provider;
		const { messageHandlers } = provider;
		const sync = messageHandlers[MESSAGE.sync];
		messageHandlers[MESSAGE.sync] = (reply, message, ...rest) => {
			if (decoding.peekVarUint(message) === messageYjsUpdate) {
				decoding.readVarUint(message);
				this.#updates.push(message);
				return this.#arrived();
			}
			this.#take();
			sync?.(reply, message, ...rest);
		};
		messageHandlers[MESSAGE.awareness] = (_reply, message) => {
			this.#presence.push(decoding.readVarUint8Array(message));
			this.#arrived();
		};
	}

	/** What still waits is not taken. */
	close(): void {
		clearTimeout(this.#pause);
	}

	#arrived(): void {
		if (this.#pause !== undefined) return;
		this.#take();
		this.#pause = setTimeout(() => this.#paused(), PAUSE);
	}

	#paused(): void {
		this.#pause = undefined;
		if (this.#updates.length + this.#presence.length > 0) this.#arrived();
	}

	#take(): void {
		const { doc, awareness } = this.#provider;
		const [updates, presence] = [this.#updates, this.#presence];
		[this.#updates, this.#presence] = [[], []];
		const read = () => {
			for (const update of updates) readUpdate(update, doc, this.#provider);
		};
		// In one transaction, of which editors and others hear once.
		if (updates.length > 0) Y.transact(doc, read, this.#provider, false);
		for (const one of presence) applyAwarenessUpdate(awareness, one, this.#provider);
	}
}
