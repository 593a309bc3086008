import type { DocumentId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

const CREATED = 1; // the number of the change with which a document is created

/** The documents that have changed since their newest version; of those without one, since they were created. */
export async function changedDocuments(database: Database): Promise<DocumentId[]> {
	const [updates, snapshots, versions] = await Promise.all([
		heads(database, 'document_update'),
		heads(database, 'document_snapshot'),
		heads(database, 'document_version')
	]);
	const kept = new Map(versions.map(({ document_id, head }) => [document_id, head]));
	const changed = [...updates, ...snapshots].filter(
		({ document_id, head }) => head > (kept.get(document_id) ?? CREATED)
	);
	return [...new Set(changed.map(({ document_id }) => document_id))];
}

function heads(
	database: Database,
	table: 'document_update' | 'document_snapshot' | 'document_version'
) {
	return database
		.selectFrom(table)
		.select((at) => ['document_id', at.fn.max('seq').as('head')])
		.groupBy('document_id')
		.execute();
}
