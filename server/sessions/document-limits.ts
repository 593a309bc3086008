import { sql } from 'kysely';
import type { DocumentId } from '#shared/ids.ts';
import type { AudienceLimits } from '#shared/marking.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';

/**
 * For whom some documents are, and what else is to be heeded, to stand beside whatever comes from them. Only those that
 * are not for everybody, or have a caveat. Checks no right.
 */
export async function limitsOf(
	database: Database,
	documents: Iterable<DocumentId>
): Promise<ReadonlyMap<DocumentId, AudienceLimits>> {
	const ids = [...new Set(documents)];
	if (ids.length === 0) return new Map();
	const rows = await database
		.selectFrom('document')
		.leftJoin('document_audience as audience', 'audience.document_id', 'document.id')
		.leftJoin('organisation', 'organisation.id', 'audience.organisation_id')
		.select(['document.id', 'document.caveat', 'organisation.code', 'audience.person_id'])
		.where(isOneOf(sql.ref('document.id'), ids))
		.where((or) =>
			or.or([or('document.caveat', '!=', ''), or('audience.document_id', 'is not', null)])
		)
		.orderBy('organisation.code')
		.execute();
	return new Map(
		[...Map.groupBy(rows, ({ id }) => id)].map(([id, found]) => [
			id,
			{
				codes: found.flatMap(({ code }) => code ?? []),
				named: found.filter(({ person_id }) => person_id !== null).length,
				caveat: found[0]?.caveat ?? ''
			}
		])
	);
}
