import { sql, type Kysely } from 'kysely';

/**
 * Editions of the minutes with what was done to their lines, corrections, the words of delegations on adoption, and who has
 * opened them. What was adopted is never changed or deleted, nor is what was done to it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
	`CREATE TABLE minutes_edition (
		id TEXT PRIMARY KEY,
		session_id TEXT NOT NULL REFERENCES session(id),
		kind TEXT NOT NULL,
		number INTEGER NOT NULL,
		revision INTEGER NOT NULL DEFAULT 0,
		state TEXT NOT NULL,
		attributions TEXT NOT NULL DEFAULT '{}',
		made_by TEXT REFERENCES person(id) ON DELETE SET NULL,
		made_at INTEGER NOT NULL,
		circulated_by TEXT REFERENCES person(id) ON DELETE SET NULL,
		circulated_at INTEGER,
		until TEXT,
		procedure TEXT,
		approvers TEXT NOT NULL DEFAULT '[]',
		adopted_by TEXT REFERENCES person(id) ON DELETE SET NULL,
		adopted_at INTEGER,
		adopted_in TEXT REFERENCES session(id),
		record TEXT,
		seal TEXT,
		seal_hash TEXT UNIQUE,
		UNIQUE (session_id, kind, number)
	) STRICT`,
	`CREATE UNIQUE INDEX minutes_edition_open ON minutes_edition (session_id) WHERE state <> 'adopted'`,
	`CREATE TABLE minutes_edit (
		seq INTEGER PRIMARY KEY AUTOINCREMENT,
		edition_id TEXT NOT NULL REFERENCES minutes_edition(id),
		document_id TEXT NOT NULL,
		line TEXT NOT NULL,
		what TEXT NOT NULL,
		person_id TEXT REFERENCES person(id) ON DELETE SET NULL,
		at INTEGER NOT NULL
	) STRICT`,
	`CREATE INDEX minutes_edit_edition ON minutes_edit (edition_id, seq)`,
	`CREATE TABLE minutes_correction (
		id TEXT PRIMARY KEY,
		edition_id TEXT NOT NULL REFERENCES minutes_edition(id),
		document_id TEXT NOT NULL,
		line TEXT NOT NULL,
		number TEXT NOT NULL,
		was TEXT NOT NULL,
		wanted TEXT NOT NULL,
		reason TEXT NOT NULL,
		person_id TEXT REFERENCES person(id) ON DELETE SET NULL,
		organisation_id TEXT NOT NULL REFERENCES organisation(id),
		at INTEGER NOT NULL,
		answer TEXT,
		answer_words TEXT NOT NULL DEFAULT '',
		answered_by TEXT REFERENCES person(id) ON DELETE SET NULL,
		answered_at INTEGER
	) STRICT`,
	`CREATE INDEX minutes_correction_edition ON minutes_correction (edition_id, at)`,
	`CREATE TABLE minutes_vote (
		edition_id TEXT NOT NULL REFERENCES minutes_edition(id),
		organisation_id TEXT NOT NULL REFERENCES organisation(id),
		person_id TEXT REFERENCES person(id) ON DELETE SET NULL,
		objects INTEGER NOT NULL,
		words TEXT NOT NULL,
		at INTEGER NOT NULL,
		PRIMARY KEY (edition_id, organisation_id)
	) STRICT`,
	`CREATE TABLE minutes_opened (
		edition_id TEXT NOT NULL REFERENCES minutes_edition(id),
		person_id TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
		organisation_id TEXT NOT NULL REFERENCES organisation(id),
		at INTEGER NOT NULL,
		PRIMARY KEY (edition_id, person_id)
	) STRICT`,
	...['UPDATE', 'DELETE'].map(
		(
			what
		) => `CREATE TRIGGER minutes_edition_sealed_${what.toLowerCase()} BEFORE ${what} ON minutes_edition
			WHEN old.state = 'adopted' BEGIN SELECT RAISE(ABORT, 'adopted minutes are sealed'); END`
	),
	...['UPDATE', 'DELETE'].map(
		(what) => `CREATE TRIGGER minutes_edit_kept_${what.toLowerCase()} BEFORE ${what} ON minutes_edit
			WHEN (SELECT state FROM minutes_edition WHERE id = old.edition_id) = 'adopted'
			BEGIN SELECT RAISE(ABORT, 'adopted minutes are sealed'); END`
	),
	`CREATE TRIGGER minutes_edit_none BEFORE INSERT ON minutes_edit
		WHEN (SELECT state FROM minutes_edition WHERE id = new.edition_id) = 'adopted'
		BEGIN SELECT RAISE(ABORT, 'adopted minutes are sealed'); END`
];
