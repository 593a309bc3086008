import type { ActionId, DecisionId, DocumentId } from '#shared/ids.ts';
import type { NumberKind } from '#shared/numbering.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Harvest } from './harvest.ts';

const MOST_AT_ONCE = 500; // rows of one statement

/** Gives a number to each record without one; true when any was given. */
export async function giveNumbers(
	transaction: Database,
	document: StoredDocumentHead,
	found: Harvest
): Promise<boolean> {
	const numbered = new Set<string>(await numberedIn(transaction, document.id));
	const fresh = numerable(found).filter(({ id }) => {
		const isFresh = !numbered.has(id);
		numbered.add(id); // a hostile document may use one id twice
		return isFresh;
	});
	if (fresh.length === 0) return false;
	const last = await lastNumbers(transaction, document);
	const rows = fresh.map(({ id, kind }) => {
		const sequence = (last.get(kind) ?? 0) + 1;
		last.set(kind, sequence);
		const place = { session_id: document.session_id, document_id: document.id };
		return { ...place, kind, sequence, object_id: id, given_at: Date.now() };
	});
	await insert(transaction, rows);
	return true;
}

/** The records of a document that have a number. */
export async function numberedIn(
	database: Database,
	document: DocumentId
): Promise<(ActionId | DecisionId)[]> {
	const rows = await database
		.selectFrom('register_number')
		.select('object_id')
		.where('document_id', '=', document)
		.execute();
	return rows.map((row) => row.object_id);
}

async function lastNumbers(transaction: Database, { session_id }: StoredDocumentHead) {
	const rows = await transaction
		.selectFrom('register_number')
		.select(({ fn }) => ['kind', fn.max('sequence').as('last')])
		.where('session_id', '=', session_id)
		.groupBy('kind')
		.execute();
	return new Map<NumberKind, number>(rows.map(({ kind, last }) => [kind, Number(last)]));
}

async function insert(transaction: Database, rows: readonly Row<'register_number'>[]) {
	for (let from = 0; from < rows.length; from += MOST_AT_ONCE)
		await transaction
			.insertInto('register_number')
			.values(rows.slice(from, from + MOST_AT_ONCE))
			.execute();
}

function numerable({ actions, decisions }: Harvest) {
	return [
		...actions.map(({ id }) => ({ id, kind: 'A' as const })),
		...decisions.map(({ id, kind }) => ({
			id,
			kind: kind === 'decision' ? ('D' as const) : ('C' as const)
		}))
	];
}
