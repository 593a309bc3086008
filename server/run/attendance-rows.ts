import { newId, type PersonId, type SessionId, type StayId } from '#shared/ids.ts';
import {
	presentAt,
	type Absence,
	type PersonAttendance,
	type Stay
} from '#shared/run/attendance.ts';
import type { Database } from '../store/connect.ts';
import { greater } from '../store/dialect.ts';
import type { Row } from '../store/tables.ts';

/** The attendance of these people; without a list, of everybody with a stay or an absence on record. */
export async function readAttendance(
	database: Database,
	session: SessionId,
	people?: readonly PersonId[]
): Promise<PersonAttendance[]> {
	const stays = await database
		.selectFrom('stay')
		.selectAll()
		.where('session_id', '=', session)
		.$if(people !== undefined, (query) => query.where('person_id', 'in', people ?? []))
		.orderBy('arrived_at')
		.orderBy('id')
		.execute();
	const absences = await database
		.selectFrom('absence')
		.selectAll()
		.where('session_id', '=', session)
		.$if(people !== undefined, (query) => query.where('person_id', 'in', people ?? []))
		.execute();
	const known = people ?? [...stays, ...absences].map((row) => row.person_id);
	const byPerson = Map.groupBy(stays, (row) => row.person_id);
	return [...new Set(known)].map((person) => ({
		person,
		stays: (byPerson.get(person) ?? []).map(stay),
		absence: absence(absences.find((row) => row.person_id === person))
	}));
}

/** Who is present in a session now, by what is recorded. */
export async function presentIn(database: Database, session: SessionId): Promise<PersonId[]> {
	const known = await readAttendance(database, session);
	return presentAt(known, Date.now()).map(({ person }) => person);
}

function stay(row: Row<'stay'>): Stay {
	return {
		id: row.id,
		mode: row.mode,
		source: row.source,
		arrivedAt: row.arrived_at,
		leftAt: row.left_at ?? undefined
	};
}

function absence(row: Row<'absence'> | undefined): Absence | undefined {
	if (!row) return undefined;
	return row.replaced_by ? { kind: 'replaced', by: row.replaced_by } : { kind: 'excused' };
}

/** Adds arrivals, and clears the absence of whoever arrived. */
export async function addStays(
	transaction: Database,
	session: SessionId,
	people: readonly PersonId[],
	{ mode, source, arrivedAt }: Pick<Stay, 'mode' | 'source' | 'arrivedAt'>
): Promise<void> {
	if (people.length === 0) return;
	const rows = people.map((person) => ({
		id: newId<StayId>(),
		session_id: session,
		person_id: person,
		mode,
		source,
		arrived_at: arrivedAt,
		left_at: null
	}));
	await transaction.insertInto('stay').values(rows).execute();
	for (const person of people) await clearAbsence(transaction, session, person);
}

/** Changes a stay. */
export async function writeStay(
	transaction: Database,
	stay: StayId,
	change: Partial<Pick<Row<'stay'>, 'mode' | 'source' | 'arrived_at' | 'left_at'>>
): Promise<void> {
	await transaction.updateTable('stay').set(change).where('id', '=', stay).execute();
}

/** Removes a stay. */
export async function dropStay(transaction: Database, stay: StayId): Promise<void> {
	await transaction.deleteFrom('stay').where('id', '=', stay).execute();
}

/** Ends the stays of everybody present. */
export async function endStays(
	transaction: Database,
	session: SessionId,
	at: number
): Promise<void> {
	await transaction
		.updateTable('stay')
		.set((one) => ({ left_at: greater(one.val(at), one.ref('arrived_at')) }))
		.where('session_id', '=', session)
		.where('left_at', 'is', null)
		.execute();
}

/** Records that a person is excused or replaced. */
export async function writeAbsence(
	transaction: Database,
	session: SessionId,
	person: PersonId,
	absence: Absence
): Promise<void> {
	const replaced_by = absence.kind === 'replaced' ? absence.by : null;
	await transaction
		.insertInto('absence')
		.values({ session_id: session, person_id: person, replaced_by })
		.onConflict((conflict) =>
			conflict.columns(['session_id', 'person_id']).doUpdateSet({ replaced_by })
		)
		.execute();
}

/** The person is expected again. */
export async function clearAbsence(transaction: Database, session: SessionId, person: PersonId) {
	await transaction
		.deleteFrom('absence')
		.where('session_id', '=', session)
		.where('person_id', '=', person)
		.execute();
}

/** The people in all sessions whose open stay began by joining. */
export function joinedStays(database: Database) {
	return database
		.selectFrom('stay')
		.select(['session_id as session', 'person_id as person'])
		.where('source', '=', 'joined')
		.where('left_at', 'is', null)
		.execute();
}

/** Ends the open stay of a person that began by joining; false when there is none. */
export async function endJoined(
	transaction: Database,
	session: SessionId,
	person: PersonId,
	at: number
): Promise<boolean> {
	const { numUpdatedRows } = await transaction
		.updateTable('stay')
		.set((one) => ({ left_at: greater(one.val(at), one.ref('arrived_at')) }))
		.where('session_id', '=', session)
		.where('person_id', '=', person)
		.where('source', '=', 'joined')
		.where('left_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}
