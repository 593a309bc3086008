import { m } from '#messages/messages.js';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { judgeQuota } from '#shared/quota.ts';
import type { Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';

// Each is asked in the transaction that would add one more.

const DAY = 86_400_000; // ms
const { sessions: MOST } = LIMITS;

type Judged = Promise<Refusal | undefined>;

/** Whether a person may found another session today. */
export async function maySessionBeFounded(transaction: Database, by: PersonId): Judged {
	const rows = await transaction
		.selectFrom('session')
		.select('id')
		.where('created_by', '=', by)
		.where('created_at', '>', Date.now() - DAY)
		.limit(MOST.foundedInADay)
		.execute();
	return judgeQuota(rows.length, MOST.foundedInADay, m.limit_sessions);
}

/** Whether a session may have another document. */
export async function mayDocumentBeAdded(transaction: Database, session: SessionId): Judged {
	const count = await countIn(transaction, 'document', session);
	return judgeQuota(count, MOST.documents, m.limit_documents);
}

/** Whether a session may have another agenda item; those that were removed count, because they may come back. */
export async function mayItemBeAdded(transaction: Database, session: SessionId): Judged {
	const count = await countIn(transaction, 'agenda_item', session);
	return judgeQuota(count, MOST.agendaItems, m.limit_agenda_items);
}

/** Whether a person may take part in a session, with their organisation as a delegation; changes of a role always may. */
export async function mayBeSeated(
	transaction: Database,
	session: SessionId,
	{ person, organisation }: { readonly person: PersonId; readonly organisation: OrganisationId }
): Judged {
	const people = await transaction
		.selectFrom('participant')
		.select('person_id')
		.where('session_id', '=', session)
		.execute();
	if (people.some(({ person_id }) => person_id === person)) return undefined;
	const delegations = await transaction
		.selectFrom('delegation')
		.select('organisation_id')
		.where('session_id', '=', session)
		.execute();
	const isNew = !delegations.some(({ organisation_id }) => organisation_id === organisation);
	return (
		judgeQuota(people.length, MOST.participants, m.limit_participants) ??
		(isNew ? judgeQuota(delegations.length, MOST.delegations, m.limit_delegations) : undefined)
	);
}

/** Whether a session may have another guest; those who were removed count, because their names stay. */
export async function mayGuestBeInvited(transaction: Database, session: SessionId): Judged {
	const rows = await transaction
		.selectFrom('guest')
		.select('person_id')
		.where('session_id', '=', session)
		.execute();
	return judgeQuota(rows.length, MOST.guests, m.limit_guests);
}

/** Whether people of an organisation may save another template. */
export async function mayTemplateBeSaved(
	transaction: Database,
	organisation: OrganisationId
): Judged {
	const rows = await transaction
		.selectFrom('session_template')
		.select('id')
		.where('organisation_id', '=', organisation)
		.execute();
	return judgeQuota(rows.length, MOST.templatesOfOrganisation, m.limit_templates);
}

async function countIn(
	transaction: Database,
	table: 'document' | 'agenda_item',
	session: SessionId
): Promise<number> {
	const { count } = await transaction
		.selectFrom(table)
		.select((one) => one.fn.countAll<number>().as('count'))
		.where('session_id', '=', session)
		.executeTakeFirstOrThrow();
	return Number(count);
}
