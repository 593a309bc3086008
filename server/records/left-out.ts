import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { sums, type Harvest } from './harvest.ts';
import type { Refused } from './numbers.ts';

/** How many records of a document are not in the registers as they are, by author; undefined for nobody's. */
export type LeftOut = ReadonlyMap<PersonId | undefined, number>;

/** Adds the records that got no number to those that were not read. */
export function leftOutOf({ leftOut }: Harvest, refused: Refused): LeftOut {
	return sums([...leftOut, ...[...refused.values()].map((author) => [author, 1] as const)]);
}

/** Stores how many are left out. Returns how many there were before, or undefined when nothing is different. */
export async function writeLeftOut(
	transaction: Database,
	document: DocumentId,
	now: LeftOut
): Promise<number | undefined> {
	const before = await readLeftOut(transaction, document);
	const isSame = before.size === now.size && [...now].every(([by, n]) => before.get(by) === n);
	if (isSame) return undefined;
	await transaction.deleteFrom('left_out').where('document_id', '=', document).execute();
	const rows = [...now].map(([person, records]) => ({ person_id: person ?? null, records }));
	if (rows.length > 0)
		await transaction
			.insertInto('left_out')
			.values(rows.map((row) => ({ ...row, document_id: document })))
			.execute();
	return total(before);
}

/** How many records of a document are left out, by author. */
export async function readLeftOut(database: Database, document: DocumentId): Promise<LeftOut> {
	const rows = await database
		.selectFrom('left_out')
		.select(['person_id', 'records'])
		.where('document_id', '=', document)
		.execute();
	return new Map(rows.map(({ person_id, records }) => [person_id ?? undefined, records]));
}

export const total = (counts: LeftOut): number => counts.values().reduce((sum, n) => sum + n, 0);
