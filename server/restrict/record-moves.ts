import type { ActionId, DecisionId, DocumentId, FileId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

/** Tables with records by document and id. */
const OF_ACTIONS = [
	'follow_up_entry',
	'notification',
	'reminder',
	'carried_action',
	'change_request'
] as const;
const OF_DECISIONS = ['read_back', 'decision_change'] as const;

const AT_ONCE = 500; // ids of one statement

/** Gives what is noted of lines, such as who is mentioned in them, to another document. */
export async function moveLines(
	transaction: Database,
	{ from, to }: { readonly from: DocumentId; readonly to: DocumentId },
	lines: readonly string[]
): Promise<void> {
	for (const table of ['mention', 'notification'] as const)
		for (let at = 0; at < lines.length; at += AT_ONCE)
			await transaction
				.updateTable(table)
				.set({ document_id: to })
				.where('document_id', '=', from)
				.where('line_id', 'in', lines.slice(at, at + AT_ONCE))
				.execute();
}

/** Gives the pictures of lines to another document. */
export async function moveFiles(
	transaction: Database,
	{ from, to }: { readonly from: DocumentId; readonly to: DocumentId },
	files: readonly FileId[]
): Promise<void> {
	for (let at = 0; at < files.length; at += AT_ONCE)
		await transaction
			.updateTable('attached_file')
			.set({ document_id: to })
			.where('document_id', '=', from)
			.where('id', 'in', files.slice(at, at + AT_ONCE))
			.execute();
}

/** Gives the rows of records, with their numbers and history, to another document. */
export async function moveRecords(
	transaction: Database,
	{ from, to }: { readonly from: DocumentId; readonly to: DocumentId },
	records: readonly string[]
): Promise<void> {
	for (let at = 0; at < records.length; at += AT_ONCE)
		await moveSome(transaction, { from, to }, records.slice(at, at + AT_ONCE));
}

async function moveSome(
	transaction: Database,
	{ from, to }: { readonly from: DocumentId; readonly to: DocumentId },
	some: readonly string[]
): Promise<void> {
	const place = { document_id: to };
	const [actions, decisions] = [some as ActionId[], some as DecisionId[]];
	for (const scope of [from, to])
		for (const kind of ['action', 'decision'] as const)
			await listForSearch(transaction, kind, scope, { from, some });
	const own = transaction.updateTable('action').set(place).where('document_id', '=', from);
	await own.where('id', 'in', actions).execute();
	await transaction
		.updateTable('attached_file')
		.set(place)
		.where('document_id', '=', from)
		.where('place', '=', 'action')
		.where('object_id', 'in', actions)
		.execute();
	const others = transaction.updateTable('decision').set(place).where('document_id', '=', from);
	await others.where('id', 'in', decisions).execute();
	const numbers = transaction.updateTable('register_number').set(place);
	await numbers
		.where('document_id', '=', from)
		.where('object_id', 'in', [...actions, ...decisions])
		.execute();
	for (const table of OF_ACTIONS)
		await transaction
			.updateTable(table)
			.set(place)
			.where('document_id', '=', from)
			.where('action_id', 'in', actions)
			.execute();
	for (const table of OF_DECISIONS)
		await transaction
			.updateTable(table)
			.set(place)
			.where('document_id', '=', from)
			.where('decision_id', 'in', decisions)
			.execute();
	await transaction
		.updateTable('decision_change')
		.set({ by_document_id: to })
		.where('by_document_id', '=', from)
		.where('by_decision_id', 'in', decisions)
		.execute();
}

/** They are found where they are now, and no longer where they were. */
async function listForSearch(
	transaction: Database,
	kind: 'action' | 'decision',
	scope: DocumentId,
	{ from, some }: { readonly from: DocumentId; readonly some: readonly string[] }
): Promise<void> {
	const rows = await transaction
		.selectFrom(kind)
		.select('id')
		.where('document_id', '=', from)
		.where('id', 'in', some as never)
		.execute();
	if (rows.length === 0) return;
	await transaction
		.insertInto('search_due')
		.values(rows.map(({ id }) => ({ kind, scope, object_id: id })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
