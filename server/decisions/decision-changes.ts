import { can } from '#shared/access.ts';
import type { DecisionId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Database } from '../store/connect.ts';
import type { Commands } from '../commands/commands.ts';
import { decisionNumber } from '../records/numbered.ts';

export interface DecisionChangesOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly participation: Participation;
	readonly documents: Documents;
	readonly events: SessionEvents;
}

/** A decision and the document that holds it. */
export interface DecisionPlace {
	readonly decision: DecisionId;
	readonly document: DocumentId;
}

interface Placed extends DecisionPlace {
	readonly session: SessionId;
	/** Orders decisions in time: the session's date and number, then when the decision got its own number. */
	readonly order: readonly [date: string, session: number, given: number];
}

/** Which later decision amends or supersedes an earlier one, as marked by people who keep the records of both. */
export class DecisionChanges {
	readonly #options: DecisionChangesOptions;

	constructor(options: DecisionChangesOptions) {
		this.#options = options;
	}

	/** Marks a decision of a session as amended or superseded; `undefined` puts it in force again. */
	async mark(
		by: PersonId,
		session: SessionId,
		earlier: DecisionPlace,
		change: { readonly kind: 'amended' | 'superseded'; readonly by: DecisionPlace } | undefined
	): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const detail = { ...earlier, change: change?.kind, later: change?.by };
		const order = { by, session, name: 'decision.mark', detail } as const;
		return commands.execute(order, {
			before: () => this.#refusal(by, session, earlier, change?.by),
			act: async (transaction) => {
				await clear(transaction, earlier);
				if (change) await insert(transaction, earlier, change.kind, change.by);
				return undefined;
			},
			tell: () => events.emit('registers', session, earlier.document)
		});
	}

	/** Refuses people who do not keep both records, and a change by a decision that is not later. */
	async #refusal(
		by: PersonId,
		session: SessionId,
		earlier: DecisionPlace,
		place: DecisionPlace | undefined
	): Promise<Refusal | undefined> {
		const { participation } = this.#options;
		const one = await this.#placed(by, earlier);
		if (one?.session !== session) return refuse('not-found');
		if (!place) return undefined;
		const later = await this.#placed(by, place);
		if (!later) return refuse('not-found');
		const there = await participation.reader(by, later.session);
		if (!can(there?.role, 'read back')) return refuse(there ? 'forbidden' : 'not-found');
		return isAfter(later, one) ? undefined : refuse('not-later');
	}

	/** A decision in a document that the person may read; undefined when it was withdrawn. */
	async #placed(by: PersonId, place: DecisionPlace): Promise<Placed | undefined> {
		const { database, documents } = this.#options;
		if ((await documents.access(by, place.document)) === 'none') return undefined;
		const row = await database
			.selectFrom('decision')
			.innerJoin('session', 'session.id', 'decision.session_id')
			.innerJoin('register_number', decisionNumber)
			.select(['session.id as session', 'session.date', 'session.sequence'])
			.select(['register_number.given_at', 'register_number.sequence as number'])
			.where('decision.id', '=', place.decision)
			.where('decision.document_id', '=', place.document)
			.where('decision.void', '=', 0)
			.executeTakeFirst();
		if (!row) return undefined;
		return { ...place, session: row.session, order: [row.date, row.sequence, row.given_at] };
	}
}

/** Strictly later, so that changes can never form a cycle. */
function isAfter(later: Placed, earlier: Placed): boolean {
	for (const [index, value] of later.order.entries()) {
		const other = earlier.order[index];
		if (other !== undefined && value !== other) return value > other;
	}
	return false;
}

async function clear(transaction: Database, { document, decision }: DecisionPlace): Promise<void> {
	await transaction
		.deleteFrom('decision_change')
		.where('document_id', '=', document)
		.where('decision_id', '=', decision)
		.execute();
}

async function insert(
	transaction: Database,
	earlier: DecisionPlace,
	kind: 'amended' | 'superseded',
	later: DecisionPlace
): Promise<void> {
	await transaction
		.insertInto('decision_change')
		.values({
			...{ document_id: earlier.document, decision_id: earlier.decision, kind },
			...{ by_document_id: later.document, by_decision_id: later.decision, at: Date.now() }
		})
		.execute();
}
