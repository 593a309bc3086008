import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import { MAX_TEXT } from './harvest.ts';

/** Writes the row of a decision or conclusion. */
export async function writeDecision(
	transaction: Database,
	document: StoredDocumentHead,
	decision: DecisionRecord
) {
	const values = {
		item_id: decision.item ?? null,
		kind: decision.kind,
		verb: decision.verb,
		text: decision.text.slice(0, MAX_TEXT),
		action_id: decision.action ?? null,
		illustrative: decision.illustrative ? 1 : 0,
		void: 0,
		changed_at: Date.now()
	};
	await transaction
		.insertInto('decision')
		.values({
			id: decision.id,
			session_id: document.session_id,
			document_id: document.id,
			...values
		})
		.onConflict((conflict) => conflict.columns(['document_id', 'id']).doUpdateSet(values))
		.execute();
}
