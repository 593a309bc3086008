import { createHash } from 'node:crypto';
import { REGISTER_ROOTS } from '#shared/records/records.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import type { ActionId, DocumentId, PersonId } from '#shared/ids.ts';
import type { Log } from '../boot/log.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Rooms } from '../sync/rooms.ts';
import { harvestOf, type Harvest } from './harvest.ts';
import type { Registers } from './registers.ts';
import { Queues } from '../commands/queues.ts';

const SETTLE = 40; // ms from a change to its projection; short enough that numbers seem to appear at once
const REST = 250; // ms between two projections of a document that changes all the time …
const SHARE = 10; // … or so many times as long as the last one took

/** The last projection of a document: when, a fingerprint of the records, and when the registers have them. */
interface Projection {
	readonly at: number;
	readonly found: string;
	readonly done: Promise<void>;
}

export interface ProjectorOptions {
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly registers: Registers;
	readonly log: Log;
}

/** Projects documents into the registers after they change. */
export class Projector {
	readonly #options: ProjectorOptions;
	readonly #due = new Map<DocumentId, NodeJS.Timeout>();
	readonly #last = new Map<DocumentId, Projection>();
	/** Until when a document that takes long to read is left alone. */
	readonly #rests = new Map<DocumentId, number>();
	readonly #running = new Set<Promise<void>>();
	readonly #commands = new Queues<`${DocumentId} ${ActionId}`>();
	/** By document: the actors of commands in progress, by action. */
	readonly #actors = new Map<DocumentId, Map<ActionId, PersonId>>();
	readonly #stop: () => void;
	#isClosed = false;

	constructor(options: ProjectorOptions) {
		this.#options = options;
		this.#stop = options.rooms.onChange((id, roots) => {
			if (holdsRecords(roots)) this.#schedule(id);
		});
	}

	/**
	 * Throttled, not debounced: a change while a projection is due does not postpone it, so steady typing cannot starve
	 * it.
	 */
	#schedule(id: DocumentId): void {
		if (this.#due.has(id)) return;
		const until = Math.max((this.#last.get(id)?.at ?? 0) + REST, this.#rests.get(id) ?? 0);
		const wait = Math.max(SETTLE, until - Date.now());
		this.#due.set(
			id,
			setTimeout(() => this.#start(id), wait)
		);
	}

	#start(id: DocumentId): void {
		this.#due.delete(id);
		void this.#track(this.#run(id));
	}

	#track(run: Promise<void>): Promise<void> {
		this.#running.add(run);
		return run.finally(() => this.#running.delete(run));
	}

	/** Projects a document. Never rejects. */
	async #run(id: DocumentId): Promise<void> {
		try {
			await this.project(id);
		} catch (error) {
			const { log } = this.#options;
			log.error({ err: error, document: id }, 'the registers of a document could not be written');
		}
	}

	/** Updates the registers to the current state of a document. One that cannot be read keeps the rows it has. */
	async project(id: DocumentId): Promise<void> {
		const { registers } = this.#options;
		const found = await this.harvest(id);
		if (!found) return;
		const print = fingerprint(found);
		const last = this.#last.get(id);
		const isSame = last?.found === print;
		const done = isSame ? last.done : registers.project(id, found, this.#actors.get(id));
		this.#last.set(id, { at: Date.now(), found: print, done });
		await done.catch((error: unknown) => {
			this.#last.delete(id); // so that the next projection tries again
			throw error;
		});
	}

	/** The records of a document as they are now; undefined when it is gone or cannot be read. */
	async harvest(id: DocumentId): Promise<Harvest | undefined> {
		const read = await this.#read(id);
		if (!read) return undefined;
		if (SHARE * read.took > REST) this.#rests.set(id, Date.now() + SHARE * read.took);
		else this.#rests.delete(id);
		const authors = await this.#options.rooms.authors(id);
		return authors && harvestOf(read.head, read.value, authors);
	}

	/** Reads the records; once more, fairly among their authors, when there are too many. */
	async #read(id: DocumentId) {
		const { reading, registers, rooms } = this.#options;
		const known = await registers.known(id);
		const first = await reading.read(id, 'records', known);
		if (first.kind !== 'read') return undefined;
		if (first.value) return { ...first, value: first.value };
		const owners = (await rooms.authors(id))?.owners();
		const again = owners && (await reading.read(id, 'records', known, owners));
		return again?.kind === 'read' && again.value ? { ...again, value: again.value } : undefined;
	}

	/**
	 * Edits one action and projects its document, so that the action's history names the person. Edits of the same
	 * action run one after another, so that each has one actor. Edits of other actions may be in the same projection,
	 * which therefore gets the actors of all commands in progress in the document.
	 */
	async changeAs<T>(
		person: PersonId,
		{ document, action }: ActionPlace,
		edit: () => Promise<T>
	): Promise<T> {
		return this.#commands.run(`${document} ${action}`, async () => {
			const actors = this.#actors.get(document) ?? new Map<ActionId, PersonId>();
			this.#actors.set(document, actors.set(action, person));
			try {
				const result = await edit();
				await this.project(document);
				return result;
			} finally {
				actors.delete(action);
				if (actors.size === 0) this.#actors.delete(document);
			}
		});
	}

	/** Projects a document again although it did not change, because its state in the registers did. */
	async again(id: DocumentId): Promise<void> {
		this.#last.delete(id);
		await this.project(id);
	}

	/** Projects every document with changes that were not projected, for example after a crash. One that fails ends nothing. */
	async catchUp(): Promise<void> {
		for (const id of await this.#options.registers.stale())
			if (!this.#isClosed) await this.#track(this.#run(id));
	}

	/** Finishes projections that are due, and stops. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#stop();
		for (const [id, timer] of this.#due) {
			clearTimeout(timer);
			this.#start(id);
		}
		await Promise.all(this.#running);
	}
}

/** False for most changes, which are text in notes and briefings and not in any register. */
function holdsRecords(roots: ReadonlySet<string>): boolean {
	return REGISTER_ROOTS.some((root) => roots.has(root));
}

function fingerprint({ actions, decisions, leftOut }: Harvest): string {
	return createHash('sha256')
		.update(JSON.stringify([actions, decisions, [...leftOut]]))
		.digest('base64url');
}
