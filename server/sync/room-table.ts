import type { DocumentId } from '#shared/ids.ts';
import type { Connection } from './connection.ts';
import type { Room } from './room.ts';

/** `draining` is an unused room that is being stored; then it is gone. */
export type RoomState = 'loading' | 'live' | 'draining';

/** A document that is open, or about to be. */
export interface Opened {
	state: RoomState;
	/** Undefined when there is no such document. */
	readonly ready: Promise<Room | undefined>;
	/** Once it is loaded. */
	room: Room | undefined;
	/** When somebody last came, left or asked, in milliseconds since 1970. */
	usedAt: number;
	/** The compaction that is running. */
	folding: Promise<void> | undefined;
	/** How long the tail must be before it is compacted; it grows when that fails. */
	foldAt: number;
}

/** The open documents. Loading is kept as a promise, so a second person waits for it instead of racing it [R9]. */
export class RoomTable {
	readonly #load: (id: DocumentId) => Promise<Room | undefined>;
	readonly #opened = new Map<DocumentId, Opened>();

	constructor(load: (id: DocumentId) => Promise<Room | undefined>) {
		this.#load = load;
	}

	get size(): number {
		return this.#opened.size;
	}

	get entries(): Iterable<[DocumentId, Opened]> {
		return this.#opened.entries();
	}

	get rooms(): Room[] {
		return [...this.#opened.values()].flatMap(({ room }) => room ?? []);
	}

	get connections(): Connection[] {
		return this.rooms.flatMap(({ connections }) => [...connections]);
	}

	get(id: DocumentId): Opened | undefined {
		return this.#opened.get(id);
	}

	/** Opens a document, if it is not open already. */
	open(id: DocumentId): Opened {
		const opened = this.#opened.get(id) ?? this.#start(id);
		opened.usedAt = Date.now();
		return opened;
	}

	#start(id: DocumentId): Opened {
		const ready = this.#load(id);
		const opened: Opened = {
			state: 'loading',
			ready,
			room: undefined,
			usedAt: 0,
			folding: undefined,
			foldAt: 0
		};
		this.#opened.set(id, opened);
		const forget = () => this.#opened.delete(id);
		void ready.then((room) => (room ? settle(opened, room) : forget()), forget);
		return opened;
	}

	/** Forgets a document, unless it was opened anew since. */
	remove(id: DocumentId, opened = this.#opened.get(id)): void {
		if (this.#opened.get(id) === opened) this.#opened.delete(id);
	}
}

function settle(opened: Opened, room: Room): void {
	opened.room = room;
	opened.state = 'live';
}
