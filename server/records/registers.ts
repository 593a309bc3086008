import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { Database } from '../store/connect.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import { asFrozen, frozenIn } from './frozen.ts';
import { writeActions, type Actors } from './action-rows.ts';
import { writeDecision } from './decision-rows.ts';
import type { Harvest } from './harvest.ts';
import { giveNumbers } from './numbers.ts';
import { markVoid } from './void-rows.ts';
import { Queues } from '../commands/queues.ts';

/** What became of a document's rows. */
interface Written {
	/** True when a number was given. */
	readonly given: boolean;
	readonly numbers: Readonly<Record<string, string>>;
	/** Where the actions stand whose rows changed. */
	readonly changed: readonly FollowUpView[];
}

export interface RegistersOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly events: SessionEvents;
}

/**
 * The registers of actions and decisions: SQL rows derived from documents, and the numbers, which are given here and
 * never again. A row whose record has gone from its document is void.
 */
export class Registers {
	readonly #options: RegistersOptions;
	/** One document at a time in each session, so that numbers follow each other. */
	readonly #queues = new Queues<SessionId>();

	constructor(options: RegistersOptions) {
		this.#options = options;
	}

	/**
	 * Brings the rows of a document up to date with a state of it, gives missing numbers and tells that they changed.
	 * `actors` says who changed an action by command.
	 */
	async project(id: DocumentId, found: Harvest, actors: Actors = new Map()): Promise<void> {
		const document = await this.#options.documents.head(id);
		if (!document) return;
		await this.#queues.run(document.session_id, () => this.#project(document, found, actors));
	}

	async #project(document: StoredDocumentHead, found: Harvest, actors: Actors): Promise<void> {
		const { events } = this.#options;
		const { given, numbers, changed } = await this.#write(document, found, actors);
		if (given) events.emit('numbers', document.session_id, document.id, numbers);
		for (const view of changed) events.emit('followUp', view);
		events.emit('changed', document.session_id, 'registers');
	}

	/** Writes rows and numbers in one transaction. */
	async #write(document: StoredDocumentHead, found: Harvest, actors: Actors): Promise<Written> {
		return this.#options.database.transaction().execute(async (transaction) => {
			const given = await giveNumbers(transaction, document, found);
			const frozen = await frozenIn(transaction, document.id);
			await markVoid(transaction, document, found, frozen);
			const numbers = await this.numbersOf(document.id, transaction);
			const changed = await writeActions(transaction, document, found.actions, { numbers, actors });
			for (const decision of found.decisions)
				await writeDecision(transaction, document, asFrozen(decision, frozen));
			await transaction
				.updateTable('document')
				.set({ projected_seq: found.head })
				.where('id', '=', document.id)
				.execute();
			return { given, numbers, changed };
		});
	}

	/** References by object id for the records of one document. */
	async numbersOf(
		document: DocumentId,
		transaction = this.#options.database
	): Promise<Record<string, string>> {
		const rows = await transaction
			.selectFrom('register_number')
			.innerJoin('session', 'session.id', 'register_number.session_id')
			.select(['object_id', 'kind', 'register_number.sequence', 'session.reference'])
			.where('document_id', '=', document)
			.execute();
		return Object.fromEntries(
			rows.map((row) => [row.object_id, objectReference(row.reference, row.kind, row.sequence)])
		);
	}

	/** Documents that changed after their rows were last written, as after a crash. */
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
