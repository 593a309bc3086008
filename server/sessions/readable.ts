import {
	documentAccess,
	type Access,
	type Audience,
	type Reader,
	type Role
} from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { asksWhy } from '#shared/justification.ts';
import type { Database } from '../store/connect.ts';
import { audienceOf, isSealed } from './document-rows.ts';
import { justifiedBy } from './justified.ts';

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
	/** It holds only in the login in which it was read, and for a time: they are asked why they open some of it. */
	readonly isOfLogin: boolean;
}

/** Loads what a person may read in all their sessions, in three queries. For registers across sessions. */
export async function readableBy(database: Database, person: PersonId): Promise<Readable> {
	const [seats, rows] = [await seatsOf(database, person), await documentsAround(database, person)];
	const justified = await justifiedBy(database, person);
	const readers = new Map<SessionId, Reader>(
		seats.map(({ session, ...seat }) => [session, { person, ...seat, justified }])
	);
	let isOfLogin = false;
	const access = new Map<DocumentId, Exclude<Access, 'none'>>();
	const bySession = Map.groupBy(rows, (row) => row.session_id);
	for (const [session, reader] of readers)
		for (const [document, ...more] of documentsIn(bySession.get(session) ?? [])) {
			const { id, state } = document;
			const audience = isOpen(document) ? FOR_ALL : audienceOf([document, ...more]);
			const isAsked = asksWhy(document, { ...document, audience });
			const guarded = { ...document, audience, isSealed: isSealed(state), asksWhy: isAsked };
			const may = documentAccess(reader, guarded);
			isOfLogin ||= isAsked;
			if (may !== 'none') access.set(id, may);
		}
	return {
		...{ person, access, isOfLogin, organisation: seats[0]?.organisation },
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
		.select(['document.label', 'document.made_by', 'session.asks_why'])
		.select(['audience.organisation_id', 'audience.person_id'])
		.where('participant.person_id', '=', person)
		.orderBy('document.session_id')
		.orderBy('document.position')
		.orderBy('document.id')
		.execute();
}
