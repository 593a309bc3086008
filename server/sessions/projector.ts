import type { DocumentId } from '#shared/ids.ts';
import type { Log } from '../log.ts';
import type { Rooms } from '../sync/rooms.ts';
import { harvest, type Registers } from './registers.ts';

const SETTLE = 40; // ms without a change before the registers are read; people see numbers within a blink

/** Reads documents into the registers after they change. */
export class Projector {
	readonly #rooms: Rooms;
	readonly #registers: Registers;
	readonly #log: Log;
	readonly #due = new Map<DocumentId, NodeJS.Timeout>();
	readonly #running = new Set<Promise<void>>();
	readonly #stop: () => void;

	constructor(rooms: Rooms, registers: Registers, log: Log) {
		this.#rooms = rooms;
		this.#registers = registers;
		this.#log = log;
		this.#stop = rooms.onChange((id) => this.#schedule(id));
	}

	/** A change while one is due changes nothing, so that steady typing cannot put it off. */
	#schedule(id: DocumentId): void {
		if (this.#due.has(id)) return;
		this.#due.set(
			id,
			setTimeout(() => this.#start(id), SETTLE)
		);
	}

	#start(id: DocumentId): void {
		this.#due.delete(id);
		const run = this.project(id).catch((error: unknown) => {
			this.#log.error({ error, document: id }, 'the registers could not be read from a document');
		});
		this.#running.add(run);
		void run.finally(() => this.#running.delete(run));
	}

	/** Brings the registers up to a document's current state. */
	async project(id: DocumentId): Promise<void> {
		const found = await this.#rooms.read(id, harvest);
		if (found) await this.#registers.project(id, found);
	}

	/** Reads every document that changed unseen, as after a crash. */
	async catchUp(): Promise<void> {
		for (const id of await this.#registers.stale()) await this.project(id);
	}

	/** Finishes what is due and ends. */
	async close(): Promise<void> {
		this.#stop();
		for (const [id, timer] of this.#due) {
			clearTimeout(timer);
			this.#start(id);
		}
		await Promise.all(this.#running);
	}
}
