import type { NumberKind } from '#shared/numbering.ts';
import type { Database } from '../store/connect.ts';
import type { Candidate } from './candidates.ts';
import type { Reach } from './reach.ts';

const REFERENCE = /^(js-\d+)(?:-([acd])(\d{1,9}))?$/i;

/** What has exactly this reference, if it can be seen. */
export async function byReference(
	database: Database,
	reach: Reach,
	text: string
): Promise<Candidate[]> {
	const [, session, kind, sequence] = REFERENCE.exec(text.trim()) ?? [];
	if (!session) return [];
	const rows = kind
		? await numbered(database, session, kind.toUpperCase() as NumberKind, Number(sequence))
		: await sessions(database, session);
	const { readable } = reach;
	return rows.filter(
		({ kind, scope }) =>
			(kind === 'session' && readable.roles.has(scope as never)) ||
			(kind !== 'session' && readable.access.has(scope as never))
	);
}

const entries = (database: Database) =>
	database
		.selectFrom('search_entry')
		.select(['search_entry.kind', 'search_entry.scope', 'search_entry.object_id as object'])
		.select(['search_entry.id', 'search_entry.start']);

function sessions(database: Database, reference: string): Promise<Candidate[]> {
	return entries(database)
		.innerJoin('session', 'session.id', 'search_entry.scope')
		.where('session.reference', '=', reference.toUpperCase())
		.where('search_entry.kind', '=', 'session')
		.execute();
}

function numbered(
	database: Database,
	reference: string,
	kind: NumberKind,
	sequence: number
): Promise<Candidate[]> {
	return entries(database)
		.innerJoin('register_number as number', (join) =>
			join
				.onRef('number.document_id', '=', 'search_entry.scope')
				.onRef('number.object_id', '=', 'search_entry.object_id')
		)
		.innerJoin('session', 'session.id', 'number.session_id')
		.where('session.reference', '=', reference.toUpperCase())
		.where('number.kind', '=', kind)
		.where('number.sequence', '=', sequence)
		.where('search_entry.kind', 'in', ['action', 'decision'])
		.execute();
}
