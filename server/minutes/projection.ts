import { isForEverybody, type Reader } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { strictest } from '#shared/markings.ts';
import type { Projection } from '#shared/minutes/projection.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import type { GatherParts } from './gather.ts';
import { marksOf } from './marks.ts';
import { minutesRegisters } from './registers.ts';

const SHOWN = 4; // of each kind, newest first: as many as are legible from the last row

/**
 * The session as the screen in the room may show it. Nobody knows who looks at the screen, so it uses only documents
 * that all participants may read, whoever opens it, and of which nobody is asked why.
 */
export async function project(
	{ database, sessions, participation, agenda, documents }: Omit<GatherParts, 'reading'>,
	session: SessionId,
	{ role }: Reader
): Promise<Projection | Refusal> {
	const details = await sessions.details(session);
	if (!details) return refuse('not-found');
	const heads = await documents.heads(session);
	const open = heads.filter(({ audience, asksWhy }) => isForEverybody(audience) && !asksWhy);
	const items = await agenda.list(session);
	const registers = await minutesRegisters(database, {
		session,
		documents: open.map(({ id }) => id),
		itemNumbers: new Map(items.map(({ id, number }) => [id, number]))
	});
	const marks = await marksOf(database, open);
	const marked = <T extends { readonly document: DocumentId }>({ document, ...one }: T) => ({
		...{ ...one, mark: marks.get(document) }
	});
	const newest = newestFirst(
		await givenAt(
			database,
			session,
			open.map(({ id }) => id)
		)
	);
	const outcomes = registers.decisions.map(marked);
	return {
		details,
		role,
		label: strictest([details.label, ...open.map(({ label }) => label)]),
		delegations: await participation.delegations(session),
		agenda: items,
		readBack: newest(outcomes.filter(({ standing }) => standing === 'read-back'))[0],
		decisions: newest(outcomes.filter(({ standing }) => standing === 'in-force')),
		actions: newest(registers.actions.map(marked))
	};
}

/** When each record got its number, in milliseconds since 1970. */
async function givenAt(
	database: Database,
	session: SessionId,
	documents: readonly DocumentId[]
): Promise<ReadonlyMap<string, number>> {
	if (documents.length === 0) return new Map();
	const rows = await database
		.selectFrom('register_number')
		.select(['object_id', 'given_at'])
		.where('session_id', '=', session)
		.where('document_id', 'in', documents)
		.execute();
	return new Map(rows.map((row) => [row.object_id, row.given_at]));
}

const newestFirst =
	(given: ReadonlyMap<string, number>) =>
	<T extends { readonly id: string; readonly void: boolean }>(all: readonly T[]): T[] =>
		all
			.filter((one) => !one.void)
			.toReversed() // among records of the same millisecond the higher number is the newer
			.sort((a, b) => (given.get(b.id) ?? 0) - (given.get(a.id) ?? 0))
			.slice(0, SHOWN);
