import * as decoding from 'lib0/decoding';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { keepQuiet } from '#shared/text/quiet.ts';
import { CLOSE, MESSAGE } from '#shared/protocol/sync.ts';
import { Arrivals } from './arrivals.ts';
import { watchLine } from './awake.ts';
import { documentLine } from './document-line.ts';
import { fits } from '../outbox/fits.ts';
import type { Waiting } from '../outbox/outbox.ts';
import { Unsent, type Keeper } from '../outbox/unsent.ts';
import { endingOf, type Ending } from './endings.ts';
import { forwardOutdated } from './forward.ts';
import { barrier } from './frames.ts';
import { providerFor, type Place } from './provider.ts';
import type { SavedState } from './saved-state.ts';
import { Typists } from './typists.svelte.ts';

const OPENS_WITHIN = 10_000; // ms after which "Opening…" becomes the words that say why not
const SENT_WITHIN = 3_000; // ms that opening waits for what an earlier tab left
const PATIENCE = 5_000; // ms without an answer before "Saving…" becomes "Not on the server yet"

interface Opening extends Place {
	/** Called when the server keeps changes beside the document: it has to be opened anew without them. */
	readonly onHeld: () => void;
	/** Where changes outlive the tab; undefined where they cannot. */
	readonly outbox: Promise<Keeper | undefined>;
}

