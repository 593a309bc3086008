import type { AgendaItemId, DocumentId, SessionId } from '#shared/ids.ts';
import { withRestricted } from '#shared/minutes/restricted-lines.ts';
import type { MinutesRecord } from '#shared/minutes/record.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Withheld } from '#shared/restrict/withheld.ts';
import type { Database } from '../store/connect.ts';

interface Moved {
	readonly session: SessionId;
	readonly document: DocumentId;
	readonly item: AgendaItemId | undefined;
	readonly withheld: Pick<Withheld, 'lines' | 'records' | 'files'>;
	readonly annex: DocumentId;
}

/** What adopted minutes say stays as it is; so nothing of it is restricted any more. */
export async function mayRestrictIn(
	database: Database,
	session: SessionId
): Promise<Refusal | undefined> {
	const row = await database
		.selectFrom('minutes_edition')
		.select('id')
		.where('session_id', '=', session)
		.where('state', '=', 'adopted')
		.executeTakeFirst();
	return row && refuse('minutes-adopted');
}

/**
 * Takes lines that went into an annex out of the minutes in work: what was circulated says from now on that they are
 * restricted, and what was written over them, or wanted in them, is known to the readers of the annex only.
 */
export async function restrictInMinutes(
	transaction: Database,
	{ session, document, item, withheld, annex }: Moved
): Promise<void> {
	const editions = await transaction
		.selectFrom('minutes_edition')
		.select(['id', 'record'])
		.where('session_id', '=', session)
		.where('state', '<>', 'adopted')
		.execute();
	for (const { id, record } of editions) {
		const changed =
			record === null
				? null
				: withRestricted(JSON.parse(record) as MinutesRecord, {
						document,
						item,
						...withheld,
						annex
					});
		await transaction
			.updateTable('minutes_edition')
			.set((one) => ({
				record: changed && JSON.stringify(changed),
				revision: one('revision', '+', 1)
			}))
			.where('id', '=', id)
			.execute();
		for (const table of ['minutes_edit', 'minutes_correction'] as const)
			await transaction
				.updateTable(table)
				.set({ document_id: annex })
				.where('edition_id', '=', id)
				.where('document_id', '=', document)
				.where('line', 'in', withheld.lines)
				.execute();
	}
}
