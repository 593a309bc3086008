import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import { sql } from 'kysely';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import { isOneOf } from '../store/dialect.ts';
import type { Database } from '../store/connect.ts';
import { frozenIn } from './frozen.ts';
import { followUpView } from './follow-up-rows.ts';
import type { Harvest } from './harvest.ts';

/** What is cancelled or superseded may be taken out of its text. */
const LEFT = ['cancelled', 'superseded'] as const;

/**
 * Marks the rows of records that are no longer in the document as void. If one comes back by undo, writing its row
 * again clears that. A decision with a frozen wording and an agreed action cannot be withdrawn by removing them from the
 * document; of the actions that miss their record, the follow-ups are returned.
 */
export async function markVoid(
	transaction: Database,
	document: StoredDocumentHead,
	found: Harvest
): Promise<FollowUpView[]> {
	const frozen = await frozenIn(transaction, document.id);
	const change = { void: 1, text: '', search: '', changed_at: Date.now() };
	const actions = [...found.actions.map(({ id }) => id), ...found.unread];
	await transaction
		.updateTable('action')
		.set((where) => ({ ...change, revision: where('revision', '+', 1) }))
		.where('document_id', '=', document.id)
		.where('status', '=', 'proposed')
		.where('void', '=', 0)
		.where((where) => where.not(isOneOf(sql.ref('id'), actions)))
		.execute();
	const missed = await transaction
		.updateTable('action')
		.set((where) => ({ differs: 1, revision: where('revision', '+', 1) }))
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.where('differs', '=', 0)
		.where('status', 'not in', ['proposed', ...LEFT])
		.where((where) => where.not(isOneOf(sql.ref('id'), actions)))
		.returningAll()
		.execute();
	const decided = { void: 1, text: '', changed_at: Date.now() };
	const decisions = [...found.decisions.map(({ id }) => id), ...found.unread, ...frozen.keys()];
	await transaction
		.updateTable('decision')
		.set(decided)
		.where('document_id', '=', document.id)
		.where('void', '=', 0)
		.where((where) => where.not(isOneOf(sql.ref('id'), decisions)))
		.execute();
	return missed.map(followUpView);
}
