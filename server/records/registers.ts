import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { RefusalCode } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import { writeActions, type Actors } from './action-rows.ts';
import { writeDecisions } from './decision-rows.ts';
import type { Harvest } from './harvest.ts';
import { leftOutOf, readLeftOut, total, writeLeftOut } from './left-out.ts';
import { giveNumbers, numberedIn, type Refused } from './numbers.ts';
import { markVoid } from './void-rows.ts';
import { Queues } from '../commands/queues.ts';

/** The result of writing a document's rows. */
interface Written {
	/** True when a number was given. */
	readonly given: boolean;
	readonly numbers: Readonly<Record<string, string>>;
	/** The follow-ups of actions whose rows changed. */
	readonly changed: readonly FollowUpView[];
	/** How many more records than before are left out; undefined when nothing is different. */
	readonly leftOut: number | undefined;
}

/** True for a session that was made from a published source. */
async function hasSource(database: Database, session: SessionId): Promise<boolean> {
	const row = await database
		.selectFrom('session')
		.select('source')
		.where('id', '=', session)
		.executeTakeFirst();
	return row?.source !== null && row?.source !== undefined;
}

function without(found: Harvest, refused: Refused): Harvest {
	if (refused.size === 0) return found;
	const isTaken = ({ id }: Harvest['actions' | 'decisions'][number]) => !refused.has(id);
	const { actions, decisions } = found;
	return { ...found, actions: actions.filter(isTaken), decisions: decisions.filter(isTaken) };
}

export interface RegistersOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly events: SessionEvents;
	/** Most records of one person in a session that get a number. */
	readonly recordsPerPerson: number;
	/** Counts each record that is left out. */
	readonly onRefused?: ((code: RefusalCode) => void) | undefined;
}

/**
 * The registers of actions and decisions: SQL rows derived from documents, and their numbers, which are given here and
 * never reused. The row of a record that was withdrawn from its document is void.
 */
export class Registers {
	readonly #options: RegistersOptions;
	/** One document at a time in each session, so that numbers are consecutive. */
	readonly #queues = new Queues<SessionId>();

	constructor(options: RegistersOptions) {
		this.#options = options;
	}

	/**
	 * Updates the rows of a document to a state of it, gives missing numbers, and emits events for changes. `actors`
	 * are the actors of changes made by command.
	 */
	async project(id: DocumentId, found: Harvest, actors: Actors = new Map()): Promise<void> {
		const document = await this.#options.documents.head(id);
		if (!document) return;
		await this.#queues.run(document.session_id, () => this.#project(document, found, actors));
	}

	/** The records of a document that have a number. */
	known(document: DocumentId): Promise<string[]> {
		return numberedIn(this.#options.database, document);
	}

	async #project(document: StoredDocumentHead, found: Harvest, actors: Actors): Promise<void> {
		const { events } = this.#options;
		const { given, numbers, changed, leftOut } = await this.#write(document, found, actors);
		if (leftOut !== undefined) this.#tellLeftOut(document.id, leftOut);
		if (given) events.emit('numbers', document.session_id, document.id, numbers);
		for (const view of changed) events.emit('followUp', view);
		events.emit('registers', document.session_id, document.id);
	}

	/**
	 * Writes numbers and rows, a few in each transaction: nobody else can write while one is open, not even what is typed.
	 * What a crash leaves undone is done at the next start, because the document's head is written last.
	 */
	async #write(document: StoredDocumentHead, all: Harvest, actors: Actors): Promise<Written> {
		const { database, recordsPerPerson } = this.#options;
		const { given, found, leftOut } = await database.transaction().execute(async (transaction) => {
			const { given, refused } = await giveNumbers(transaction, document, all, recordsPerPerson);
			const found = without(all, refused);
			await markVoid(transaction, document, found);
			const now = leftOutOf(all, refused);
			const before = await writeLeftOut(transaction, document.id, now);
			return { given, found, leftOut: before === undefined ? before : total(now) - before };
		});
		const numbers = await this.numbersOf(document.id);
		const mayIllustrate = await hasSource(database, document.session_id);
		const known = { numbers, actors, mayIllustrate };
		const changed = await writeActions(database, document, found.actions, known);
		await writeDecisions(database, document, found.decisions, { mayIllustrate });
		await database
			.updateTable('document')
			.set({ projected_seq: found.head })
			.where('id', '=', document.id)
			.execute();
		return { given, numbers, changed, leftOut };
	}

	#tellLeftOut(document: DocumentId, more: number): void {
		const { events, onRefused } = this.#options;
		for (let left = more; left > 0; left--) onRefused?.('records-full');
		events.emit('leftOut', document);
	}

	/** How many records of a document are not in the registers, or not as they are, because there are too many. */
	async leftOut(document: DocumentId, by: PersonId | 'anybody'): Promise<number> {
		const counts = await readLeftOut(this.#options.database, document);
		return by === 'anybody' ? total(counts) : (counts.get(by) ?? 0);
	}

	/** The references of a document's records, by object id. */
	async numbersOf(document: DocumentId): Promise<Record<string, string>> {
		const rows = await this.#options.database
			.selectFrom('register_number')
			.innerJoin('session', 'session.id', 'register_number.session_id')
			.select(['object_id', 'kind', 'register_number.sequence', 'session.reference'])
			.where('document_id', '=', document)
			.execute();
		return Object.fromEntries(
			rows.map((row) => [row.object_id, objectReference(row.reference, row.kind, row.sequence)])
		);
	}

	/** Documents that changed after their last projection, for example because of a crash. */
	async stale(): Promise<DocumentId[]> {
		const rows = await this.#options.database
			.selectFrom('document')
			.select('document.id')
			.where((where) =>
				where.or([
					where.exists(
						where
							.selectFrom('document_update')
							.select('seq')
							.whereRef('document_update.document_id', '=', 'document.id')
							.whereRef('document_update.seq', '>', 'document.projected_seq')
					),
					where.exists(
						where
							.selectFrom('document_snapshot')
							.select('seq')
							.whereRef('document_snapshot.document_id', '=', 'document.id')
							.whereRef('document_snapshot.seq', '>', 'document.projected_seq')
					)
				])
			)
			.execute();
		return rows.map(({ id }) => id);
	}
}
