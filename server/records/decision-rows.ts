import { sql } from 'kysely';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { isOneOf } from '../store/dialect.ts';
import { inParts } from '../store/in-parts.ts';
import { asFrozen, frozenIn } from './frozen.ts';
import { MAX_TEXT } from './harvest.ts';

const TOGETHER = 50; // rows looked at and written in one transaction

export interface DecisionContext {
	/** True in sessions made from a published source or made up, in which records may be invented and marked so. */
	readonly mayIllustrate: boolean;
}

/** Writes the rows of decisions and conclusions, a few in each transaction. Rows without a change are not written. */
export async function writeDecisions(
	database: Database,
	document: StoredDocumentHead,
	decisions: readonly DecisionRecord[],
	context: DecisionContext
): Promise<void> {
	await inParts(decisions, TOGETHER, (part) =>
		database.transaction().execute((transaction) => writeFew(transaction, document, part, context))
	);
}

async function writeFew(
	transaction: Database,
	document: StoredDocumentHead,
	decisions: readonly DecisionRecord[],
	{ mayIllustrate }: DecisionContext
): Promise<void> {
	const frozen = await frozenIn(transaction, document.id);
	const ids = decisions.map(({ id }) => id);
	const rows = await transaction
		.selectFrom('decision')
		.selectAll()
		.where('document_id', '=', document.id)
		.where(isOneOf(sql.ref('id'), ids))
		.execute();
	const before = new Map(rows.map((row) => [row.id, row]));
	for (const decision of decisions) {
		const row = before.get(decision.id);
		const isFrozen = frozen.has(decision.id);
		const values = kept(row, columnsOf(asFrozen(decision, frozen)), { isFrozen, mayIllustrate });
		if (!isSame(row, values)) await writeDecision(transaction, document, decision, values);
	}
}

/**
 * What the document may not change: whether a record is illustrative is settled when it is first seen, and once a wording
 * is frozen, so is everything else about it, but for an action that is still to be named.
 */
function kept(
	row: Row<'decision'> | undefined,
	columns: Columns,
	{ isFrozen, mayIllustrate }: { readonly isFrozen: boolean; readonly mayIllustrate: boolean }
): Columns {
	if (!row) return { ...columns, illustrative: mayIllustrate ? columns.illustrative : 0 };
	const { illustrative } = row;
	if (!isFrozen) return { ...columns, illustrative };
	return {
		...{ ...columns, illustrative, item_id: row.item_id },
		action_id: row.action_id ?? columns.action_id
	};
}

type Columns = ReturnType<typeof columnsOf>;

function columnsOf(decision: DecisionRecord) {
	return {
		item_id: decision.item ?? null,
		kind: decision.kind,
		verb: decision.verb,
		text: decision.text.slice(0, MAX_TEXT),
		action_id: decision.action ?? null,
		illustrative: decision.illustrative ? 1 : 0,
		void: 0
	};
}

function isSame(row: Row<'decision'> | undefined, values: Columns): boolean {
	const entries = Object.entries(values) as [keyof Columns, unknown][];
	return row !== undefined && entries.every(([key, value]) => row[key] === value);
}

async function writeDecision(
	transaction: Database,
	document: StoredDocumentHead,
	{ id }: DecisionRecord,
	columns: Columns
): Promise<void> {
	const values = { ...columns, changed_at: Date.now() };
	await transaction
		.insertInto('decision')
		.values({ id, session_id: document.session_id, document_id: document.id, ...values })
		.onConflict((conflict) => conflict.columns(['document_id', 'id']).doUpdateSet(values))
		.execute();
}
