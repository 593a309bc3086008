import type { DocumentId, PersonId } from '#shared/ids.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/sync.ts';
import { Admission, type AdmissionOptions } from './admission.ts';
import type { Hand } from '#shared/restore/hands.ts';
import type { Authors } from './authors.ts';
import { Committer } from './committer.ts';
import type { Connection, Peer, Principal } from './connection.ts';
import type { DocumentStore } from './document-store.ts';
import type { Folding } from './fold.ts';
import { Folds } from './folds.ts';
import { canRead, DamagedError, type History } from './history.ts';
import type { SyncLimits } from './limits.ts';
import { Room, type HeldUpdate, type RoomOptions } from './room.ts';
import { RoomTable, type RoomState } from './room-table.ts';
import { Tally, type Trouble } from './tally.ts';
import type { Taking } from './taking-out.ts';
import { Upkeep } from './upkeep.ts';
import { VersionKeeper } from './version-keeper.ts';

const MOST_BETWEEN = 20; // ms between two closes of a server that stops

export interface RoomsOptions extends Pick<AdmissionOptions, 'authorize'> {
	readonly store: DocumentStore;
	readonly folding: Folding;
	readonly limits: SyncLimits;
	readonly onTrouble: Trouble;
	/** Keeps changes that a document cannot take from somebody honest; without it they are refused. */
	readonly hold?: RoomOptions['hold'];
	/** Told of a document of which the stored bytes cannot be read. */
	readonly onDamaged?: (id: DocumentId) => void;
	/** Told of a document into which something came late that is stored for an annex. */
	readonly onLate?: (id: DocumentId) => void;
	/** Told of each group of changes that was written, with the milliseconds it took. */
	readonly onCommit?: (updates: number, milliseconds: number) => void;
}

export type { HeldUpdate };

const holdsNothing = () => Promise.resolve(false);

/** The state of a document as updates. */
export type DocumentBytes = Pick<History, 'head' | 'updatesSince' | 'clockOf'>;

type ChangeListener = (id: DocumentId, roots: ReadonlySet<string>) => void;

/** The engine: all open documents, and the sockets on them. */
export class Rooms {
	readonly tally = new Tally();
	readonly versions: VersionKeeper;
	readonly #options: RoomsOptions;
	readonly #table = new RoomTable((id) => this.#load(id));
	readonly #committer: Committer;
	readonly #folds: Folds;
	readonly #admission: Admission;
	readonly #upkeep: Upkeep;
	readonly #listeners = new Set<ChangeListener>();

