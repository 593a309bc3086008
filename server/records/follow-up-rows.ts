import type { ActionPlace, AgreedAction, FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/** The follow-up of an action from its row. */
export function followUpView(row: Row<'action'>): FollowUpView {
	return {
		document: row.document_id,
		action: row.id,
		session: row.session_id,
		revision: row.revision,
		status: row.status,
		takenOn: row.taken_on ?? undefined,
		originalDue: row.original_due ?? undefined,
		slips: row.slips,
		dueAt: row.due_at ?? undefined,
		changesAsked: row.changes_asked,
		agreed: row.differs === 1 ? agreedIn(row) : undefined
	};
}

function agreedIn(row: Row<'action'>): AgreedAction {
	return {
		text: row.text,
		leadOrganisation: row.lead_organisation_id ?? undefined,
		leadPerson: row.lead_person_id ?? undefined,
		due: row.due ?? undefined
	};
}

/** The row of an action; undefined when there is none or it was withdrawn. */
export async function actionRow(database: Database, { document, action }: ActionPlace) {
	return database
		.selectFrom('action')
		.selectAll()
		.where('document_id', '=', document)
		.where('id', '=', action)
		.where('void', '=', 0)
		.executeTakeFirst();
}

/** Writes what the server decides about an action, and returns its new follow-up. */
export async function writeFollowUp(
	transaction: Database,
	row: Row<'action'>,
	change: Partial<Pick<Row<'action'>, 'status' | 'taken_on' | 'original_due' | 'changes_asked'>>
): Promise<FollowUpView> {
	const next = { ...row, ...change, revision: row.revision + 1, changed_at: Date.now() };
	await transaction
		.updateTable('action')
		.set({ ...change, revision: next.revision, changed_at: next.changed_at })
		.where('document_id', '=', row.document_id)
		.where('id', '=', row.id)
		.execute();
	return followUpView(next);
}

/** The follow-up of the actions in these documents. */
export async function followUpsIn(
	database: Database,
	documents: readonly DocumentId[]
): Promise<FollowUpView[]> {
	if (documents.length === 0) return [];
	const rows = await database
		.selectFrom('action')
		.selectAll()
		.where('document_id', 'in', documents)
		.where('void', '=', 0)
		.execute();
	return rows.map(followUpView);
}

/** The actions of a session that are still proposed. */
export async function proposedIn(database: Database, session: SessionId): Promise<Row<'action'>[]> {
	return database
		.selectFrom('action')
		.selectAll()
		.where('session_id', '=', session)
		.where('status', '=', 'proposed')
		.where('void', '=', 0)
		.execute();
}
