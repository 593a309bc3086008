import { changeAction, type ActionChange } from '#shared/board/actions.ts';
import { isOverdue } from '#shared/follow-up/deadline.ts';
import type { ActionId, DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { OrganisationView, RegisterAction } from '#shared/views.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Rooms } from '../sync/rooms.ts';
import type { Documents } from './documents.ts';
import { readableBy } from './readable.ts';
import { supportOf } from './register-rows.ts';
import type { Projector } from './projector.ts';

/** The register of actions across sessions, as one person may see it. */
export class Actions {
	readonly #database: Database;
	readonly #documents: Documents;
	readonly #rooms: Rooms;
	readonly #projector: Projector;

	constructor(database: Database, documents: Documents, rooms: Rooms, projector: Projector) {
		this.#database = database;
		this.#documents = documents;
		this.#rooms = rooms;
		this.#projector = projector;
	}

	/**
	 * Every action in documents that a person may read, or those of some sessions; by due date, those without one last.
	 */
	async of(person: PersonId, sessions?: readonly SessionId[]): Promise<RegisterAction[]> {
		if (sessions?.length === 0) return [];
		const [rows, { access }, organisations] = await Promise.all([
			this.#rows(person, sessions),
			readableBy(this.#database, this.#documents, person),
			this.#organisations()
		]);
		return rows.flatMap((row) => {
			const may = access.get(row.document_id);
			return may ? [view(row, may, organisations)] : [];
		});
	}

	#rows(person: PersonId, sessions: readonly SessionId[] | undefined) {
		return this.#database
			.selectFrom('action')
			.innerJoin('participant', 'participant.session_id', 'action.session_id')
			.innerJoin('session', 'session.id', 'action.session_id')
			.innerJoin('register_number', (join) =>
				join
					.onRef('register_number.object_id', '=', 'action.id')
					.onRef('register_number.document_id', '=', 'action.document_id')
			)
			.leftJoin('person', 'person.id', 'action.lead_person_id')
			.selectAll('action')
			.select([
				'register_number.sequence',
				'session.reference',
				'session.title',
				'person.name as lead_person_name'
			])
			.where('participant.person_id', '=', person)
			.$if(sessions !== undefined, (query) =>
				query.where('action.session_id', 'in', sessions ?? [])
			)
			.orderBy((order) => order.fn.coalesce('action.due', order.val('9999-12-31')))
			.orderBy('session.sequence')
			.orderBy('register_number.sequence')
			.execute();
	}

	async #organisations(): Promise<Map<OrganisationId, OrganisationView>> {
		const rows = await this.#database.selectFrom('organisation').selectAll().execute();
		return new Map(rows.map((row) => [row.id, row]));
	}

	/** Changes an action in the document it lives in, open or not; the register shows it when this is done. */
	async change(by: PersonId, document: DocumentId, id: ActionId, change: ActionChange) {
		const access = await this.#documents.access(by, document);
		if (access === 'none') return refuse('not-found');
		if (access !== 'write') return refuse('forbidden');
		const changed = await this.#rooms.edit(document, (doc) => changeAction(doc, id, change));
		if (!changed) return refuse('not-found');
		await this.#projector.project(document);
		return undefined;
	}

	/** Session and document of an action that a person may read. */
	async find(
		by: PersonId,
		id: ActionId
	): Promise<{ document: DocumentId; session: SessionId } | Refusal> {
		const rows = await this.#database
			.selectFrom('action')
			.select(['document_id as document', 'session_id as session'])
			.where('id', '=', id)
			.execute();
		for (const row of rows)
			if ((await this.#documents.access(by, row.document)) !== 'none') return row;
		return refuse('not-found');
	}
}

type ActionRow = Row<'action'> & {
	sequence: number;
	reference: string;
	title: string;
	lead_person_name: string | null;
};

function view(
	row: ActionRow,
	access: 'read' | 'write',
	organisations: ReadonlyMap<OrganisationId, OrganisationView>
): RegisterAction {
	return {
		id: row.id,
		reference: objectReference(row.reference, 'A', row.sequence),
		session: { id: row.session_id, reference: row.reference, title: row.title },
		document: row.document_id,
		item: row.item_id ?? undefined,
		text: row.text,
		lead: (row.lead_organisation_id && organisations.get(row.lead_organisation_id)) || undefined,
		leadPerson:
			row.lead_person_id && row.lead_person_name
				? { id: row.lead_person_id, name: row.lead_person_name }
				: undefined,
		support: supportOf(row).flatMap((id) => organisations.get(id) ?? []),
		due: row.due ?? undefined,
		overdue: row.void === 0 && isOverdue(row.status, row.due_at ?? undefined, Date.now()),
		status: row.status,
		illustrative: row.illustrative === 1,
		void: row.void === 1,
		mayEdit: access === 'write' && row.void === 0
	};
}
