import { m } from '#messages/messages.js';
import type { SessionId } from '#shared/ids.ts';
import type { MinutesRecord, RecordedDelegation } from '#shared/minutes/record.ts';
import { minutesReference } from '#shared/numbering.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type { Delegation } from '#shared/sessions/delegation.ts';
import type { SessionDetails } from '#shared/sessions/session-details.ts';
import type { Agenda } from '../sessions/agenda.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { filesOf } from '../files/seen-files.ts';
import type { Database } from '../store/connect.ts';
import { recordedDocuments } from './documents.ts';
import { adoptedIn, nextOf } from './later-sessions.ts';
import { minutesRegisters, numbersIn } from './registers.ts';
import { minutesRun, type MinutesRun } from './running.ts';

export interface GatherParts {
	readonly database: Database;
	readonly sessions: Sessions;
	readonly participation: Participation;
	readonly agenda: Agenda;
	readonly documents: Documents;
	readonly reading: DocumentReading;
}

/**
 * The complete minutes of a session from its documents and registers as they are now; undefined where there is none. Checks
 * no right: what leaves the server is a release of it.
 */
export async function gather(
	parts: GatherParts,
	session: SessionId
): Promise<MinutesRecord | undefined> {
	const { database } = parts;
	const details = await parts.sessions.details(session);
	if (!details) return undefined;
	const agenda = await parts.agenda.list(session);
	const delegations = await parts.participation.delegations(session);
	const run = await minutesRun(database, session, delegations);
	const heads = await parts.documents.heads(session);
	const { documents, notes } = await recordedDocuments(parts, session, heads);
	const registers = await minutesRegisters(database, {
		...{ session, documents: heads.map(({ id }) => id) },
		itemNumbers: new Map(agenda.map(({ id, number }) => [id, number]))
	});
	return {
		control: {
			...{ reference: minutesReference(details.reference), label: details.label },
			...{ community: details.community, clients: details.clients, source: details.source }
		},
		next: await nextOf(database, session),
		blank: details.source ? m.paper_not_stated() : m.paper_not_recorded(),
		meeting: {
			...meetingOf(details, run),
			adopted: await adoptedIn(database, session)
		},
		delegations: delegations.map((delegation) => delegationOf(delegation, run)),
		items: agenda.map((item) => ({ ...itemOf(item, run), notes: notes(item.id) })),
		...registers,
		files: await filesOf(database, session, heads),
		numbers: await numbersIn(database, session),
		documents
	};
}

function meetingOf(details: SessionDetails, run: MinutesRun): MinutesRecord['meeting'] {
	const { reference, title, hosts, date, startsAt, timeZone, place, purpose } = details;
	return {
		...{ reference, hosts, date, startsAt, timeZone, moments: run.moments, place, purpose },
		title: details.illustrative ? m.paper_illustrative({ text: title }) : title
	};
}

function delegationOf(
	{ organisation, people }: Delegation,
	{ attendance }: MinutesRun
): RecordedDelegation {
	return {
		organisation: organisation.name,
		code: organisation.code,
		country: organisation.country,
		people: people.map(({ person, name, function: post, capacity, illustrative, role }) => ({
			...{ name, function: post, capacity, illustrative, role },
			attendance: attendance.get(person)
		}))
	};
}

function itemOf({ id, number, title, speakers }: AgendaItem, { times }: MinutesRun) {
	return { id, number, title, speakers, times: times.get(id) ?? [] };
}
