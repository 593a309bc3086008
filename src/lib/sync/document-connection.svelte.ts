import { createSubscriber } from 'svelte/reactivity';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { keepQuiet } from '#shared/text/quiet.ts';
import { CLOSE, MESSAGE, roomName, syncServer } from '#shared/protocol/sync.ts';
import type { SavedState } from './saved-state.ts';

type Ending = Extract<SavedState, { kind: 'ended' }>['reason'];

const TYPING_SEEN = 3_000; // ms
const PATIENCE = 5_000; // ms without an answer before "Saving…" becomes "Not on the server yet"

let openings = 0;

/** Origin of changes made outside the text editor, so that they have their own undo. */
export const BY_FORM = Symbol('by form');

/**
 * A document open in this browser. Always true: typing goes into `doc` at once, whatever the network does; "saved" is
 * shown only after the server has answered a barrier sent after the last change; unsaved changes are sent again.
 */
export class DocumentConnection {
	readonly id: DocumentId;
	/** Tells this opening of the document from others. */
	readonly opening = (openings += 1);
	readonly doc = new Y.Doc();
	readonly provider: WebsocketProvider;
	readonly #stop = new AbortController();
	/** Counts of local changes: made so far, covered by the last barrier, covered by the last answer. */
	#made = 0;
	#asked = 0;
	#saved = 0;
	#unsaved = $state(0);
	#late = $state(false);
	#online = $state(false);
	#synced = $state(false);
	#storageFails = $state(false);
	#damaged = $state(false);
	#ended = $state<Ending | undefined>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#typing: ReturnType<typeof setTimeout> | undefined;
	readonly #watchAwareness = createSubscriber((update) => {
		// An editor being removed updates its presence in the middle of the page's own update.
		const soon = () => queueMicrotask(update);
		this.awareness.on('change', soon);
		return () => this.awareness.off('change', soon);
	});

	/** `onHeld` is called when the server keeps changes beside the document: it has to be opened anew without them. */
	constructor(session: SessionId, id: DocumentId, onHeld: () => void = () => undefined) {
		this.id = id;
		keepQuiet(this.doc);
		const [server, room] = [syncServer(window.location), roomName(session, id)];
		this.provider = new WebsocketProvider(server, room, this.doc, { disableBc: true });
		this.provider.messageHandlers[MESSAGE.barrier] = (_reply, answer) =>
			this.#answered(decoding.readVarUint8Array(answer));
		this.provider.messageHandlers[MESSAGE.storage] = (_reply, news) => {
			this.#storageFails = decoding.readVarUint(news) === 0;
		};
		this.provider.messageHandlers[MESSAGE.held] = onHeld;
		this.provider.on('status', ({ status }) => this.#statusChanged(status === 'connected'));
		this.provider.on('sync', (synced: boolean) => synced && this.#resynced());
		this.provider.on('connection-close', (event) => event && this.#closed(event.code));
		this.doc.on('update', (_update, origin) => {
			if (origin !== this.provider) this.#changed();
		});
		window.addEventListener('online', () => this.provider.connect(), { signal: this.#stop.signal });
	}

	get awareness() {
		return this.provider.awareness;
	}

	/** True once the document has been received; before that it cannot be shown. */
	get isOpen(): boolean {
		return this.#synced;
	}

	/** True while the server cannot open the document because what it has stored is damaged. */
	get isDamaged(): boolean {
		return this.#damaged;
	}

	get state(): SavedState {
		const changes = this.#unsaved;
		if (this.#ended) return { kind: 'ended', reason: this.#ended, changes };
		if (!this.#online && this.#synced) return { kind: 'offline', changes };
		if (!this.#synced) return { kind: this.#damaged ? 'damaged' : 'opening' };
		if (changes === 0) return { kind: 'saved' };
		if (this.#storageFails) return { kind: 'unstored', changes };
		return this.#late ? { kind: 'waiting', changes } : { kind: 'saving' };
	}

	/** Tells others where the reader is typing; cleared a moment after the last keystroke. */
	typing(place: string): void {
		clearTimeout(this.#typing);
		this.#typing = setTimeout(() => this.awareness.setLocalStateField('typing', null), TYPING_SEEN);
		if (this.awareness.getLocalState()?.typing !== place)
			this.awareness.setLocalStateField('typing', place);
	}

	/** Who else types where: "Anna" → "item 3". */
	get typists(): { name: string; place: string }[] {
		this.#watchAwareness();
		return [...this.awareness.getStates()]
			.filter(([client]) => client !== this.doc.clientID)
			.flatMap(([, state]) => typist(state));
	}

	#changed(): void {
		this.#made += 1;
		this.#unsaved = this.#made - this.#saved;
		if (this.#asked === this.#saved) this.#ask();
	}

	/** Sends a barrier: the server answers when everything so far is on disk. One at a time. */
	#ask(): void {
		clearTimeout(this.#timer);
		if (!this.#online) return;
		this.#asked = this.#made;
		const question = encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, MESSAGE.barrier);
			encoding.writeVarUint8Array(encoder, numberBytes(this.#asked));
		});
		this.provider.ws?.send(question);
		this.#timer = setTimeout(() => this.#unanswered(), PATIENCE);
	}

	#answered(payload: Uint8Array): void {
		this.#saved = Math.max(this.#saved, decoding.readVarUint(decoding.createDecoder(payload)));
		this.#unsaved = this.#made - this.#saved;
		this.#late = false;
		clearTimeout(this.#timer);
		if (this.#unsaved > 0) this.#ask();
	}

	#unanswered(): void {
		this.#late = true;
		this.#ask();
	}

	#statusChanged(online: boolean): void {
		this.#online = online && this.provider.wsconnected;
		if (online) return;
		this.#asked = this.#saved;
		this.#storageFails = false; // the next connection will report it again
	}

	/** The server receives our step 2 before we have its own, so all offline changes precede this barrier. */
	#resynced(): void {
		this.#synced = true;
		this.#damaged = false;
		this.#online = true;
		if (this.#made > this.#saved) this.#ask();
	}

	#closed(code: number): void {
		if (code === CLOSE.damaged) this.#damaged = true;
		if (code === CLOSE.signedOut) this.#ended = 'signed-out';
		else if (code === CLOSE.notFound) this.#ended = 'removed';
		else if (code === CLOSE.tooLarge) this.#ended = 'too-large';
		else if (code === CLOSE.outdated) this.#ended = 'outdated';
		else if (code === CLOSE.readOnly || code === CLOSE.protocol) this.#ended = 'refused';
	}

	close(): void {
		this.#stop.abort();
		clearTimeout(this.#timer);
		clearTimeout(this.#typing);
		this.provider.destroy();
		this.doc.destroy();
	}
}

function typist(state: Record<string, unknown>): { name: string; place: string }[] {
	const { user, typing } = state as { user?: { name?: unknown }; typing?: unknown };
	if (typeof typing !== 'string' || typeof user?.name !== 'string') return [];
	return [{ name: user.name, place: typing }];
}

function numberBytes(value: number): Uint8Array {
	return encoding.encode((encoder) => encoding.writeVarUint(encoder, value));
}
