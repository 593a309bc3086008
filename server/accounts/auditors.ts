import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';

/** Whether a person sees the audit. */
export async function isAuditor(database: Database, person: PersonId): Promise<boolean> {
	const row = await database
		.selectFrom('person')
		.select('auditor')
		.where('id', '=', person)
		.where('disabled_at', 'is', null)
		.executeTakeFirst();
	return row?.auditor === 1;
}

/** Says whether a person sees the audit. Refuses somebody who does not exist. */
export async function setAuditor(
	transaction: Database,
	person: PersonId,
	isOne: boolean
): Promise<Refusal | undefined> {
	const { numUpdatedRows } = await transaction
		.updateTable('person')
		.set({ auditor: isOne ? 1 : 0 })
		.where('id', '=', person)
		.executeTakeFirst();
	return numUpdatedRows === 0n ? refuse('not-found') : undefined;
}
