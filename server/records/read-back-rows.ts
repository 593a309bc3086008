import type { DocumentId, ReadBackId } from '#shared/ids.ts';
import type { DelegationAnswer, ReadBackView } from '#shared/decisions/read-back.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/** The latest read-back of each decision in these documents. */
export async function readBacksIn(
	database: Database,
	documents: readonly DocumentId[]
): Promise<ReadBackView[]> {
	if (documents.length === 0) return [];
	const rows = await database
		.selectFrom('read_back')
		.selectAll()
		.where('document_id', 'in', documents)
		.orderBy('opened_at')
		.orderBy('id')
		.execute();
	const last = new Map(rows.map((row) => [`${row.document_id} ${row.decision_id}`, row]));
	return views(database, [...last.values()]);
}

/** One read-back; undefined when there is none. */
export async function readBack(
	database: Database,
	id: ReadBackId
): Promise<ReadBackView | undefined> {
	const rows = await database.selectFrom('read_back').selectAll().where('id', '=', id).execute();
	return (await views(database, rows))[0];
}

async function views(database: Database, rows: readonly Row<'read_back'>[]) {
	if (rows.length === 0) return [];
	const answers = await database
		.selectFrom('read_back_answer')
		.selectAll()
		.where(
			'read_back_id',
			'in',
			rows.map(({ id }) => id)
		)
		.orderBy('position')
		.execute();
	return rows.map((row) =>
		view(
			row,
			answers.filter((answer) => answer.read_back_id === row.id)
		)
	);
}

function view(row: Row<'read_back'>, answers: readonly Row<'read_back_answer'>[]): ReadBackView {
	return {
		id: row.id,
		session: row.session_id,
		document: row.document_id,
		decision: row.decision_id,
		revision: row.revision,
		kind: row.kind,
		verb: row.verb,
		text: row.text,
		openedAt: row.opened_at,
		closedAt: row.closed_at ?? undefined,
		result: row.result ?? undefined,
		answers: answers.map(answerView)
	};
}

function answerView(row: Row<'read_back_answer'>): DelegationAnswer {
	return {
		organisation: row.organisation_id,
		answer: row.answer ?? undefined,
		words: row.words,
		liftBy: row.lift_by ?? undefined,
		liftedAt: row.lifted_at ?? undefined
	};
}
