import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { NumberKind } from '#shared/numbering.ts';
import type { Database } from '../store/connect.ts';

/** More numbers than a session gives. A series of its own begins above, at a place that tells nobody how many there are. */
const OF_SESSION = 100_000;
const OF_ITS_OWN = 10_000;
const BLOCKS = 89;

interface Numbered {
	readonly id: DocumentId;
	readonly session_id: SessionId;
}

/**
 * The last number of each kind in the series in which the records of a document are numbered: that of the session, or its
 * own. In the session's a number that is missing would tell everybody of an annex that is to leave no trace.
 */
export async function lastNumbers(
	transaction: Database,
	document: Numbered
): Promise<{ readonly last: ReadonlyMap<NumberKind, number>; readonly start: number }> {
	const isTraceless = await leavesNoTrace(transaction, document.id);
	const start = isTraceless ? await startOf(transaction, document) : 0;
	const end = isTraceless ? start + OF_ITS_OWN : OF_SESSION;
	const rows = await transaction
		.selectFrom('register_number')
		.select(({ fn }) => ['kind', fn.max('sequence').as('last')])
		.where('session_id', '=', document.session_id)
		.where('sequence', '>', start)
		.where('sequence', '<', end)
		.groupBy('kind')
		.execute();
	return { start, last: new Map(rows.map(({ kind, last }) => [kind, Number(last)])) };
}

async function leavesNoTrace(transaction: Database, id: DocumentId): Promise<boolean> {
	const row = await transaction
		.selectFrom('restriction')
		.select('traced')
		.where('annex_id', '=', id)
		.executeTakeFirst();
	return row?.traced === 0;
}

/** Where its series begins: where it did before, or at a block that no other document of the session has. */
async function startOf(transaction: Database, { id, session_id }: Numbered): Promise<number> {
	const rows = await transaction
		.selectFrom('register_number')
		.select(['document_id', 'sequence'])
		.where('session_id', '=', session_id)
		.where('sequence', '>', OF_SESSION)
		.execute();
	const blockOf = (sequence: number) => Math.floor(sequence / OF_ITS_OWN);
	const own = rows.find(({ document_id }) => document_id === id);
	if (own) return blockOf(own.sequence) * OF_ITS_OWN;
	const taken = new Set(rows.map(({ sequence }) => blockOf(sequence)));
	const first = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % BLOCKS, 0);
	const blocks = Array.from({ length: BLOCKS }, (_, at) => 11 + ((first + at) % BLOCKS));
	const free = blocks.find((block) => !taken.has(block)) ?? 11 + BLOCKS;
	return free * OF_ITS_OWN;
}
