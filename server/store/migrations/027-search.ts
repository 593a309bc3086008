import { sql, type Kysely } from 'kysely';

/**
 * The words by which things are found, and a list of what has to be read for that: everything, at first. Triggers add what
 * changes, in the transaction that changes it, so that nothing can be forgotten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of [...TABLES, ...DUE.flatMap(triggers), ...DUE.map(everything)])
		await sql.raw(statement).execute(db);
}

const TABLES = [
	`create table search_entry (
		id integer primary key,
		kind text not null,
		scope text not null,
		object_id text not null,
		item_id text,
		start text not null,
		words text not null,
		text text not null
	)`,
	'create index search_entry_object on search_entry (scope, kind, object_id)',
	// In this order: first where the reader may look, then what for.
	`create table search_word (
		scope text not null,
		word text not null,
		entry_id integer not null,
		primary key (scope, word, entry_id)
	) without rowid`,
	`create table search_due (
		seq integer primary key,
		kind text not null,
		scope text not null,
		object_id text not null,
		constraint search_due_object unique (kind, scope, object_id)
	)`,
	'alter table document add column searched_seq integer not null default -1'
];

interface Due {
	readonly table: string;
	readonly kind: string;
	readonly scope: string;
	/** Columns of which a change matters. */
	readonly columns: string;
}

const DUE: readonly Due[] = [
	{
		table: 'person',
		kind: 'person',
		scope: "'people'",
		columns: 'name, function, organisation_id'
	},
	{ table: 'session', kind: 'session', scope: '@id', columns: 'reference, title, place' },
	{
		...{ table: 'agenda_item', kind: 'item', scope: '@session_id' },
		columns: 'title, speakers, removed_at'
	},
	{ table: 'document', kind: 'document', scope: '@session_id', columns: 'title' },
	{ table: 'action', kind: 'action', scope: '@document_id', columns: 'search, void' },
	{ table: 'decision', kind: 'decision', scope: '@document_id', columns: 'text, verb, void' }
];

const note = (from: string) =>
	`insert into search_due (kind, scope, object_id) ${from} on conflict do nothing`;

function triggers({ table, kind, scope, columns }: Due): string[] {
	const of = (row: 'new' | 'old') =>
		note(`values ('${kind}', ${scope.replace('@', `${row}.`)}, ${row}.id)`);
	return [
		`create trigger search_${kind}_added after insert on "${table}" begin ${of('new')}; end`,
		`create trigger search_${kind}_changed after update of ${columns} on "${table}" begin ${of('new')}; end`,
		`create trigger search_${kind}_gone after delete on "${table}" begin ${of('old')}; end`,
		...(table === 'person' ? [ORGANISATION] : [])
	];
}

/** People are found by their organisation. */
const ORGANISATION = `create trigger search_organisation_changed after update of name, code on organisation
	begin ${note("select 'person', 'people', id from person where organisation_id = new.id and true")}; end`;

function everything({ table, kind, scope }: Due): string {
	return note(
		`select '${kind}', ${scope.replace('@', '')}, id from "${table}" where true order by rowid`
	);
}
