import type {
	ActionId,
	AgendaItemId,
	DecisionId,
	DocumentId,
	PersonId,
	SessionId
} from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import { decisionNumber } from '../records/numbered.ts';
import { itemView } from '../sessions/agenda-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Findable } from './entries.ts';

type Due = Row<'search_due'>;
type Read = (database: Database, due: Due) => Promise<Findable | undefined>;

/** Reads what a row is found by now; undefined when it is gone or withdrawn. */
export function findableOf(database: Database, due: Due): Promise<Findable | undefined> {
	return READ[due.kind](database, due);
}

const READ: Record<Due['kind'], Read> = {
	person: async (database, { object_id }) => {
		const row = await database
			.selectFrom('person')
			.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
			.select(['person.name', 'person.function', 'organisation.code'])
			.select('organisation.name as organisation')
			.where('person.id', '=', object_id as PersonId)
			.executeTakeFirst();
		return row && found(row.name, row.function, row.code, row.organisation);
	},
	session: async (database, { object_id }) => {
		const row = await database
			.selectFrom('session')
			.select(['title', 'reference', 'place'])
			.where('id', '=', object_id as SessionId)
			.executeTakeFirst();
		return row && found(row.title, row.reference, row.place ?? '');
	},
	item: async (database, { object_id }) => {
		const row = await database
			.selectFrom('agenda_item')
			.selectAll()
			.where('id', '=', object_id as AgendaItemId)
			.where('removed_at', 'is', null)
			.executeTakeFirst();
		return row && found(row.title, ...itemView(row, 0).speakers.map(({ name }) => name));
	},
	document: async (database, { object_id }) => {
		const row = await database
			.selectFrom('document')
			.select('title')
			.where('id', '=', object_id as DocumentId)
			.where('kind', '!=', 'board')
			.executeTakeFirst();
		return row && found(row.title);
	},
	action: async (database, { scope, object_id }) => {
		const row = await database
			.selectFrom('action')
			.select(['text', 'search'])
			.where('id', '=', object_id as ActionId)
			.where('document_id', '=', scope as DocumentId)
			.where('void', '=', 0)
			.executeTakeFirst();
		return row && found(row.text, row.search);
	},
	decision: async (database, { scope, object_id }) => {
		const row = await database
			.selectFrom('decision')
			.innerJoin('session', 'session.id', 'decision.session_id')
			.innerJoin('register_number', decisionNumber)
			.select(['decision.text', 'session.reference', 'register_number.sequence'])
			.select('register_number.kind')
			.where('decision.id', '=', object_id as DecisionId)
			.where('decision.document_id', '=', scope as DocumentId)
			.where('decision.void', '=', 0)
			.executeTakeFirst();
		return row && found(row.text, objectReference(row.reference, row.kind, row.sequence));
	}
};

const MOST_WORDS = 1_000; // of one row

function found(title: string, ...more: readonly string[]): Findable {
	return { title, text: [title, ...more].join(' '), most: MOST_WORDS };
}
