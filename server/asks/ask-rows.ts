import * as v from 'valibot';
import type { AskEnd, AskView, Wish } from '#shared/asks/ask.ts';
import { organisationId, personId } from '#shared/commands/fields.ts';
import { newId, type DocumentId, type PersonId, type RequestId } from '#shared/ids.ts';
import { LABELS } from '#shared/markings.ts';
import type { Day } from '#shared/time/dates.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import type { Row } from '../store/tables.ts';

const stored = v.variant('is', [
	v.object({
		is: v.literal('release'),
		organisations: v.array(organisationId),
		persons: v.array(personId)
	}),
	v.object({ is: v.literal('lower'), label: v.picklist(LABELS) }),
	v.object({ is: v.literal('sanitise') })
]);
const NOBODY: Wish = { is: 'release', organisations: [], persons: [] };

export interface NewAsk {
	readonly document: DocumentId;
	readonly by: PersonId;
	readonly wish: Wish;
	readonly words: string;
	readonly until: Day | undefined;
}

export async function addAsk(
	transaction: Database,
	{ document, by, wish, words, until }: NewAsk
): Promise<RequestId> {
	const id = newId<RequestId>();
	await transaction
		.insertInto('originator_ask')
		.values({
			...{ id, document_id: document, person_id: by, wish: JSON.stringify(wish), words },
			...{ until: until ?? null, at: Date.now(), ended: null, ended_by: null, ended_at: null }
		})
		.execute();
	return id;
}

/** A request about a document, whether it waits or not. */
export function askRow(database: Database, document: DocumentId, id: RequestId) {
	return database
		.selectFrom('originator_ask')
		.selectAll()
		.where('id', '=', id)
		.where('document_id', '=', document)
		.executeTakeFirst();
}

/** Keeps how a request ended. */
export async function endAsk(
	transaction: Database,
	id: RequestId,
	end: { readonly how: AskEnd; readonly words: string; readonly by: PersonId }
): Promise<void> {
	await transaction
		.updateTable('originator_ask')
		.set({ ended: end.how, end_words: end.words, ended_by: end.by, ended_at: Date.now() })
		.where('id', '=', id)
		.execute();
}

/** What a person asked for: of a document, of all, and what of that waits. */
export function asksOfPerson(database: Database, person: PersonId) {
	return database
		.selectFrom('originator_ask')
		.select(['document_id', 'ended'])
		.where('person_id', '=', person)
		.execute();
}

export type ListedAsk = Awaited<ReturnType<typeof asksAbout>>[number];

/** The requests about a document, and about what is withheld in it, newest first. Checks no right. */
export function asksAbout(database: Database, document: DocumentId) {
	return database
		.selectFrom('originator_ask as ask')
		.innerJoin('person', 'person.id', 'ask.person_id')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.leftJoin('person as ender', 'ender.id', 'ask.ended_by')
		.leftJoin('restriction', 'restriction.annex_id', 'ask.document_id')
		.selectAll('ask')
		.select(['person.name', 'organisation.code', 'ender.name as ender'])
		.select(['restriction.traced', 'restriction.marker_client', 'restriction.marker_clock'])
		.where((one) =>
			one.or([one('ask.document_id', '=', document), one('restriction.document_id', '=', document)])
		)
		.orderBy('ask.at', 'desc')
		.orderBy('ask.id')
		.execute();
}

/** How one of them is shown to somebody, who asks from that document. */
export function askView(row: ListedAsk, person: PersonId, document: DocumentId): AskView {
	const { marker_client: client, marker_clock: clock } = row;
	const isFromGap = row.document_id !== document && client !== null && clock !== null;
	return {
		...{ id: row.id, by: { name: row.name, code: row.code }, isOwn: row.person_id === person },
		marker: isFromGap ? { client, clock } : undefined,
		...{ wish: wishIn(row), words: row.words, until: row.until ?? undefined, at: row.at },
		end:
			row.ended === null
				? undefined
				: {
						...{ how: row.ended, words: row.end_words },
						...{ by: row.ender ?? '?', at: row.ended_at ?? row.at }
					}
	};
}

function wishIn({ wish }: Pick<Row<'originator_ask'>, 'wish'>): Wish {
	return readJson(stored, wish) ?? NOBODY;
}
