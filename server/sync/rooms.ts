import type * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/sync.ts';
import { Committer } from './committer.ts';
import { Connection, type Grant, type Peer, type Principal } from './connection.ts';
import type { DocumentStore } from './document-store.ts';
import type { Folding } from './fold.ts';
import type { SyncLimits } from './limits.ts';
import { awarenessFrame, encodeEntries } from './messages.ts';
import { Room } from './room.ts';
import { Tally } from './tally.ts';

const IDLE = 30_000; // ms that an empty room stays open
const TICK = 1_000; // ms between looks at sockets and rooms
const JUDGED_AGAIN = 60_000; // ms after which rights are asked for again, should word of a change have been lost
const REPLICA_KEPT = 60_000; // ms that a document stays readable on the server after it was asked for
const MOST_BETWEEN = 20; // ms between two closes of a server that stops
const SHORT_TAIL = 16; // changes that are no reason to compact a room that closes

export interface RoomsOptions {
	readonly store: DocumentStore;
	readonly folding: Folding;
	readonly limits: SyncLimits;
	/** What may this person do with this document, now, and for how long? */
	readonly authorize: (principal: Principal, document: DocumentId) => Promise<Grant>;
	/** Storing failed (an error) or works again (undefined). */
	readonly onTrouble: (error: unknown) => void;
	/** Told of each group of changes that was written, with the milliseconds it took. */
	readonly onCommit?: (updates: number, milliseconds: number) => void;
}

/** How many rooms there are in each state. `draining` ones are unused and being stored. */
export interface RoomCounts {
	readonly loading: number;
	readonly live: number;
	readonly draining: number;
}

interface Opened {
	state: keyof RoomCounts;
	readonly ready: Promise<Room | undefined>;
	room: Room | undefined;
	usedAt: number;
	isFolding: boolean;
}

const NOTHING = awarenessFrame(encodeEntries([]));

/** All open documents. Loading is kept as a promise, so a second person waits for it instead of racing it. */
export class Rooms {
	readonly tally = new Tally();
	readonly #options: RoomsOptions;
	readonly #committer: Committer;
	readonly #rooms = new Map<DocumentId, Opened>();
	readonly #listeners = new Set<(id: DocumentId, roots: ReadonlySet<string>) => void>();
	readonly #joining = new Set<Connection>();
	/** Counts reviews, so that a join that overlaps one is judged again. */
	#reviews = 0;
	#storageWorks = true;
	#isClosing = false;
	readonly #timer: NodeJS.Timeout;

