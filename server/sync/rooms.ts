import * as Y from 'yjs';
import type { Access } from '#shared/access.ts';
import type { DocumentId } from '#shared/ids.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/sync.ts';
import { Committer } from './committer.ts';
import { Connection, type Peer, type Principal } from './connection.ts';
import type { DocumentStore } from './document-store.ts';
import { awarenessFrame, encodeEntries } from './messages.ts';
import { Room, SERVER } from './room.ts';

const IDLE = 30_000; // ms that an empty room stays open
const COMPACT_AFTER = 256; // updates after the snapshot
const TICK = 5_000; // ms between looks for quiet sockets and idle rooms

export interface RoomsOptions {
	readonly store: DocumentStore;
	/** What may this person do with this document, now? */
	readonly authorize: (principal: Principal, document: DocumentId) => Promise<Access>;
	/** Storing failed (an error) or works again (undefined). */
	readonly onTrouble: (error: unknown) => void;
}

/** All open documents. Loading is kept as a promise, so a second person waits for it instead of racing it. */
export class Rooms {
	readonly #options: RoomsOptions;
	readonly #committer: Committer;
	readonly #rooms = new Map<DocumentId, Promise<Room | undefined>>();
	readonly #usedAt = new Map<DocumentId, number>();
	readonly #listeners = new Set<(id: DocumentId) => void>();
	readonly #joining = new Set<Connection>();
	/** Counts reviews, so that a join that overlaps one is judged again. */
	#reviews = 0;
	#ticking = false;
	readonly #timer: NodeJS.Timeout;

	constructor(options: RoomsOptions) {
		this.#options = options;
		this.#committer = new Committer(options);
		this.#timer = setInterval(() => {
			this.#tick().catch(options.onTrouble);
		}, TICK);
		this.#timer.unref();
	}

	/** How many documents are open. */
	get open(): number {
		return this.#rooms.size;
	}

	/** Calls the listener after each change of a document. Returns how to stop. */
	onChange(listener: (id: DocumentId) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Lets a socket in, or closes it. Frames may be given to the connection at once; they wait until it is open. */
	join(id: DocumentId, principal: Principal, peer: Peer): Connection {
		const connection = new Connection(principal, peer);
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
		const reviews = this.#reviews;
		const access = await this.#options.authorize(connection.principal, id);
		if (access === 'none') return connection.close(CLOSE.notFound, 'no such document');
		const room = await this.#room(id);
		if (reviews !== this.#reviews) return this.#admit(id, connection);
		if (room) connection.open(room, access);
		else connection.close(CLOSE.notFound, 'no such document');
	}

	/** Reads a document's current state; undefined when there is no such document. Do not change it here. */
	async read<T>(id: DocumentId, reader: (doc: Y.Doc, head: number) => T): Promise<T | undefined> {
		const room = await this.#room(id);
		return room && reader(room.doc, room.head);
	}

	/** Changes a document on the server; resolves when the change is on disk. */
	async edit<T>(id: DocumentId, change: (doc: Y.Doc) => T): Promise<T | undefined> {
		const room = await this.#room(id);
		if (!room) return undefined;
		const result = room.doc.transact(() => change(room.doc), SERVER);
		await this.#committer.settled();
		return result;
	}

	/** Closes the sockets of some people, of those too who are only coming in. */
	async disconnect(match: (principal: Principal) => boolean, code: CloseCode, reason: string) {
		for (const connection of this.#joining)
			if (match(connection.principal)) connection.close(code, reason);
		for (const room of await this.#loaded())
			for (const connection of [...room.connections])
				if (match(connection.principal)) connection.close(code, reason);
	}

	/** Judges the open sockets of some documents afresh, after rights changed. */
	async review(documents: ReadonlySet<DocumentId>): Promise<void> {
		this.#reviews += 1;
		for (const room of await this.#loaded())
			if (documents.has(room.id))
				for (const connection of [...room.connections]) await this.#reviewOne(room, connection);
	}

	async #reviewOne(room: Room, connection: Connection): Promise<void> {
		const access = await this.#authorizeAgain(room, connection);
		if (access === undefined || access === connection.access) return;
		connection.access = access;
		if (access === 'none') connection.close(CLOSE.notFound, 'no longer shared with you');
		else connection.close(CLOSE.accessChanged, 'your rights changed');
	}

	/** Who cannot be judged goes, and comes back to be judged then. */
	async #authorizeAgain(room: Room, connection: Connection): Promise<Access | undefined> {
		try {
			return await this.#options.authorize(connection.principal, room.id);
		} catch (error) {
			this.#options.onTrouble(error);
			connection.close(CLOSE.tryLater, 'your rights could not be checked');
			return undefined;
		}
	}

	/** Stores everything and ends. */
	async close(): Promise<void> {
		clearInterval(this.#timer);
		for (const room of await this.#loaded())
			for (const connection of [...room.connections])
				connection.close(CLOSE.goingAway, 'the server stops');
		await this.#committer.settled();
	}

	#room(id: DocumentId): Promise<Room | undefined> {
		this.#usedAt.set(id, Date.now());
		const known = this.#rooms.get(id);
		if (known) return known;
		const loading = this.#load(id);
		this.#rooms.set(id, loading);
		loading.then(
			(room) => room ?? this.#forget(id),
			() => this.#forget(id)
		);
		return loading;
	}

	async #load(id: DocumentId): Promise<Room | undefined> {
		const stored = await this.#options.store.load(id);
		if (!stored) return undefined;
		return new Room({
			id,
			stored,
			committer: this.#committer,
			onChange: () => this.#listeners.forEach((listener) => listener(id)),
			onEmpty: () => this.#usedAt.set(id, Date.now())
		});
	}

	#forget(id: DocumentId): void {
		this.#rooms.delete(id);
		this.#usedAt.delete(id);
	}

	async #loaded(): Promise<Room[]> {
		const rooms = await Promise.allSettled(this.#rooms.values());
		return rooms.flatMap((result) =>
			result.status === 'fulfilled' && result.value ? [result.value] : []
		);
	}

	/** One look at a time: while storing fails a look takes long, and two would write the same snapshot. */
	async #tick(): Promise<void> {
		if (this.#ticking) return;
		this.#ticking = true;
		await this.#look().finally(() => (this.#ticking = false));
	}

	async #look(): Promise<void> {
		const nothing = awarenessFrame(encodeEntries([]));
		for (const room of await this.#loaded()) {
			for (const connection of room.connections) if (connection.isQuiet) connection.send(nothing);
			const idle = this.#isIdle(room);
			if (room.tail > COMPACT_AFTER || (idle && room.tail > 0)) await this.#compact(room);
			if (idle) await this.#evict(room);
		}
	}

	#isIdle(room: Room): boolean {
		return room.connections.size === 0 && Date.now() - (this.#usedAt.get(room.id) ?? 0) > IDLE;
	}

	async #compact(room: Room): Promise<void> {
		if (room.hasHole) return; // an encoded state would carry what could not be integrated
		const { head, tail } = room;
		const snapshot = Y.encodeStateAsUpdate(room.doc);
		await this.#committer.settled(); // the snapshot must not run ahead of the log
		try {
			await this.#options.store.compact(room.id, head, { state: snapshot, index: undefined });
			room.compacted(tail);
		} catch (error) {
			this.#options.onTrouble(error);
		}
	}

	async #evict(room: Room): Promise<void> {
		await this.#committer.settled();
		if (!this.#isIdle(room)) return; // somebody came while we waited
		this.#forget(room.id);
		room.doc.destroy();
	}
}
