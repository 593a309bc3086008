import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type {
	ActionId,
	AgendaItemId,
	DecisionId,
	DocumentId,
	PersonId,
	SessionId
} from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { RefusalCode } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import { writeActions, type Actors } from './action-rows.ts';
import { changedSince } from './changed-since.ts';
import { writeDecisions } from './decision-rows.ts';
import { viewOf, type Harvest } from './harvest.ts';
import { leftOutOf, readLeftOut, total, writeLeftOut } from './left-out.ts';
import { giveNumbers, numberedIn, type Refused } from './numbers.ts';
import { markVoid } from './void-rows.ts';
import { Queues } from '../commands/queues.ts';

/** Where a record is; the item may be gone. */
interface RecordPlace {
	readonly document: DocumentId;
	readonly item: AgendaItemId | null;
}

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

/**
 * Which records of a session are illustrative: `all` where it is made up as a whole, those that are marked so where it was
 * made from a published source, and none elsewhere.
 */
async function illustrativeIn(database: Database, session: SessionId) {
	const row = await database
		.selectFrom('session')
		.select(['source', 'illustrative'])
		.where('id', '=', session)
		.executeTakeFirst();
	if (row?.illustrative === 1) return 'all';
	return row?.source ? 'marked' : 'none';
}

/** The records, all of them marked. */
function asIllustrative({ actions, decisions, ...found }: Harvest): Harvest {
	const mark = <Marked extends object>(one: Marked) => ({ ...one, illustrative: true });
	return { ...found, actions: actions.map(mark), decisions: decisions.map(mark) };
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
	/** The first state of a document that counts. */
	readonly #least = new Map<DocumentId, number>();

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

	/**
	 * Does some work while no document of a session is projected. What was read of the document before the state at which the
	 * work leaves it does not count any more.
	 */
	still(session: SessionId, document: DocumentId, work: () => Promise<number>): Promise<void> {
		return this.#queues.run(session, async () => {
			this.#least.set(document, await work());
		});
	}

	/** The records of a document that have a number. */
	known(document: DocumentId): Promise<string[]> {
		return numberedIn(this.#options.database, document);
	}

	async #project(document: StoredDocumentHead, found: Harvest, actors: Actors): Promise<void> {
		const { events } = this.#options;
		if (found.head < (this.#least.get(document.id) ?? 0)) return; // what was read is on its way somewhere else
		const { given, numbers, changed, leftOut } = await this.#write(document, found, actors);
		if (leftOut !== undefined) this.#tellLeftOut(document.id, leftOut);
		if (given) events.emit('numbers', document.session_id, document.id, numbers);
		for (const view of changed) events.emit('followUp', view);
		events.emit('registers', document.session_id, document.id);
		// Everybody in a session has its board open.
		if (document.kind !== 'board')
			events.emit('records', document.session_id, document.id, viewOf(found));
	}

	/**
	 * Writes numbers and rows, a few in each transaction: nobody else can write while one is open, not even what is typed.
	 * What a crash leaves undone is done at the next start, because the document's head is written last.
	 */
	async #write(document: StoredDocumentHead, all: Harvest, actors: Actors): Promise<Written> {
		const { database, recordsPerPerson } = this.#options;
		const { given, found, missed, leftOut } = await database
			.transaction()
			.execute(async (transaction) => {
				const { given, refused } = await giveNumbers(transaction, document, all, recordsPerPerson);
				const found = without(all, refused);
				const missed = await markVoid(transaction, document, found);
				const now = leftOutOf(all, refused);
				const before = await writeLeftOut(transaction, document.id, now);
				return {
					given,
					found,
					missed,
					leftOut: before === undefined ? before : total(now) - before
				};
			});
		const numbers = await this.numbersOf(document.id);
		const which = await illustrativeIn(database, document.session_id);
		const mayIllustrate = which !== 'none';
		const { actions, decisions } = which === 'all' ? asIllustrative(found) : found;
		const known = { numbers, actors, mayIllustrate };
		const changed = await writeActions(database, document, actions, known);
		await writeDecisions(database, document, decisions, { mayIllustrate });
		await database
			.updateTable('document')
			.set({ projected_seq: found.head })
			.where('id', '=', document.id)
			.execute();
		return { given, numbers, changed: [...missed, ...changed], leftOut };
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

	/** The document and item of a record of a session that was not withdrawn, for callers that know the reader. */
	async placeOf(session: SessionId, id: ActionId | DecisionId): Promise<RecordPlace | undefined> {
		const { database } = this.#options;
		const documents = database
			.selectFrom('document')
			.select('document.id')
			.where('document.session_id', '=', session);
		const at = (table: 'action' | 'decision') =>
			database
				.selectFrom(table)
				.select(['document_id as document', 'item_id as item'])
				.where('id', '=', id as never)
				.where('document_id', 'in', documents)
				.where('void', '=', 0)
				.executeTakeFirst();
		return (await at('action')) ?? (await at('decision'));
	}

	/** Documents that changed after their last projection, for example because of a crash. */
	stale(): Promise<DocumentId[]> {
		return changedSince(this.#options.database, 'projected_seq');
	}
}
