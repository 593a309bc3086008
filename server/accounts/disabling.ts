import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import { endLinks } from './links.ts';
import { endLogins } from './logins.ts';

/** Whether an administrator has disabled a person. */
export async function isDisabled(database: Database, person: PersonId): Promise<boolean> {
	const row = await database
		.selectFrom('person')
		.select('disabled_at')
		.where('id', '=', person)
		.executeTakeFirst();
	return row != null && row.disabled_at !== null;
}

/**
 * Disables a person: ends their logins and one-time links; what they wrote and their seats stay. Refuses to disable the
 * actor, or the last administrator who can sign in.
 */
export async function disablePerson(
	transaction: Database,
	by: PersonId,
	person: PersonId
): Promise<Refusal | undefined> {
	if (by === person) return refuse('own-account');
	if (await isLastAdministrator(transaction, person)) return refuse('last-administrator');
	if (!(await setDisabled(transaction, person, Date.now()))) return refuse('not-found');
	await endLogins(transaction, person);
	await endLinks(transaction, person);
	return undefined;
}

/** Enables a person again, whose password is as it was. */
export async function enablePerson(
	transaction: Database,
	person: PersonId
): Promise<Refusal | undefined> {
	return (await setDisabled(transaction, person, null)) ? undefined : refuse('not-found');
}

/** False when there is no such person. */
async function setDisabled(
	transaction: Database,
	person: PersonId,
	at: number | null
): Promise<boolean> {
	const { numUpdatedRows } = await transaction
		.updateTable('person')
		.set({ disabled_at: at })
		.where('id', '=', person)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

async function isLastAdministrator(transaction: Database, person: PersonId): Promise<boolean> {
	const administrators = await transaction
		.selectFrom('person')
		.select('id')
		.where('administrator', '=', 1)
		.where('email', 'is not', null)
		.where('disabled_at', 'is', null)
		.execute();
	return administrators.length === 1 && administrators[0]?.id === person;
}
