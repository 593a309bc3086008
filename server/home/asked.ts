import type { AskedOfMe } from '#shared/home/home.ts';
import type { SessionId } from '#shared/ids.ts';
import { mayMark } from '#shared/marking-rights.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { Readable } from '../sessions/readable.ts';
import type { Database } from '../store/connect.ts';

/** Requests that wait for somebody who reads the document and marks it as its originator. */
export async function askedOf(database: Database, readable: Readable): Promise<AskedOfMe[]> {
	const { access, organisation, roles } = readable;
	if (!organisation || roles.size === 0) return [];
	const rows = await waiting(database, [...roles.keys()]);
	const own = rows.filter(({ session, document, originator }) => {
		const role = roles.get(session);
		const marks = role && mayMark({ role, organisation }, originator ?? undefined);
		return access.has(document) && marks === 'fully';
	});
	const limits = await limitsOf(
		database,
		own.map(({ document }) => document)
	);
	return own.map(({ id, session, document, reference, name, until, ...row }) => ({
		...{ id, document, title: row.title, label: row.label, limits: limits.get(document) },
		...{ session: { id: session, reference, title: name }, code: row.code, words: row.words },
		until: until ?? undefined
	}));
}

function waiting(database: Database, sessions: readonly SessionId[]) {
	return database
		.selectFrom('originator_ask as ask')
		.innerJoin('document', 'document.id', 'ask.document_id')
		.innerJoin('session', 'session.id', 'document.session_id')
		.innerJoin('person', 'person.id', 'ask.person_id')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select(['ask.id', 'ask.words', 'ask.until', 'document.id as document', 'document.title'])
		.select(['document.label', 'document.originator_id as originator', 'organisation.code'])
		.select(['session.id as session', 'session.reference', 'session.title as name'])
		.where('ask.ended', 'is', null)
		.where('document.archived_at', 'is', null)
		.where('session.id', 'in', sessions)
		.orderBy('ask.at')
		.execute();
}
