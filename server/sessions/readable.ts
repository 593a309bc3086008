import {
	documentAccess,
	type Access,
	type Audience,
	type Reader,
	type Role
} from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { audienceOf, isSealed } from './document-rows.ts';

/** What a person may read in all their sessions. */
export interface Readable {
	readonly person: PersonId;
	/** Undefined for somebody without any session. */
	readonly organisation: OrganisationId | undefined;
	readonly roles: ReadonlyMap<SessionId, Role>;
	/**
	 * The person's access to documents in all their sessions; without those they may not read. Like the sessions they are in
	 * order: those of the latest day first.
	 */
	readonly access: ReadonlyMap<DocumentId, Exclude<Access, 'none'>>;
}

/** Loads what a person may read in all their sessions, in two queries. For registers across sessions. */
export async function readableBy(database: Database, person: PersonId): Promise<Readable> {
	const [seats, rows] = [await seatsOf(database, person), await documentsAround(database, person)];
	const readers = new Map<SessionId, Reader>(
		seats.map(({ session, ...seat }) => [session, { person, ...seat }])
	);
	const access = new Map<DocumentId, Exclude<Access, 'none'>>();
	const bySession = Map.groupBy(rows, (row) => row.session_id);
	for (const [session, reader] of readers)
		for (const [document, ...more] of documentsIn(bySession.get(session) ?? [])) {
			const { id, kind, state } = document;
			const audience = isOpen(document) ? FOR_ALL : audienceOf([document, ...more]);
			const may = documentAccess(reader, { kind, audience, isSealed: isSealed(state) });
			if (may !== 'none') access.set(id, may);
		}
	return {
		...{ person, access, organisation: seats[0]?.organisation },
		roles: new Map(seats.map(({ session, role }) => [session, role]))
	};
}

type AroundRow = Awaited<ReturnType<typeof documentsAround>>[number];

const FOR_ALL: Audience = { organisations: [], persons: [] };

const isOpen = (row: AroundRow) => row.organisation_id === null && row.person_id === null;

/** The rows of each document, which come one after the other. */
function documentsIn(rows: readonly AroundRow[]): [AroundRow, ...AroundRow[]][] {
	const documents: [AroundRow, ...AroundRow[]][] = [];
	for (const row of rows) {
		const last = documents.at(-1);
		if (last?.[0].id === row.id) last.push(row);
		else documents.push([row]);
	}
	return documents;
}

function seatsOf(database: Database, person: PersonId) {
	return database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.innerJoin('session', 'session.id', 'participant.session_id')
		.select(['participant.session_id as session', 'participant.role'])
		.select('person.organisation_id as organisation')
		.where('participant.person_id', '=', person)
		.orderBy('session.date', 'desc')
		.orderBy('session.sequence', 'desc')
		.execute();
}

/** The documents of a person's sessions, one row per entry of the audience; those of a document come together. */
function documentsAround(database: Database, person: PersonId) {
	return database
		.selectFrom('participant')
		.innerJoin('document', 'document.session_id', 'participant.session_id')
		.innerJoin('session', 'session.id', 'document.session_id')
		.leftJoin('document_audience as audience', 'audience.document_id', 'document.id')
		.select(['document.id', 'document.kind', 'document.session_id', 'session.state'])
		.select(['audience.organisation_id', 'audience.person_id'])
		.where('participant.person_id', '=', person)
		.orderBy('document.session_id')
		.orderBy('document.position')
		.orderBy('document.id')
		.execute();
}
