import { can, type Role } from '#shared/access.ts';
import { isOverdue } from '#shared/follow-up/deadline.ts';
import {
	answersFor,
	movesFor,
	involvementWith,
	type Involvement
} from '#shared/follow-up/moves.ts';
import type { DocumentId, OrganisationId } from '#shared/ids.ts';
import type { AudienceLimits } from '#shared/marking.ts';
import type { Label } from '#shared/markings.ts';
import { objectReference } from '#shared/numbering.ts';
import type { OrganisationView } from '#shared/people.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { Readable } from '../sessions/readable.ts';
import { organisationsOf } from '../records/organisation-list.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

/** A row of the register, with what its view needs from other tables. */
export type RegisterRow = Row<'action'> & {
	readonly key: number;
	readonly sequence: number;
	readonly reference: string;
	readonly title: string;
	readonly label: Label;
	readonly lead_person_name: string | null;
};

/** A query for the rows of actions; the caller adds conditions. */
export function registerRows(database: Database) {
	return database
		.selectFrom('action')
		.innerJoin('session', 'session.id', 'action.session_id')
		.innerJoin('document', 'document.id', 'action.document_id')
		.innerJoin('register_number as number', (join) =>
			join
				.onRef('number.session_id', '=', 'action.session_id')
				.onRef('number.object_id', '=', 'action.id')
				.onRef('number.document_id', '=', 'action.document_id')
		)
		.leftJoin('person', 'person.id', 'action.lead_person_id')
		.selectAll('action')
		.select(['number.sequence', 'session.reference', 'session.title', 'document.label'])
		.select('person.name as lead_person_name');
}

interface ReadContext {
	readonly readable: Readable;
	readonly organisations: ReadonlyMap<OrganisationId, OrganisationView>;
	/** The reader's roles in sessions that carried an action over, by the action's place. */
	readonly later: ReadonlyMap<string, readonly Role[]>;
	readonly now: number;
	readonly limits: ReadonlyMap<DocumentId, AudienceLimits>;
}

/** Rows as one reader sees them. Leaves out rows that the reader may not read, wherever they come from. */
export async function asSeen(
	database: Database,
	readable: Readable,
	rows: readonly Omit<RegisterRow, 'key'>[]
): Promise<RegisterAction[]> {
	const context: ReadContext = {
		readable,
		organisations: await organisationsIn(database),
		later: await laterRoles(database, readable),
		now: Date.now(),
		limits: await limitsOf(
			database,
			rows.map((row) => row.document_id)
		)
	};
	return rows.flatMap((row) => {
		const access = readable.access.get(row.document_id);
		return access ? [view(row, access, context)] : [];
	});
}

async function organisationsIn(database: Database) {
	const rows = await database
		.selectFrom('organisation')
		.select(['id', 'code', 'name', 'country', 'colour'])
		.execute();
	return new Map<OrganisationId, OrganisationView>(rows.map((row) => [row.id, row]));
}

/** A role in a session that carried an action over counts for that action too. */
async function laterRoles(database: Database, { person }: Readable) {
	const rows = await database
		.selectFrom('participant')
		.innerJoin('carried_action as carried', 'carried.session_id', 'participant.session_id')
		.select(['participant.role', 'carried.document_id', 'carried.action_id'])
		.where('participant.person_id', '=', person)
		.where('participant.role', 'in', ['chair', 'rapporteur'])
		.execute();
	const byPlace = Map.groupBy(rows, (row) => `${row.document_id} ${row.action_id}`);
	return new Map([...byPlace].map(([place, found]) => [place, found.map(({ role }) => role)]));
}

function view(
	row: Omit<RegisterRow, 'key'>,
	access: 'read' | 'write',
	context: ReadContext
): RegisterAction {
	const takenOn = row.taken_on ?? undefined;
	const standing = row.void === 0 ? standingOf(row, context) : undefined;
	const known = (id: OrganisationId) => context.organisations.get(id) ?? [];
	return {
		id: row.id,
		reference: objectReference(row.reference, 'A', row.sequence),
		session: { id: row.session_id, reference: row.reference, title: row.title },
		document: row.document_id,
		label: row.label,
		limits: context.limits.get(row.document_id),
		item: row.item_id ?? undefined,
		text: row.text,
		priority: row.priority,
		lead:
			(row.lead_organisation_id && context.organisations.get(row.lead_organisation_id)) ||
			undefined,
		leadPerson:
			row.lead_person_id && row.lead_person_name
				? { id: row.lead_person_id, name: row.lead_person_name }
				: undefined,
		support: organisationsOf(row.support).flatMap(known),
		informed: organisationsOf(row.informed).flatMap(known),
		due: row.due ?? undefined,
		originalDue: row.original_due ?? undefined,
		slips: row.slips,
		overdue: row.void === 0 && isOverdue(row.status, row.due_at ?? undefined, context.now),
		status: row.status,
		takenOn,
		revision: row.revision,
		changedAt: row.changed_at,
		illustrative: row.illustrative === 1,
		void: row.void === 1,
		mayEdit: access === 'write' && row.void === 0,
		moves: standing ? movesFor(standing, row.status) : [],
		answers: standing ? answersFor(standing, { status: row.status, takenOn }) : []
	};
}

/** The reader's involvement in an action; undefined without the right to follow up. */
function standingOf(
	row: Omit<RegisterRow, 'key'>,
	{ readable, later }: ReadContext
): Involvement | undefined {
	const role = readable.roles.get(row.session_id);
	if (!role || !can(role, 'follow up')) return undefined;
	const roles = [role, ...(later.get(`${row.document_id} ${row.id}`) ?? [])];
	const { lead_organisation_id: lead } = row;
	return involvementWith(roles, lead !== null && lead === readable.organisation);
}
