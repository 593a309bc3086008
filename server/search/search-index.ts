import type { DocumentId } from '#shared/ids.ts';
import type { Log } from '../boot/log.ts';
import { Queues } from '../commands/queues.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { changedSince } from '../records/changed-since.ts';
import type { Database } from '../store/connect.ts';
import type { Rooms } from '../sync/rooms.ts';
import { addEntry, changeEntry, removeEntry } from './entries.ts';
import { writeLines } from './lines.ts';
import { findableOf } from './rows.ts';

const LOOK = 1_000; // ms between two looks for rows that changed
const SETTLE = 3_000; // ms from a change of a text until it is read
const SHARE = 20; // the share of the time, one in so many, that may be spent with a document that changes all the time
const AT_ONCE = 25; // rows in one transaction
const REST = 5; // ms between two of them

export interface SearchIndexOptions {
	readonly database: Database;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly log: Log;
}

/**
 * Keeps the words by which things are found. What changed in SQL is listed there by triggers; what changed in a document is
 * known from the number of its last change. So a crash loses nothing, and all of it is done beside the requests, a little at
 * a time.
 */
export class SearchIndex {
	readonly #options: SearchIndexOptions;
	readonly #queue = new Queues<'rows' | DocumentId>();
	readonly #due = new Map<DocumentId, NodeJS.Timeout>();
	/** Until when a document that takes long is left alone. */
	readonly #rests = new Map<DocumentId, number>();
	readonly #running = new Set<Promise<unknown>>();
	#stop: () => void = () => undefined;
	#onMentions: (document: DocumentId) => Promise<void> = () => Promise.resolve();
	#isClosed = false;

	constructor(options: SearchIndexOptions) {
		this.#options = options;
	}

	/** Calls the listener after the lines of a document were written that mention somebody. */
	onMentions(listener: (document: DocumentId) => Promise<void>): void {
		this.#onMentions = listener;
	}

	/** Follows what changes from now on, and catches up with what changed before. Resolves at once. */
	start(): void {
		const { rooms } = this.#options;
		const timer = setInterval(() => this.#work(this.#rows()), LOOK).unref();
		const stop = rooms.onChange((id) => this.#schedule(id));
		this.#stop = () => [clearInterval(timer), stop()];
		this.#work(this.catchUp());
	}

	/** Reads all that changed. */
	async catchUp(): Promise<void> {
		await this.#rows();
		const stale = await changedSince(this.#options.database, 'searched_seq');
		for (const id of new Set([...this.#due.keys(), ...stale])) {
			clearTimeout(this.#due.get(id));
			this.#due.delete(id);
			await this.#read(id);
		}
	}

	/** Ends after what is being written. What was not read is read after the next start. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#stop();
		for (const timer of this.#due.values()) clearTimeout(timer);
		await Promise.all(this.#running);
	}

	#work(work: Promise<unknown>): void {
		const { log } = this.#options;
		const done = work
			.catch((error: unknown) => log.error({ err: error }, 'the search index could not be written'))
			.finally(() => this.#running.delete(done));
		this.#running.add(done);
	}

	#schedule(id: DocumentId): void {
		if (this.#due.has(id) || this.#isClosed) return;
		const wait = Math.max(SETTLE, (this.#rests.get(id) ?? 0) - Date.now());
		const begin = () => {
			this.#due.delete(id);
			this.#work(this.#read(id));
		};
		this.#due.set(id, setTimeout(begin, wait).unref());
	}

	/** Reads the rows that are listed, a few at a time. */
	#rows(): Promise<void> {
		return this.#queue.run('rows', async () => {
			while (!this.#isClosed && (await this.#someRows()) === AT_ONCE)
				await new Promise((resolve) => setTimeout(resolve, REST));
		});
	}

	#someRows(): Promise<number> {
		return this.#options.database.transaction().execute(async (transaction) => {
			const due = await transaction
				.selectFrom('search_due')
				.selectAll()
				.orderBy('seq')
				.limit(AT_ONCE)
				.execute();
			if (due.length === 0) return 0;
			for (const one of due) await writeRow(transaction, one);
			const done = due.map(({ seq }) => seq);
			await transaction.deleteFrom('search_due').where('seq', 'in', done).execute();
			return due.length;
		});
	}

	/** Reads the lines of a document. One that cannot be read keeps those it has. */
	#read(id: DocumentId): Promise<void> {
		return this.#queue.run(id, async () => {
			if (this.#isClosed) return;
			const { database, reading } = this.#options;
			const began = performance.now();
			const read = await reading.read(id, 'lines');
			const kind = await kindOf(database, id);
			if (read.kind !== 'read' || kind === undefined) return;
			// Notes are those of a board; whatever else a document holds is shown nowhere.
			const lines = read.value.filter(({ item }) => (item === undefined) === (kind !== 'board'));
			await writeLines(database, id, lines);
			if (lines.some(({ words }) => words.includes('@'))) await this.#onMentions(id);
			await database
				.updateTable('document')
				.set({ searched_seq: read.head })
				.where('id', '=', id)
				.execute();
			this.#rests.set(id, Date.now() + SHARE * (performance.now() - began));
		});
	}
}

async function kindOf(database: Database, id: DocumentId) {
	const row = await database
		.selectFrom('document')
		.select('kind')
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.kind;
}

type Due = Parameters<typeof findableOf>[1];

async function writeRow(transaction: Database, due: Due): Promise<void> {
	const { kind, scope, object_id: object } = due;
	const before = await transaction
		.selectFrom('search_entry')
		.select(['id', 'words'])
		.where('scope', '=', scope)
		.where('kind', '=', kind)
		.where('object_id', '=', object)
		.executeTakeFirst();
	const now = await findableOf(transaction, due);
	if (before && now) await changeEntry(transaction, scope, before, now);
	else if (before) await removeEntry(transaction, scope, before);
	else if (now) await addEntry(transaction, { kind, scope, object }, now);
	if (kind === 'document' && !(await kindOf(transaction, object as DocumentId)))
		await writeGone(transaction, object);
}

/** The lines of a document that is gone go with it. */
async function writeGone(transaction: Database, document: string): Promise<void> {
	await transaction.deleteFrom('search_word').where('scope', '=', document).execute();
	await transaction.deleteFrom('search_entry').where('scope', '=', document).execute();
}
