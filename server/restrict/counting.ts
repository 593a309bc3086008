import type { ActionId, DocumentId } from '#shared/ids.ts';
import { frozenIn } from '../records/frozen.ts';
import { isSettled } from '../records/settled.ts';
import type { Database } from '../store/connect.ts';

/** True when some of these records count: an agreed action, or a decision that is being read back, agreed or recorded. */
export async function areCounting(
	transaction: Database,
	document: DocumentId,
	records: readonly string[]
): Promise<boolean> {
	const ids = new Set(records);
	const frozen = await frozenIn(transaction, document);
	if (frozen.keys().some((id) => ids.has(id))) return true;
	const actions = await transaction
		.selectFrom('action')
		.selectAll()
		.where('document_id', '=', document)
		.where('status', '!=', 'proposed')
		.execute();
	return actions.some((row) => ids.has(row.id satisfies ActionId) && isSettled(row));
}