const EARLIER = Symbol('earlier'); // origin of changes of an earlier opening
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
	readonly #arrivals: Arrivals;
	readonly #unsent: Unsent;
	readonly #typists: Typists;
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
	#overdue = $state(false);
	#unshown = $state(false);
	/** How often what was done here until then had to be forgotten, so that nothing of it can be undone. */
	forgotten = $state(0);
	/** Changes that are not sent outlive this tab. */
	#outlives = $state(false);
	readonly #opens = setTimeout(() => (this.#overdue = true), OPENS_WITHIN);
	#ended = $state<Ending | undefined>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor({ onHeld, outbox, ...place }: Opening) {
		const { id } = place;
		this.id = id;
		this.#unsent = new Unsent(id, outbox);
		void outbox.then((kept) => (this.#outlives = kept !== undefined));
		void forwardOutdated(place, this.#unsent, this.#stop.signal);
		keepQuiet(this.doc);
		this.provider = providerFor(place, this.doc);
		this.#arrivals = new Arrivals(this.provider);
		this.#typists = new Typists(this.awareness);
		this.provider.messageHandlers[MESSAGE.barrier] = (_reply, answer) =>
			this.#answered(decoding.readVarUint8Array(answer));
		this.provider.messageHandlers[MESSAGE.storage] = (_reply, news) => {
			this.#storageFails = decoding.readVarUint(news) === 0;
		};
		this.provider.messageHandlers[MESSAGE.held] = () => {
			void this.#unsent.held();
			onHeld();
		};
		this.provider.on('status', ({ status }) => status === 'disconnected' && this.#lost());
		this.provider.on('sync', (synced) => synced && void this.#resynced());
		this.provider.on('connection-close', (event) => event && this.#closed(event.code));
		this.doc.on('update', (update: Uint8Array, origin) => {
			if (origin !== this.provider && origin !== EARLIER) this.#changed(update);
		});
		const unwatch = watchLine(documentLine(this.provider, () => this.#ended === undefined));
		this.#stop.signal.addEventListener('abort', unwatch);
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
		if (!this.#online && this.#synced)
			return { kind: 'offline', changes, outlives: this.#outlives };
		if (!this.#synced)
			return { kind: this.#damaged ? 'damaged' : this.#overdue ? 'unreached' : 'opening' };
		if (this.#unshown) return { kind: 'unshown' };
		if (changes === 0) return { kind: 'saved' };
		if (this.#storageFails) return { kind: 'unstored', changes };
		return this.#late ? { kind: 'waiting', changes } : { kind: 'saving' };
	}

	/** True while only this browser has something that was changed here. */
	get hasUnsaved(): boolean {
		return this.#unsaved > 0;
	}

	/** Connects again when it was closed because the login had ended. */
	revive(): void {
		if (this.#ended !== 'signed-out') return;
		this.#ended = undefined;
		this.provider.connect();
	}

	/** The editor of this document could not be loaded. */
	cannotShow(): void {
		this.#unshown = true;
	}

	/** Tells others where the reader is typing; cleared a moment after the last keystroke. */
	typing(place: string): void {
		this.#typists.typing(place);
	}

	/** Who else types where: "Anna" → "item 3". */
	get typists(): { name: string; place: string }[] {
		return this.#typists.others;
	}

	#changed(update: Uint8Array): void {
		this.#unsent.changed(this.#made + 1, update);
		this.#counted();
	}

	#counted(): void {
		this.#made += 1;
		this.#unsaved = this.#made - this.#saved;
		if (this.#asked === this.#saved) this.#ask();
	}

	/** Sends a barrier: the server answers when everything so far is on disk. One at a time. */
	#ask(): void {
		clearTimeout(this.#timer);
		if (!this.#online) return;
		this.#asked = this.#made;
		this.provider.ws?.send(barrier(this.#asked));
		this.#timer = setTimeout(() => this.#unanswered(), PATIENCE);
	}

	#answered(payload: Uint8Array): void {
		this.#saved = Math.max(this.#saved, decoding.readVarUint(decoding.createDecoder(payload)));
		this.#unsent.saved(this.#saved);
		this.#unsaved = this.#made - this.#saved;
		this.#late = false;
		clearTimeout(this.#timer);
		if (this.#unsaved > 0) this.#ask();
	}

	#unanswered(): void {
		this.#late = true;
		this.#ask();
	}

	#lost(): void {
		this.#online = false;
		this.#asked = this.#saved;
		this.#storageFails = false; // the next connection will report it again
	}

	/**
	 * The server receives our step 2 before we have its own, so all offline changes precede this barrier. One sent sooner
	 * would be answered before it has, for instance, what was removed offline.
	 */
	async #resynced(): Promise<void> {
		if (!this.#synced && this.#unsent.hasOutbox) {
			const sent = this.#sendEarlier().catch((error: unknown) => console.error(error));
			// A disk that fails or hangs keeps nobody from the document.
			await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SENT_WITHIN))]);
		}
		if (this.#stop.signal.aborted) return;
		this.#synced = true;
		this.#damaged = this.#overdue = false;
		clearTimeout(this.#opens);
		this.#online = this.provider.synced; // the line may have been lost meanwhile
		if (this.#made > this.#saved) this.#ask();
	}

	/** What a tab of this person could not send, such as one that crashed; it counts until the server has confirmed it. */
	async #sendEarlier(): Promise<void> {
		let waiting = await this.#unsent.earlier();
		// One may build on another; what builds on neither waits in the outbox for that.
		for (let before = Infinity; waiting.length < before;) {
			before = waiting.length;
			waiting = waiting.filter((one) => !this.#sendAgain(one));
		}
	}

	#sendAgain(one: Waiting): boolean {
		if (this.#stop.signal.aborted || !fits(this.doc, one.update)) return false;
		Y.applyUpdate(this.doc, one.update, EARLIER);
		this.#unsent.sentAgain(this.#made + 1, one);
		this.#counted();
		return true;
	}

	#closed(code: number): void {
		if (code === CLOSE.damaged) this.#damaged = true;
		const ending = endingOf(code);
		if (!ending) return;
		this.#ended = ending;
		if (ending === 'removed') this.forget();
		else if (ending !== 'signed-out') void this.#unsent.refused();
	}

	/** It is kept from this person from now on: what was not sent does not outlive the page. */
	forget = (): void => void this.#unsent.forget();

	close(): void {
		this.#stop.abort();
		void this.#unsent.keep();
		for (const timer of [this.#opens, this.#timer]) clearTimeout(timer);
		for (const part of [this.#typists, this.#arrivals]) part.close();
		this.provider.destroy();
		this.doc.destroy();
	}
}
