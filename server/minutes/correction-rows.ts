import {
	newId,
	type CorrectionId,
	type DocumentId,
	type EditionId,
	type OrganisationId,
	type PersonId
} from '#shared/ids.ts';
import type { CorrectionAnswer, CorrectionView, VoteView } from '#shared/minutes/edition.ts';
import type { Database } from '../store/connect.ts';

export interface NewCorrection {
	readonly document: DocumentId;
	readonly line: string;
	readonly number: string;
	readonly was: string;
	readonly wanted: string;
	readonly reason: string;
}

/** Who makes it, and for which delegation. */
interface Maker {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
}

export async function addCorrection(
	transaction: Database,
	edition: EditionId,
	{ person, organisation }: Maker,
	{ document, ...words }: NewCorrection
): Promise<CorrectionId> {
	const id = newId<CorrectionId>();
	await transaction
		.insertInto('minutes_correction')
		.values({
			...{ id, edition_id: edition, document_id: document, ...words, at: Date.now() },
			...{ person_id: person, organisation_id: organisation },
			...{ answer: null, answered_by: null, answered_at: null }
		})
		.execute();
	return id;
}

/** Keeps how a correction was answered. */
export async function answerCorrection(
	transaction: Database,
	id: CorrectionId,
	answer: { readonly how: CorrectionAnswer; readonly words: string; readonly by: PersonId }
): Promise<void> {
	await transaction
		.updateTable('minutes_correction')
		.set({ answer: answer.how, answer_words: answer.words })
		.set({ answered_by: answer.by, answered_at: Date.now() })
		.where('id', '=', id)
		.execute();
}

export type CorrectionRow = Awaited<ReturnType<typeof correctionRows>>[number];

/** The corrections of an edition, oldest first. Checks no right. */
export function correctionRows(database: Database, edition: EditionId) {
	return database
		.selectFrom('minutes_correction as correction')
		.leftJoin('person', 'person.id', 'correction.person_id')
		.leftJoin('person as answerer', 'answerer.id', 'correction.answered_by')
		.innerJoin('organisation', 'organisation.id', 'correction.organisation_id')
		.selectAll('correction')
		.select(['person.name', 'organisation.code', 'answerer.name as answerer'])
		.where('edition_id', '=', edition)
		.orderBy('correction.at')
		.orderBy('correction.id')
		.execute();
}

/** How one is shown to somebody; `now` is what its line says. */
export function correctionView(
	row: CorrectionRow,
	person: PersonId,
	now: string | undefined
): CorrectionView {
	const { id, document_id: document, line, number, was, wanted, reason, at } = row;
	return {
		...{ id, document, line, number, was, wanted, reason, at },
		by: { name: row.name ?? '?', code: row.code },
		isOwn: row.person_id === person,
		hasMoved: now !== was,
		answer:
			row.answer === null
				? undefined
				: {
						...{ how: row.answer, words: row.answer_words },
						...{ by: row.answerer ?? '?', at: row.answered_at ?? row.at }
					}
	};
}

/** How many corrections of an edition wait for an answer. */
export async function openCorrections(database: Database, edition: EditionId): Promise<number> {
	const { count } = await database
		.selectFrom('minutes_correction')
		.select((one) => one.fn.countAll<number>().as('count'))
		.where('edition_id', '=', edition)
		.where('answer', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** What the delegations say on the adoption of an edition. */
export async function votesOn(database: Database, edition: EditionId): Promise<VoteView[]> {
	const rows = await database
		.selectFrom('minutes_vote as vote')
		.innerJoin('organisation', 'organisation.id', 'vote.organisation_id')
		.leftJoin('person', 'person.id', 'vote.person_id')
		.select(['vote.organisation_id', 'vote.objects', 'vote.words', 'vote.at'])
		.select(['organisation.code', 'person.name'])
		.where('edition_id', '=', edition)
		.orderBy('vote.at')
		.execute();
	return rows.map(({ organisation_id: organisation, code, name, objects, words, at }) => ({
		...{ organisation, code, name: name ?? '?', objects: objects === 1, words, at }
	}));
}

/** Keeps what a delegation says on adoption, in place of what it said before. */
export async function putVote(
	transaction: Database,
	edition: EditionId,
	{ person, organisation }: Maker,
	{ objects, words }: { readonly objects: boolean; readonly words: string }
): Promise<void> {
	const vote = { person_id: person, objects: objects ? 1 : 0, words, at: Date.now() };
	await transaction
		.insertInto('minutes_vote')
		.values({ edition_id: edition, organisation_id: organisation, ...vote })
		.onConflict((one) => one.columns(['edition_id', 'organisation_id']).doUpdateSet(vote))
		.execute();
}

/** Keeps that somebody has opened what was circulated. */
export async function addOpened(
	transaction: Database,
	edition: EditionId,
	{ person, organisation }: Maker
): Promise<void> {
	await transaction
		.insertInto('minutes_opened')
		.values({
			edition_id: edition,
			person_id: person,
			organisation_id: organisation,
			at: Date.now()
		})
		.onConflict((one) => one.doNothing())
		.execute();
}

/** Whether somebody has opened it before. */
export async function hasOpened(
	database: Database,
	edition: EditionId,
	person: PersonId
): Promise<boolean> {
	const row = await database
		.selectFrom('minutes_opened')
		.select('at')
		.where('edition_id', '=', edition)
		.where('person_id', '=', person)
		.executeTakeFirst();
	return row !== undefined;
}

/** The codes of the delegations of which somebody has opened it. */
export async function openedBy(database: Database, edition: EditionId): Promise<string[]> {
	const rows = await database
		.selectFrom('minutes_opened as opened')
		.innerJoin('organisation', 'organisation.id', 'opened.organisation_id')
		.select('organisation.code')
		.distinct()
		.where('edition_id', '=', edition)
		.orderBy('organisation.code')
		.execute();
	return rows.map(({ code }) => code);
}
