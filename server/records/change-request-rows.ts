import * as v from 'valibot';
import type { AskedChange, ChangeRequest } from '#shared/follow-up/change-request.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import { newId, type OrganisationId, type PersonId, type RequestId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import { askedChange } from './follow-up-event.ts';

const nothing: AskedChange = {};

/** What is stored as a change; nothing if it cannot be read. */
export function readChange(json: string): AskedChange {
	const read = v.safeParse(askedChange, readJson(v.record(v.string(), v.unknown()), json));
	return read.success ? read.output : nothing;
}

/** Keeps what a person asks for, in the place of what they asked before. */
export async function putRequest(
	transaction: Database,
	{ document, action }: ActionPlace,
	asked: { readonly by: PersonId; readonly change: AskedChange; readonly words: string }
): Promise<void> {
	const row = { change: JSON.stringify(asked.change), words: asked.words, at: Date.now() };
	const place = { document_id: document, action_id: action, person_id: asked.by };
	await transaction
		.insertInto('change_request')
		.values({ id: newId<RequestId>(), ...place, ...row })
		.onConflict((conflict) =>
			conflict.columns(['document_id', 'action_id', 'person_id']).doUpdateSet(row)
		)
		.execute();
}

/** A request that waits. */
export function requestRow(database: Database, { document, action }: ActionPlace, id: RequestId) {
	return database
		.selectFrom('change_request')
		.selectAll()
		.where('id', '=', id)
		.where('document_id', '=', document)
		.where('action_id', '=', action)
		.executeTakeFirst();
}

export async function removeRequest(transaction: Database, id: RequestId): Promise<void> {
	await transaction.deleteFrom('change_request').where('id', '=', id).execute();
}

/** How many changes of an action wait. */
export async function countRequests(database: Database, { document, action }: ActionPlace) {
	const { count } = await database
		.selectFrom('change_request')
		.select((one) => one.fn.countAll<number>().as('count'))
		.where('document_id', '=', document)
		.where('action_id', '=', action)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The changes of an action that wait, oldest first. The caller must have checked that the reader may read them. */
export async function requestsOf(
	database: Database,
	{ document, action }: ActionPlace
): Promise<ChangeRequest[]> {
	const rows = await database
		.selectFrom('change_request as request')
		.innerJoin('person', 'person.id', 'request.person_id')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select(['request.id', 'request.change', 'request.words', 'request.at'])
		.select(['person.name', 'organisation.code'])
		.where('request.document_id', '=', document)
		.where('request.action_id', '=', action)
		.orderBy('request.at')
		.orderBy('request.id')
		.execute();
	const changes = rows.map((row) => readChange(row.change));
	const names = await namesIn(database, changes);
	return rows.map(({ id, name, code, words, at }, index) => ({
		...{ id, by: { name, code }, words, at, names, change: changes[index] ?? nothing }
	}));
}

/** Codes of the organisations and names of the people in changes. */
async function namesIn(
	database: Database,
	changes: readonly AskedChange[]
): Promise<Record<string, string>> {
	const organisations = changes.flatMap(({ leadOrganisation: id }) => id ?? []);
	const people = changes.flatMap(({ leadPerson: id }) => id ?? []);
	const coded = await codesOf(database, organisations);
	const named = await namesOf(database, people);
	return Object.fromEntries([...coded, ...named]);
}

async function codesOf(database: Database, ids: readonly OrganisationId[]) {
	if (ids.length === 0) return [];
	const rows = await database
		.selectFrom('organisation')
		.select(['id', 'code'])
		.where('id', 'in', ids)
		.execute();
	return rows.map(({ id, code }) => [id, code] as const);
}

async function namesOf(database: Database, ids: readonly PersonId[]) {
	if (ids.length === 0) return [];
	const rows = await database
		.selectFrom('person')
		.select(['id', 'name'])
		.where('id', 'in', ids)
		.execute();
	return rows.map(({ id, name }) => [id, name] as const);
}
