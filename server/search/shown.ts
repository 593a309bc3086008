import type { Found, SearchKind } from '#shared/find/found.ts';
import type { ActionId, DecisionId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import { objectReference } from '#shared/numbering.ts';
import { actionNumber, decisionNumber } from '../records/numbered.ts';
import { itemRows } from '../sessions/agenda-rows.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { Database } from '../store/connect.ts';
import type { Candidate } from './candidates.ts';
import { markedBy } from './marked.ts';
import type { Reach } from './reach.ts';
import { documentsOf, sessionsOf } from './shown-rows.ts';

/** Candidates as they are shown, in their order. What is gone meanwhile, or not for this reader, is left out. */
export async function shownOf(
	database: Database,
	kind: SearchKind,
	candidates: readonly Candidate[],
	reach: Reach,
	text: string
): Promise<Found[]> {
	if (candidates.length === 0) return [];
	const asked = { database, candidates, reach, marked: markedBy(text) };
	const shown = await SHOW[kind](asked);
	const limits = await limitsOf(database, candidates.map(documentIn));
	return candidates.flatMap((one) => {
		const found = shown.get(one.id);
		return found ? { ...found, limits: limits.get(documentIn(one)) } : [];
	});
}

/** Where it comes from; the id of anything else is that of no document. */
const documentIn = ({ kind, object, scope }: Candidate) =>
	(kind === 'document' ? object : scope) as DocumentId;

interface Asked {
	readonly database: Database;
	readonly candidates: readonly Candidate[];
	readonly reach: Reach;
	readonly marked: (words: string) => Found['words'];
}
type Shown = Map<number, Found>;
type Show = (asked: Asked) => Promise<Shown>;

const idsOf = (candidates: readonly Candidate[]) => candidates.map(({ object }) => object);
const scopesOf = (candidates: readonly Candidate[]) =>
	candidates.map(({ scope }) => scope as DocumentId);
const entryOf = ({ candidates }: Asked, object: string, scope?: string) =>
	candidates.find((one) => one.object === object && (scope === undefined || one.scope === scope));

/** Pairs rows with their entries. */
function paired<R>(
	asked: Asked,
	rows: readonly R[],
	place: (row: R) => readonly [object: string, scope?: string],
	show: (row: R) => Found | undefined
): Shown {
	return new Map(
		rows.flatMap((row) => {
			const entry = entryOf(asked, ...place(row));
			const found = entry && show(row);
			return found ? [[entry.id, found] as const] : [];
		})
	);
}

interface InSession {
	readonly session: SessionId;
	readonly reference: string;
	readonly title: string;
}
const sessionOf = ({ session: id, reference, title }: InSession) => ({ id, reference, title });

const SHOW: Record<SearchKind, Show> = {
	session: async (asked) => {
		const { database, candidates, marked, reach } = asked;
		const rows = await database
			.selectFrom('session')
			.select(['id as session', 'reference', 'title', 'label'])
			.where('id', 'in', idsOf(candidates) as SessionId[])
			.execute();
		return paired(
			asked,
			rows,
			({ session }) => [session],
			(row) =>
				reach.readable.roles.has(row.session)
					? {
							...{ kind: 'session', id: row.session, words: marked(row.title) },
							...{ reference: row.reference, label: row.label, session: sessionOf(row) }
						}
					: undefined
		);
	},
	item: async (asked) => {
		const { database, candidates, marked, reach } = asked;
		const sessions = await sessionsOf(database, [...new Set(candidates.map((one) => one.scope))]);
		const items = await Promise.all(
			sessions.map(async (row) =>
				(await itemRows(database, row.session)).map((item, at) => ({ ...row, item, at }))
			)
		);
		return paired(
			asked,
			items.flat(),
			({ item, session }) => [item.id, session],
			(row) =>
				reach.readable.roles.has(row.session)
					? {
							...{ kind: 'item', id: row.item.id, words: marked(row.item.title) },
							...{ reference: String(row.at + 1), session: sessionOf(row) }
						}
					: undefined
		);
	},
	document: async (asked) => {
		const { database, candidates, marked, reach } = asked;
		const rows = await documentsOf(database, idsOf(candidates));
		return paired(
			asked,
			rows,
			({ document }) => [document],
			(row) =>
				reach.readable.access.has(row.document)
					? {
							...{ kind: 'document', id: row.document, words: marked(row.name), label: row.label },
							...{ session: sessionOf(row), document: row.document }
						}
					: undefined
		);
	},
	action: async (asked) => {
		const rows = await asked.database
			.selectFrom('action')
			.innerJoin('register_number', actionNumber)
			.innerJoin('session', 'session.id', 'action.session_id')
			.innerJoin('document', 'document.id', 'action.document_id')
			.select(['action.id', 'action.document_id as document', 'action.text', 'document.label'])
			.select(['register_number.sequence', 'register_number.kind as number_kind'])
			.select(['session.id as session', 'session.reference', 'session.title'])
			.where('action.document_id', 'in', scopesOf(asked.candidates))
			.where('action.id', 'in', idsOf(asked.candidates) as ActionId[])
			.where('action.void', '=', 0)
			.execute();
		return paired(asked, rows, placeOfRecord, record('action', asked));
	},
	decision: async (asked) => {
		const rows = await asked.database
			.selectFrom('decision')
			.innerJoin('register_number', decisionNumber)
			.innerJoin('session', 'session.id', 'decision.session_id')
			.innerJoin('document', 'document.id', 'decision.document_id')
			.select(['decision.id', 'decision.document_id as document', 'decision.text'])
			.select(['register_number.sequence', 'register_number.kind as number_kind'])
			.select(['session.id as session', 'session.reference', 'session.title', 'document.label'])
			.where('decision.document_id', 'in', scopesOf(asked.candidates))
			.where('decision.id', 'in', idsOf(asked.candidates) as DecisionId[])
			.where('decision.void', '=', 0)
			.execute();
		return paired(asked, rows, placeOfRecord, record('decision', asked));
	},
	line: linesShown,
	person: peopleShown
};

interface RecordRow extends InSession {
	readonly id: string;
	readonly document: DocumentId;
	readonly text: string;
	readonly label: Label;
	readonly sequence: number;
	readonly number_kind: 'A' | 'C' | 'D';
}

const placeOfRecord = ({ id, document }: RecordRow) => [id, document] as const;

const record =
	(kind: 'action' | 'decision', { marked, reach }: Asked) =>
	(row: RecordRow): Found | undefined => {
		if (!reach.readable.access.has(row.document)) return undefined;
		const reference = objectReference(row.reference, row.number_kind, row.sequence);
		return {
			...{ kind, id: row.id, words: marked(row.text), reference, label: row.label },
			session: sessionOf(row)
		};
	};

async function linesShown({ database, candidates, marked, reach }: Asked): Promise<Shown> {
	const rows = await database
		.selectFrom('search_entry')
		.leftJoin('agenda_item', 'agenda_item.id', 'search_entry.item_id')
		.select(['search_entry.id', 'search_entry.scope', 'search_entry.object_id as line'])
		.select(['search_entry.text', 'search_entry.item_id as item'])
		.select(['agenda_item.title as item_title', 'agenda_item.removed_at'])
		.where(
			'search_entry.id',
			'in',
			candidates.map(({ id }) => id)
		)
		.execute();
	const documents = await documentsOf(database, [...new Set(rows.map(({ scope }) => scope))]);
	const shown = rows.flatMap((row) => {
		const document = documents.find((one) => one.document === row.scope);
		const isGone = !document || (row.item && (row.item_title === null || row.removed_at !== null));
		if (isGone || !reach.readable.access.has(document.document)) return [];
		const found: Found = {
			...{ kind: 'line', id: row.line, words: marked(row.text), label: document.label },
			...{ about: row.item_title ?? document.name, session: sessionOf(document) },
			...(row.item ? { item: row.item } : { document: document.document })
		};
		return [[row.id, found] as const];
	});
	return new Map(shown);
}

/** The candidates are people whom the reader sees elsewhere; those who cannot sign in any longer only administrators do. */
async function peopleShown(asked: Asked): Promise<Shown> {
	const { database, candidates, marked, reach } = asked;
	const rows = await database
		.selectFrom('person')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select(['person.id', 'person.name', 'person.function', 'organisation.code'])
		.where('person.id', 'in', idsOf(candidates) as PersonId[])
		.$if(!reach.isAdministrator, (query) => query.where('person.disabled_at', 'is', null))
		.execute();
	return paired(
		asked,
		rows,
		({ id }) => [id],
		(row) => ({
			...{ kind: 'person', id: row.id, words: marked(row.name) },
			about: [row.function, row.code].filter(Boolean).join(', ')
		})
	);
}
