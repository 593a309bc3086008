import type { DocumentId } from '#shared/ids.ts';
import type { Admission } from './admission.ts';
import type { Committer } from './committer.ts';
import type { DocumentStore } from './document-store.ts';
import type { Folds } from './folds.ts';
import { awarenessFrame, encodeEntries } from './messages.ts';
import type { Room } from './room.ts';
import type { Opened, RoomTable } from './room-table.ts';
import type { Tally, Trouble } from './tally.ts';

const TICK = 1_000; // ms between looks at sockets and rooms
const IDLE = 30_000; // ms that an empty room stays open
const SHORT_TAIL = 16; // changes that are no reason to compact a room that closes
const NOTHING = awarenessFrame(encodeEntries([]));

export interface UpkeepOptions {
	readonly table: RoomTable;
	readonly store: DocumentStore;
	readonly folds: Folds;
	readonly committer: Committer;
	readonly admission: Admission;
	readonly tally: Tally;
	readonly onTrouble: Trouble;
}

/** Periodic work: keeps quiet connections open, compacts long logs [R10], closes unused rooms [R9]. */
export class Upkeep {
	readonly #options: UpkeepOptions;
	readonly #timer: NodeJS.Timeout;
	#isClosed = false;

	constructor(options: UpkeepOptions) {
		this.#options = options;
		this.#timer = setInterval(() => this.#look(), TICK);
		this.#timer.unref();
	}

	/** Starts no more compactions. One that is running may fail: its log is still complete. */
	close(): void {
		this.#isClosed = true;
		clearInterval(this.#timer);
	}

	#look(): void {
		const { table, admission } = this.#options;
		for (const [id, opened] of table.entries) {
			const { room } = opened;
			if (!room) continue;
			for (const connection of [...room.connections]) {
				connection.look(NOTHING);
				admission.lookAt(room, connection);
			}
			room.relax();
			this.afterChange(room); // it may have rested when it grew long
			if (room.connections.size > 0) opened.usedAt = Date.now();
			if (isIdle(opened, room)) void this.#drain(id, opened, room);
		}
	}

	/** Starts compacting in the background where it is worth it. */
	afterChange(room: Room): void {
		if (!room.history.isLong) return;
		const opened = this.#options.table.get(room.id);
		if (opened && room.history.tail >= opened.foldAt) void this.#compact(opened, room);
	}

	/** Compacts a document whatever it costs, so that nothing is left of what was deleted. False when that failed. */
	async compactNow(id: DocumentId): Promise<boolean> {
		const opened = this.#options.table.open(id);
		const room = await opened.ready;
		const { head } = room?.history ?? { head: 0 };
		while (room && room.history.snapshotSeq < head) {
			if (opened.folding) await opened.folding;
			else {
				const before = room.history.snapshotSeq;
				await this.#startFold(opened, room);
				if (room.history.snapshotSeq === before) return false;
			}
		}
		return room !== undefined;
	}

	/** Compacts a room, one run at a time. Never rejects: if it fails, the log is still complete. */
	async #compact(opened: Opened, room: Room): Promise<void> {
		if (opened.folding || this.#options.folds.isResting(room.id)) return;
		await this.#startFold(opened, room);
	}

	async #startFold(opened: Opened, room: Room): Promise<void> {
		if (room.history.hasHole || this.#isClosed) return;
		opened.folding = this.#fold(opened, room);
		await opened.folding;
	}

	async #fold(opened: Opened, room: Room): Promise<void> {
		const { store, tally, onTrouble } = this.#options;
		try {
			await room.compact((seq, snapshot) => store.compact(room.id, seq, snapshot));
			tally.folds += 1;
			opened.foldAt = 0;
		} catch (error) {
			if (this.#isClosed) return;
			tally.foldFailures += 1;
			opened.foldAt = 2 * room.history.tail; // what failed once is not tried again at each change
			onTrouble(error, 'making a snapshot');
		} finally {
			opened.folding = undefined;
			this.afterChange(room); // much may have come meanwhile, and nothing comes after it
		}
	}

	/** Closes an unused room when all of it is on disk, unless somebody comes meanwhile. */
	async #drain(id: DocumentId, opened: Opened, room: Room): Promise<void> {
		if (opened.state === 'draining') return;
		opened.state = 'draining';
		await this.#options.committer.settled();
		if (room.history.tail > SHORT_TAIL) await this.#compact(opened, room);
		if (isIdle(opened, room) && !opened.folding) this.#options.table.remove(id, opened);
		else opened.state = 'live';
	}
}

function isIdle({ usedAt }: Opened, room: Room): boolean {
	return room.connections.size === 0 && Date.now() - usedAt > IDLE;
}
