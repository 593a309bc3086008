import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { DecisionId, DocumentId } from '#shared/ids.ts';
import { isFrozen } from '#shared/decisions/read-back.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

export type FrozenWording = Pick<Row<'read_back'>, 'kind' | 'verb' | 'text'>;

/** The wordings in a document that are being read back or were agreed. They count, whatever the document now says. */
export async function frozenIn(
	database: Database,
	document: DocumentId
): Promise<Map<DecisionId, FrozenWording>> {
	const rows = await database
		.selectFrom('read_back')
		.select(['decision_id', 'kind', 'verb', 'text', 'result'])
		.where('document_id', '=', document)
		.orderBy('opened_at')
		.orderBy('id')
		.execute();
	const last = new Map(rows.map((row) => [row.decision_id, row]));
	return new Map([...last].filter(([, { result }]) => isFrozen(result ?? undefined)));
}

/** A decision with its frozen wording, if it has one. */
export function asFrozen(
	decision: DecisionRecord,
	frozen: ReadonlyMap<DecisionId, FrozenWording>
): DecisionRecord {
	const wording = frozen.get(decision.id);
	if (!wording) return decision;
	const { kind, verb, text } = wording;
	return { ...decision, kind, verb, text };
}
