import type { DocumentId } from '#shared/ids.ts';
import type { DocumentStore, StoredDocument, StoredUpdate } from '../sync/document-store.ts';
import type { Database } from './connect.ts';

/** Documents in the database: an append-only log of updates behind a snapshot. */
export function documentLog(database: Database): DocumentStore {
	return {
		load: (document) =>
			database.transaction().execute((transaction) => load(transaction, document)),
		append: (updates) => append(database, updates),
		compact: (document, seq, snapshot) => compact(database, document, seq, snapshot)
	};
}

async function load(database: Database, id: DocumentId): Promise<StoredDocument | undefined> {
	const known = await database
		.selectFrom('document')
		.select('id')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!known) return undefined;
	const snapshot = await database
		.selectFrom('document_snapshot')
		.select(['seq', 'data'])
		.where('document_id', '=', id)
		.orderBy('seq', 'desc')
		.executeTakeFirst();
	const updates = await database
		.selectFrom('document_update')
		.select(['seq', 'data'])
		.where('document_id', '=', id)
		.where('seq', '>', snapshot?.seq ?? 0)
		.orderBy('seq')
		.execute();
	return {
		snapshot: snapshot?.data,
		updates: updates.map(({ data }) => data),
		head: updates.at(-1)?.seq ?? snapshot?.seq ?? 0
	};
}

async function append(database: Database, updates: readonly StoredUpdate[]): Promise<void> {
	const at = Date.now();
	const rows = updates.map(({ document, seq, data }) => ({ document_id: document, seq, at, data }));
	await database.transaction().execute(async (transaction) => {
		for (const row of rows) await transaction.insertInto('document_update').values(row).execute();
	});
}

async function compact(database: Database, id: DocumentId, seq: number, data: Uint8Array) {
	await database.transaction().execute(async (transaction) => {
		await transaction
			.insertInto('document_snapshot')
			.values({ document_id: id, seq, at: Date.now(), data })
			.execute();
		for (const table of ['document_update', 'document_snapshot'] as const)
			await transaction
				.deleteFrom(table)
				.where('document_id', '=', id)
				.where('seq', table === 'document_update' ? '<=' : '<', seq)
				.execute();
	});
}