	constructor(options: RoomsOptions) {
		this.#options = options;
		this.#folds = new Folds(options.folding);
		this.#committer = new Committer({
			store: options.store,
			onTrouble: options.onTrouble,
			onWorks: (works) => this.#table.rooms.forEach((room) => room.tellStorage(works)),
			onGone: (gone) => gone.forEach((id) => this.#remove(id)),
			onCommit: options.onCommit ?? (() => undefined),
			onLate: options.onLate ?? (() => undefined)
		});
		const [tally, folds] = [this.tally, this.#folds];
		const parts = { ...options, tally, folds, table: this.#table, committer: this.#committer };
		this.#admission = new Admission(parts);
		const open = (id: DocumentId) => this.#table.open(id).ready;
		this.versions = new VersionKeeper({ ...parts, open });
		this.#upkeep = new Upkeep({ ...parts, admission: this.#admission });
	}

	/** How many documents are open. */
	get open(): number {
		return this.#table.size;
	}

	/** Open documents by state; sockets by what they may do; bytes held for documents, and bytes that wait to be stored. */
	get load() {
		const rooms: Record<RoomState, number> = { loading: 0, live: 0, draining: 0 };
		for (const [, { state }] of this.#table.entries) rooms[state] += 1;
		const { connections } = this.#table;
		const writers = connections.filter(({ grant }) => grant.access === 'write').length;
		return {
			rooms,
			writers,
			readers: connections.length - writers,
			lagging: connections.filter(({ isLagging }) => isLagging).length,
			bytes: this.#table.rooms.reduce((sum, { history }) => sum + history.bytes, 0),
			unstored: this.#committer.waitingBytes
		};
	}

	/** The people who have a document open. */
	peopleIn(id: DocumentId): PersonId[] {
		const { connections = [] } = this.#table.get(id)?.room ?? {};
		return [...new Set([...connections].map(({ principal }) => principal.person))];
	}

	/** Calls the listener after each change of a document, with its root types. Returns how to stop. */
	onChange(listener: ChangeListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Lets a socket in, or closes it. Frames may be given to the connection at once; they wait until it is open. */
	join(id: DocumentId, principal: Principal, peer: Peer): Connection {
		return this.#admission.join(id, principal, peer);
	}

	/** A document as bytes, which go on changing; undefined when there is no such. Rejects when they cannot be read. */
	async bytes(id: DocumentId): Promise<DocumentBytes | undefined> {
		return (await this.#table.open(id).ready)?.history;
	}

	/** Who wrote what in a document; undefined when there is no such. */
	async authors(id: DocumentId): Promise<Pick<Authors, 'of' | 'owners' | 'spans'> | undefined> {
		return (await this.#table.open(id).ready)?.authors;
	}

	/** What others than a person are writing in a document at this moment. */
	async hands(id: DocumentId, except: PersonId): Promise<Hand[]> {
		return (await this.#table.open(id).ready)?.handsOfOthers(except) ?? [];
	}

	/**
	 * Takes a change that was made on the server; resolves when it is on disk. False, taking nothing, when it builds on what
	 * the document does not have.
	 */
	async take(id: DocumentId, update: Uint8Array, by?: PersonId): Promise<boolean> {
		const room = await this.#table.open(id).ready;
		const isTaken = room?.take(update, by) ?? false;
		await this.#committer.settled();
		return isTaken;
	}

	/**
	 * Takes lines out of a document [R20]; resolves when that is on disk, to the number of the last change. What they said is
	 * then being forgotten, and until it is, nobody is answered from the document. Undefined, changing nothing, when the change
	 * does not fit any more.
	 */
	async takeOut(id: DocumentId, taking: Taking, by: PersonId): Promise<number | undefined> {
		const room = await this.#table.open(id).ready;
		if (!room?.takingOut.take(taking, by)) return undefined;
		const { head } = room.history;
		room.answerAfter(this.forget(id));
		await this.#committer.settled();
		return head;
	}

	/** A change as the document would take it: without what comes late into lines that were taken out [R20]. */
	async withoutLate(id: DocumentId, update: Uint8Array, by: PersonId | undefined) {
		const room = await this.#table.open(id).ready;
		return room?.takingOut.without(update, by) ?? update;
	}

	/** Writes a document anew, without what was deleted in it. False when that failed; it can be tried again. */
	async forget(id: DocumentId): Promise<boolean> {
		await this.#committer.settled();
		if (!(await this.#upkeep.compactNow(id))) return false;
		await this.#options.store.scrub();
		return true;
	}

	/** Whether the stored bytes of a document cannot be read. Rejects when the store itself fails, which says nothing of them. */
	async isDamaged(id: DocumentId): Promise<boolean> {
		if (this.#table.get(id)?.room) return false; // it is open, so that its log goes on from what was read
		const stored = await this.#options.store.load(id);
		return stored !== undefined && !canRead(stored);
	}

	/** Puts a state in place of stored bytes that cannot be read [R18]; false, changing nothing, when they can be. */
	async recover(id: DocumentId, state: Uint8Array): Promise<boolean> {
		const { store } = this.#options;
		const stored = await store.load(id);
		if (!stored || canRead(stored) || this.#table.get(id)?.room) return false;
		const snapshot = await this.#folds.ofParts(id, [state]);
		return store.replaceDamaged(id, stored.head, snapshot);
	}

	/** Closes the sockets of some people, including those that are still joining. */
	disconnect(match: (principal: Principal) => boolean, code: CloseCode, reason: string): void {
		this.#admission.disconnect(match, code, reason);
	}

	/** Checks the open sockets of some documents again, after rights changed. */
	review(documents: ReadonlySet<DocumentId>): Promise<void> {
		return this.#admission.review(documents);
	}

	/**
	 * Stores everything and ends. Sockets are closed one after another over up to so many milliseconds, so that not all of
	 * them come back at once; until then they work.
	 */
	async close(over = 0): Promise<void> {
		this.#admission.close();
		const { everybody } = this.#admission;
		const between = Math.min(over / Math.max(1, everybody.length), MOST_BETWEEN);
		for (const connection of everybody) {
			connection.close(CLOSE.goingAway, 'the server stops');
			if (between > 0) await new Promise((resolve) => setTimeout(resolve, between));
		}
		this.disconnect(() => true, CLOSE.goingAway, 'the server stops');
		this.#upkeep.close();
		await this.#committer.settled();
	}

	async #load(id: DocumentId): Promise<Room | undefined> {
		this.tally.loads += 1;
		const { store, hold = holdsNothing } = this.#options;
		const stored = await store.load(id);
		if (!stored) return undefined;
		const parts = { committer: this.#committer, tally: this.tally, folds: this.#folds };
		const onChange = (room: Room) => this.#changed(room);
		try {
			return new Room({ ...this.#options, ...parts, id, stored, hold, onChange });
		} catch (error) {
			this.#options.onDamaged?.(id);
			throw new DamagedError('what is stored of a document cannot be read', { cause: error });
		}
	}

	#changed(room: Room): void {
		for (const listener of this.#listeners) listener(room.id, room.history.roots);
		this.#upkeep.afterChange(room);
	}

	/** The document no longer exists: everybody in it is disconnected. */
	#remove(id: DocumentId): void {
		const room = this.#table.get(id)?.room;
		this.#table.remove(id);
		for (const connection of [...(room?.connections ?? [])])
			connection.close(CLOSE.notFound, 'no such document');
	}
}
