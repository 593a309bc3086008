import { keepsRecord, type Reader } from '#shared/access.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { ReadBackAnswer, ReadBackView } from '#shared/decisions/read-back.ts';
import type { DocumentId, OrganisationId, PersonId, ReadBackId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Day } from '#shared/time/dates.ts';
import type { Database } from '../store/connect.ts';

export interface GivenAnswer {
	readonly organisations: readonly OrganisationId[];
	readonly answer: ReadBackAnswer;
	readonly words: string;
	readonly liftBy: Day | undefined;
}

/** A refusal when the reader may not answer for these delegations; undefined when they may. */
export function mayAnswer(
	reader: Reader,
	view: ReadBackView,
	organisations: readonly OrganisationId[]
): Refusal | undefined {
	const asked = view.answers.map(({ organisation }) => organisation);
	if (!organisations.every((one) => asked.includes(one))) return refuse('not-asked');
	const isOwn = organisations.every((one) => one === reader.organisation);
	return isOwn || keepsRecord(reader.role) ? undefined : refuse('forbidden');
}

/** Ends a read-back with its result. */
export async function writeEnd(
	transaction: Database,
	id: ReadBackId,
	result: NonNullable<ReadBackView['result']>
) {
	await transaction
		.updateTable('read_back')
		.set({ closed_at: Date.now(), result })
		.where('id', '=', id)
		.execute();
}

/** Makes a read-back open again, with the answers that it had. */
export async function writeReopened(transaction: Database, id: ReadBackId): Promise<void> {
	await transaction
		.updateTable('read_back')
		.set({ closed_at: null, result: null })
		.where('id', '=', id)
		.execute();
}

interface NewReadBack {
	readonly id: ReadBackId;
	readonly session: SessionId;
	readonly document: DocumentId;
	readonly record: DecisionRecord;
	readonly by: PersonId;
	readonly asked: readonly OrganisationId[];
	readonly at: number;
}

/** Stores a new read-back, with an empty answer for each delegation. */
export async function writeReadBack(transaction: Database, one: NewReadBack): Promise<void> {
	const { id, record } = one;
	await transaction
		.insertInto('read_back')
		.values({
			...{ id, session_id: one.session, document_id: one.document, decision_id: record.id },
			...{ revision: 0, kind: record.kind, verb: record.verb, text: record.text },
			...{ opened_at: one.at, opened_by: one.by, closed_at: null, result: null }
		})
		.execute();
	for (const [position, organisation] of one.asked.entries())
		await transaction
			.insertInto('read_back_answer')
			.values({
				...{ read_back_id: id, organisation_id: organisation, position, answer: null, words: '' },
				...{ lift_by: null, answered_at: null, answered_by: null, lifted_at: null }
			})
			.execute();
}

/** Stores the answers of delegations. Words and the date to lift by are kept only for a reservation. */
export async function writeAnswer(
	transaction: Database,
	id: ReadBackId,
	by: PersonId,
	{ organisations, answer, words, liftBy }: GivenAnswer
): Promise<void> {
	const isReservation = answer === 'reservation';
	await transaction
		.updateTable('read_back_answer')
		.set({
			answer,
			words: isReservation ? words : '',
			lift_by: isReservation ? (liftBy ?? null) : null,
			answered_at: Date.now(),
			answered_by: by,
			lifted_at: null
		})
		.where('read_back_id', '=', id)
		.where('organisation_id', 'in', organisations)
		.execute();
}

export async function writeLift(
	transaction: Database,
	id: ReadBackId,
	organisation: OrganisationId
): Promise<void> {
	await transaction
		.updateTable('read_back_answer')
		.set({ lifted_at: Date.now() })
		.where('read_back_id', '=', id)
		.where('organisation_id', '=', organisation)
		.execute();
}

/** Increments the revision, by which a browser knows which of two views is newer. */
export async function countRevision(transaction: Database, id: ReadBackId): Promise<void> {
	await transaction
		.updateTable('read_back')
		.set((set) => ({ revision: set('revision', '+', 1) }))
		.where('id', '=', id)
		.execute();
}