	constructor(options: RoomsOptions) {
		this.#options = options;
		this.#committer = new Committer({
			store: options.store,
			onTrouble: (error) => this.#storage(error),
			onGone: (gone) => gone.forEach((id) => this.#remove(id)),
			onCommit: options.onCommit ?? (() => undefined)
		});
		this.#timer = setInterval(() => this.#look(), TICK);
		this.#timer.unref();
	}

	/** How many documents are open. */
	get open(): number {
		return this.#rooms.size;
	}

	/** Open documents by state. */
	get counts(): RoomCounts {
		const counts = { loading: 0, live: 0, draining: 0 };
		for (const { state } of this.#rooms.values()) counts[state] += 1;
		return counts;
	}

	/** Open sockets by what they may do, bytes held for documents, and bytes that wait to be stored. */
	get load() {
		let [readers, writers, lagging, bytes] = [0, 0, 0, 0];
		for (const { room } of this.#rooms.values()) {
			bytes += room?.history.bytes ?? 0;
			for (const { grant, isLagging } of room?.connections ?? []) {
				if (grant.access === 'write') writers += 1;
				else readers += 1;
				if (isLagging) lagging += 1;
			}
		}
		return { readers, writers, lagging, bytes, unstored: this.#committer.waitingBytes };
	}

	/** Calls the listener after each change of a document, with its root types. Returns how to stop. */
	onChange(listener: (id: DocumentId, roots: ReadonlySet<string>) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Lets a socket in, or closes it. Frames may be given to the connection at once; they wait until it is open. */
	join(id: DocumentId, principal: Principal, peer: Peer): Connection {
		const { limits } = this.#options;
		const connection = new Connection({ principal, peer, limits, tally: this.tally });
		this.#joining.add(connection);
		this.#admit(id, connection)
			.catch((error: unknown) => {
				this.#options.onTrouble(error);
				connection.close(CLOSE.tryLater, 'the document could not be opened');
			})
			.finally(() => this.#joining.delete(connection));
		return connection;
	}

	async #admit(id: DocumentId, connection: Connection): Promise<void> {
		if (this.#isClosing) return connection.close(CLOSE.goingAway, 'the server stops');
		const reviews = this.#reviews;
		const grant = await this.#options.authorize(connection.principal, id);
		if (!this.#obey(connection, grant)) return;
		const opened = this.#opened(id);
		const room = await opened.ready;
		if (reviews !== this.#reviews) return this.#admit(id, connection);
		if (!room) return connection.close(CLOSE.notFound, 'no such document');
		if (room.connections.size >= this.#options.limits.socketsPerDocument)
			return connection.close(CLOSE.tryLater, 'too many people in the document');
		opened.state = 'live';
		connection.open(room, grant);
	}

	/** Closes whoever may not be here; false when it did. */
	#obey(connection: Connection, grant: Grant): boolean {
		if (grant.until <= Date.now()) connection.close(CLOSE.signedOut, 'the login has ended');
		else if (grant.access === 'none') connection.close(CLOSE.notFound, 'no such document');
		return !connection.isClosed;
	}

	/** Reads a document's current state; undefined when there is no such document. Do not change it here. */
	async read<T>(id: DocumentId, reader: (doc: Y.Doc, head: number) => T): Promise<T | undefined> {
		const room = await this.#opened(id).ready;
		return room && reader(room.read(), room.history.head);
	}

	/** Changes a document on the server; resolves when the change is on disk. */
	async edit<T>(id: DocumentId, change: (doc: Y.Doc) => T): Promise<T | undefined> {
		const room = await this.#opened(id).ready;
		if (!room) return undefined;
		const result = room.edit(change);
		await this.#committer.settled();
		return result;
	}

	/** Closes the sockets of some people, of those too who are only coming in. */
	disconnect(match: (principal: Principal) => boolean, code: CloseCode, reason: string): void {
		for (const connection of this.#everybody())
			if (match(connection.principal)) connection.close(code, reason);
	}

	#everybody(): Connection[] {
		const inside = [...this.#rooms.values()].flatMap(({ room }) => [...(room?.connections ?? [])]);
		return [...this.#joining, ...inside];
	}

	/** Judges the open sockets of some documents afresh, after rights changed. */
	async review(documents: ReadonlySet<DocumentId>): Promise<void> {
		this.#reviews += 1;
		const rooms = [...documents].flatMap((id) => this.#rooms.get(id)?.room ?? []);
		for (const room of rooms)
			for (const connection of [...room.connections]) await this.#judgeAgain(room, connection);
	}

	async #judgeAgain(room: Room, connection: Connection): Promise<void> {
		connection.judgedAt = Date.now();
		const grant = await this.#authorizeAgain(room, connection);
		if (!grant || connection.isClosed) return;
		const before = connection.grant.access;
		connection.grant = grant;
		if (this.#obey(connection, grant) && grant.access !== before)
			connection.close(CLOSE.accessChanged, 'your rights changed');
	}

	/** Who cannot be judged goes, and comes back to be judged then. */
	async #authorizeAgain(room: Room, connection: Connection): Promise<Grant | undefined> {
		try {
			return await this.#options.authorize(connection.principal, room.id);
		} catch (error) {
			this.#options.onTrouble(error);
			connection.close(CLOSE.tryLater, 'your rights could not be checked');
			return undefined;
		}
	}

	/**
	 * Stores everything and ends. Sockets are closed one after another over up to so many milliseconds, so that not all of
	 * them come back at once; until then they work.
	 */
	async close(over = 0): Promise<void> {
		this.#isClosing = true;
		const everybody = this.#everybody();
		const between = Math.min(over / Math.max(1, everybody.length), MOST_BETWEEN);
		for (const connection of everybody) {
			connection.close(CLOSE.goingAway, 'the server stops');
			if (between > 0) await new Promise((resolve) => setTimeout(resolve, between));
		}
		clearInterval(this.#timer);
		this.disconnect(() => true, CLOSE.goingAway, 'the server stops');
		await this.#committer.settled();
	}

	#opened(id: DocumentId): Opened {
		const known = this.#rooms.get(id);
		if (known) {
			known.usedAt = Date.now();
			return known;
		}
		const opened: Opened = {
			state: 'loading',
			ready: this.#load(id),
			room: undefined,
			usedAt: Date.now(),
			isFolding: false
		};
		this.#rooms.set(id, opened);
		void opened.ready.then(
			(room) => (room ? this.#opens(opened, room) : this.#rooms.delete(id)),
			() => this.#rooms.delete(id)
		);
		return opened;
	}

	#opens(opened: Opened, room: Room): void {
		opened.room = room;
		opened.state = 'live';
	}

	async #load(id: DocumentId): Promise<Room | undefined> {
		this.tally.loads += 1;
		const { store, folding, limits } = this.#options;
		const stored = await store.load(id);
		if (!stored) return undefined;
		return new Room({
			id,
			stored,
			folding,
			limits,
			committer: this.#committer,
			tally: this.tally,
			onChange: (room) => this.#changed(room),
			onEmpty: (room) => this.#emptied(room)
		});
	}

	#changed(room: Room): void {
		for (const listener of this.#listeners) listener(room.id, room.history.roots);
		const opened = this.#rooms.get(room.id);
		if (opened && room.history.isLong) this.#compact(opened, room);
	}

	#emptied(room: Room): void {
		const opened = this.#rooms.get(room.id);
		if (opened) opened.usedAt = Date.now();
	}

	/** The document is no more: so is everybody in it. */
	#remove(id: DocumentId): void {
		const room = this.#rooms.get(id)?.room;
		this.#rooms.delete(id);
		for (const connection of [...(room?.connections ?? [])])
			connection.close(CLOSE.notFound, 'no such document');
	}

	#storage(error: unknown): void {
		this.#options.onTrouble(error);
		const works = error === undefined;
		if (works === this.#storageWorks) return;
		this.#storageWorks = works;
		for (const { room } of this.#rooms.values()) room?.tellStorage(works);
	}

	#look(): void {
		for (const [id, opened] of this.#rooms) {
			const { room } = opened;
			if (!room) continue;
			for (const connection of [...room.connections]) this.#lookAt(room, connection);
			room.relax(REPLICA_KEPT);
			if (isIdle(opened, room)) void this.#drain(id, opened, room);
		}
	}

	#lookAt(room: Room, connection: Connection): void {
		connection.look(NOTHING);
		if (Date.now() - connection.judgedAt > JUDGED_AGAIN) void this.#judgeAgain(room, connection);
	}

	/** Compacts in the background, once at a time for a room. */
	#compact(opened: Opened, room: Room): Promise<void> {
		if (opened.isFolding || room.history.hasHole) return Promise.resolve();
		opened.isFolding = true;
		const { store } = this.#options;
		return room
			.compact((seq, snapshot) => store.compact(room.id, seq, snapshot))
			.then(
				() => void (this.tally.folds += 1),
				(error: unknown) => {
					this.tally.foldFailures += 1;
					this.#options.onTrouble(error);
				}
			)
			.finally(() => (opened.isFolding = false));
	}

	/** Closes an unused room when all of it is on disk, unless somebody comes meanwhile. */
	async #drain(id: DocumentId, opened: Opened, room: Room): Promise<void> {
		if (opened.state === 'draining') return;
		opened.state = 'draining';
		await this.#committer.settled();
		if (room.history.tail > SHORT_TAIL) await this.#compact(opened, room);
		const isUnused = isIdle(opened, room) && !opened.isFolding;
		if (isUnused && this.#rooms.get(id) === opened) this.#rooms.delete(id);
		else opened.state = 'live';
	}
}

function isIdle({ usedAt }: Opened, room: Room): boolean {
	return room.connections.size === 0 && Date.now() - usedAt > IDLE;
}
