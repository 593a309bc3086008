import type { DecisionId } from '#shared/ids.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import type { FrozenWording } from './frozen.ts';
import type { Harvest } from './harvest.ts';

/**
 * What has gone from the document is void; should it come back by undo, writing its row makes it good again. A decision
 * whose wording is frozen is not withdrawn by taking it out of a document.
 */
export async function markVoid(
	transaction: Database,
	document: StoredDocumentHead,
	found: Harvest,
	frozen: ReadonlyMap<DecisionId, FrozenWording>
) {
	const change = { void: 1, text: '', search: '', changed_at: Date.now() };
	const actions = found.actions.map(({ id }) => id);
	await transaction
		.updateTable('action')
		.set((where) => ({ ...change, revision: where('revision', '+', 1) }))
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.$if(actions.length > 0, (query) => query.where('id', 'not in', actions))
		.execute();
	const decided = { void: 1, text: '', changed_at: Date.now() };
	const decisions = [...found.decisions.map(({ id }) => id), ...frozen.keys()];
	await transaction
		.updateTable('decision')
		.set(decided)
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.$if(decisions.length > 0, (query) => query.where('id', 'not in', decisions))
		.execute();
}
