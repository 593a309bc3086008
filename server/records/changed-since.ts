import { sql } from 'kysely';
import type { DocumentId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

/** Documents that changed after they were read last, as this column notes it; for example because of a crash. */
export async function changedSince(
	database: Database,
	column: 'projected_seq' | 'searched_seq'
): Promise<DocumentId[]> {
	const read = sql<number>`document.${sql.raw(column)}`;
	const rows = await database
		.selectFrom('document')
		.select('document.id')
		.where((where) =>
			where.or([
				where.exists(
					where
						.selectFrom('document_update')
						.select('seq')
						.whereRef('document_update.document_id', '=', 'document.id')
						.where('document_update.seq', '>', read)
				),
				where.exists(
					where
						.selectFrom('document_snapshot')
						.select('seq')
						.whereRef('document_snapshot.document_id', '=', 'document.id')
						.where('document_snapshot.seq', '>', read)
				)
			])
		)
		.execute();
	return rows.map(({ id }) => id);
}
