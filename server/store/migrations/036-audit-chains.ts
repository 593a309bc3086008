import { sql, type Kysely } from 'kysely';
import { hashOfLine, INSTALLATION, type AuditContent } from '../../chain/audit-line.ts';

const AT_ONCE = 1_000;

type Db = Kysely<unknown>;
type Row = Omit<AuditContent, 'chain' | 'position' | 'previous'>;
type Heads = Map<string, { position: number; hash: string }>;

/** The audit becomes a chain for each session and one for the installation. What was written before is chained as it stands. */
export async function up(db: Db): Promise<void> {
	await sql`CREATE TABLE audit_chained (
		seq INTEGER PRIMARY KEY,
		chain TEXT NOT NULL,
		position INTEGER NOT NULL,
		previous TEXT NOT NULL,
		hash TEXT NOT NULL,
		at INTEGER NOT NULL,
		person_id TEXT,
		session_id TEXT,
		command TEXT NOT NULL,
		detail TEXT NOT NULL,
		outcome TEXT NOT NULL,
		UNIQUE (chain, position)
	) STRICT`.execute(db);
	await sql`CREATE TABLE audit_head (
		chain TEXT PRIMARY KEY,
		position INTEGER NOT NULL,
		hash TEXT NOT NULL
	) STRICT, WITHOUT ROWID`.execute(db);
	await chainAll(db);
	await sql`DROP TABLE audit`.execute(db);
	await sql`ALTER TABLE audit_chained RENAME TO audit`.execute(db);
	await sql`CREATE INDEX audit_chain ON audit (chain, seq)`.execute(db);
	await sql`CREATE INDEX audit_session ON audit (session_id, seq)`.execute(db);
	await sql`CREATE INDEX audit_person ON audit (person_id, seq)`.execute(db);
	await sql`CREATE INDEX audit_command ON audit (command, seq)`.execute(db);
	await guard(db);
}

async function chainAll(db: Db): Promise<void> {
	const heads: Heads = new Map([[INSTALLATION, { position: 0, hash: '' }]]);
	const sessions = await sql<{ id: string }>`SELECT id FROM session`.execute(db);
	const known = new Set(sessions.rows.map(({ id }) => id));
	const last = await chainRows(db, heads, known);
	await nameChains(db, heads, last);
	for (const [chain, { position, hash }] of heads)
		await sql`INSERT INTO audit_head VALUES (${chain}, ${position}, ${hash})`.execute(db);
}

/** Chains every row, oldest first, and returns the number of the last. */
async function chainRows(db: Db, heads: Heads, known: ReadonlySet<string>): Promise<number> {
	for (let last = 0; ;) {
		const { rows } = await sql<Row>`SELECT seq, at, person_id, session_id, command, detail, outcome
			FROM audit WHERE seq > ${last} ORDER BY seq LIMIT ${AT_ONCE}`.execute(db);
		for (const row of rows) {
			const { session_id: session } = row;
			await chain(db, heads, session && known.has(session) ? session : INSTALLATION, row);
			last = row.seq;
		}
		if (rows.length < AT_ONCE) return last;
	}
}

/** Each chain of a session is named in the chain of the installation, as it is when one begins. */
async function nameChains(db: Db, heads: Heads, last: number): Promise<void> {
	const names = [...heads.keys()].filter((name) => name !== INSTALLATION);
	for (const [index, name] of names.entries()) {
		const detail = JSON.stringify({ chain: name });
		const said = { command: 'audit.begin', detail, outcome: 'done' };
		const by = { at: Date.now(), person_id: null, session_id: null };
		await chain(db, heads, INSTALLATION, { seq: last + index + 1, ...by, ...said });
	}
}

async function chain(db: Db, heads: Heads, name: string, row: Row): Promise<void> {
	const head = heads.get(name) ?? { position: 0, hash: '' };
	const position = head.position + 1;
	const content = { chain: name, position, previous: head.hash, ...row };
	const hash = hashOfLine(content);
	await sql`INSERT INTO audit_chained VALUES (${row.seq}, ${name}, ${position}, ${head.hash}, ${hash},
		${row.at}, ${row.person_id}, ${row.session_id}, ${row.command}, ${row.detail}, ${row.outcome})`.execute(
		db
	);
	heads.set(name, { position, hash });
}

/** Rows are only added, also by statements that replace what is there; a head only moves on. */
async function guard(db: Db): Promise<void> {
	for (const change of ['UPDATE', 'DELETE'])
		await sql`CREATE TRIGGER ${sql.raw(`audit_no_${change.toLowerCase()}`)} BEFORE ${sql.raw(change)} ON audit
			BEGIN SELECT raise(ABORT, 'the audit is only added to'); END`.execute(db);
	await sql`CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
		WHEN EXISTS (SELECT 1 FROM audit WHERE seq = new.seq)
			OR EXISTS (SELECT 1 FROM audit WHERE chain = new.chain AND position = new.position)
		BEGIN SELECT raise(ABORT, 'the audit is only added to'); END`.execute(db);
	await sql`CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
		BEGIN SELECT raise(ABORT, 'the audit is only added to'); END`.execute(db);
	await sql`CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
		WHEN new.chain <> old.chain OR new.position < old.position
		BEGIN SELECT raise(ABORT, 'the audit is only added to'); END`.execute(db);
	await sql`CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
		WHEN EXISTS (SELECT 1 FROM audit_head WHERE chain = new.chain)
		BEGIN SELECT raise(IGNORE); END`.execute(db);
}
