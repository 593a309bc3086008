import type { DocumentId, PersonId, SessionId, VersionId } from '#shared/ids.ts';
import type { Withheld } from '#shared/restrict/withheld.ts';
import type { Log } from '../boot/log.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Projector } from '../records/projector.ts';
import type { Registers } from '../records/registers.ts';
import { forgetFound } from '../search/lines.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Database } from '../store/connect.ts';
import type { Rooms } from '../sync/rooms.ts';
import type { Taking } from '../sync/taking-out.ts';
import { moveFiles, moveLines, moveRecords } from './record-moves.ts';
import {
	dropAnnex,
	noteDone,
	replaceHeld,
	restrictionsOf,
	unfinishedDocuments,
	type Restriction
} from './restriction-rows.ts';

const AGAIN = 60_000; // ms until what could not be forgotten is tried again

export interface ForgettingOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly registers: Registers;
	readonly projector: Projector;
	readonly log: Log;
}

interface Moving {
	readonly document: DocumentId;
	readonly annex: DocumentId;
	readonly withheld: Pick<Withheld, 'lines' | 'records'> & Partial<Pick<Withheld, 'files'>>;
}

interface Leaving extends Moving {
	readonly taking: Taking;
}

/**
 * Takes lines out of a document for which the annex is stored, and forgets them wherever the document kept them. What a
 * crash interrupts is finished at the next start, or undone where nothing was taken out yet.
 */
export class Forgetting {
	readonly #options: ForgettingOptions;
	/** Tries that are due. */
	readonly #waiting = new Set<NodeJS.Timeout>();
	#isClosed = false;

	constructor(options: ForgettingOptions) {
		this.#options = options;
	}

	/** Resolves to the session; undefined, leaving no annex, when the document has moved on. */
	async takeOut(by: PersonId, leaving: Leaving): Promise<SessionId | undefined> {
		const { documents, registers, projector, rooms } = this.#options;
		const { document, annex, taking } = leaving;
		const head = await documents.head(document);
		if (!head) return undefined;
		let isTaken = false;
		await registers.still(head.session_id, document, async () => {
			const seq = await rooms.takeOut(document, taking, by);
			isTaken = seq !== undefined;
			if (isTaken) await this.#move(leaving);
			else await this.#drop(annex);
			return seq ?? 0;
		});
		if (!isTaken) return undefined;
		await projector.again(annex);
		await projector.again(document);
		return head.session_id;
	}

	async #move({ document: from, annex: to, withheld }: Moving): Promise<void> {
		await this.#change(async (transaction) => {
			await moveRecords(transaction, { from, to }, withheld.records);
			await moveLines(transaction, { from, to }, withheld.lines);
			await moveFiles(transaction, { from, to }, withheld.files ?? []);
			await forgetFound(transaction, from, withheld.lines);
		});
	}

	/** Removes an annex that nobody has seen. */
	async #drop(annex: DocumentId): Promise<void> {
		await this.#change((transaction) => dropAnnex(transaction, annex));
	}

	/** Forgets what went into annexes wherever the document still has it. Never rejects: it is tried again, and at each start. */
	async finish(document: DocumentId): Promise<void> {
		const isDone = await this.#forget(document).catch((error: unknown) => {
			this.#options.log.error({ err: error, document }, 'lines could not be forgotten');
			return false;
		});
		if (isDone || this.#isClosed) return;
		this.#options.log.warn({ document }, 'what went into an annex is not forgotten everywhere yet');
		const again = setTimeout(() => {
			this.#waiting.delete(again);
			void this.finish(document);
		}, AGAIN);
		this.#waiting.add(again.unref());
	}

	/** Tries nothing more. */
	close(): void {
		this.#isClosed = true;
		for (const again of this.#waiting) clearTimeout(again);
	}

	/** True when nothing of them is left. */
	async #forget(document: DocumentId): Promise<boolean> {
		const { database, rooms } = this.#options;
		const all = await restrictionsOf(database, document);
		const left = all.filter(({ isDone }) => !isDone);
		await this.#clearHeld(document);
		const isForgotten = await rooms.forget(document);
		const isClear = await this.#clearVersions(document, left);
		if (isForgotten && isClear) await this.#note(left);
		return isForgotten && isClear;
	}

	/**
	 * After a start: gives annexes the records of lines that were taken out, and drops those for which nothing was. Returns the
	 * documents that are to be finished.
	 */
	async resume(): Promise<DocumentId[]> {
		const { database, rooms } = this.#options;
		const documents = await unfinishedDocuments(database);
		for (const document of documents) {
			const history = await rooms.bytes(document).catch(() => undefined);
			const left = (await restrictionsOf(database, document)).filter(({ isDone }) => !isDone);
			for (const { annex, taken, marker } of history ? left : []) {
				const isTaken = (history?.clockOf(marker.client) ?? 0) > marker.clock;
				if (isTaken) await this.#move({ document, annex, withheld: taken });
				else await this.#drop(annex);
			}
		}
		return documents;
	}

	async #clearVersions(document: DocumentId, left: readonly Restriction[]): Promise<boolean> {
		const versions = await this.#options.rooms.versions.list(document);
		let isClear = true;
		for (const { id } of versions)
			for (const one of left) isClear = (await this.#clearVersion(document, id, one)) && isClear;
		return isClear;
	}

	/** False for a version that cannot be read. */
	async #clearVersion(document: DocumentId, id: VersionId, { root, taken }: Restriction) {
		const { reading, rooms } = this.#options;
		const state = await rooms.versions.state(document, id);
		if (!state) return true;
		const { lines, records } = taken;
		const read = await reading.readState(document, state, 'without', root, lines, records);
		if (read?.state) await rooms.versions.replace(document, id, read.state);
		return read !== undefined;
	}

	/** Changes that were kept beside the document have what they say about the lines taken out as well. */
	async #clearHeld(document: DocumentId): Promise<void> {
		const { database, rooms } = this.#options;
		const rows = await database
			.selectFrom('held_change')
			.select(['id', 'data', 'person_id'])
			.where('document_id', '=', document)
			.execute();
		for (const { id, data, person_id } of rows) {
			const next = await rooms.withoutLate(document, data, person_id);
			if (next !== data) await this.#change((transaction) => replaceHeld(transaction, id, next));
		}
	}

	async #note(done: readonly Restriction[]): Promise<void> {
		const annexes = done.map(({ annex }) => annex);
		if (annexes.length > 0)
			await this.#change((transaction) => noteDone(transaction, annexes, Date.now()));
	}

	/** What the server does by itself, which nobody commands. */
	async #change(act: (transaction: Database) => Promise<void>): Promise<void> {
		await this.#options.database.transaction().execute(act);
	}
}
