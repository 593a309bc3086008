import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionId } from '#shared/ids.ts';
import { insertPerson, insertSession } from '../../tests/support/bare-rows.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { Audit } from '../commands/audit.ts';
import { connect, openToRead } from '../store/connect.ts';
import { verifyAudit, verifyChain } from './verify.ts';

let store: TestDatabase;
let audit: Audit;
let session: SessionId;

beforeEach(async () => {
	store = await openDatabase();
	audit = new Audit(store.database);
	session = await insertSession(store.database);
});
afterEach(() => store.end());

const deed = (command: string, of: SessionId | null = session) =>
	audit.record({
		...{ person: undefined, session: of ?? undefined, command },
		...{ detail: { reason: 'ção "a"\n\ud800' }, outcome: 'done' }
	});

/** Seven rows of a session. */
async function seven(): Promise<void> {
	for (let index = 1; index <= 7; index++) await deed(`run.${index}`);
}

const rows = (chain: string) =>
	store.database
		.selectFrom('audit')
		.selectAll()
		.where('chain', '=', chain)
		.orderBy('position')
		.execute();

/** Runs statements as somebody who has the database and takes its guards away first. */
async function tamper(...statements: string[]): Promise<void> {
	const guards = await sql<{ name: string }>`select name from sqlite_master
		where type = 'trigger' and name like 'audit%'`.execute(store.database);
	for (const { name } of guards.rows)
		await sql`drop trigger ${sql.ref(name)}`.execute(store.database);
	for (const statement of statements) await sql.raw(statement).execute(store.database);
}

const faults = async () =>
	(await verifyAudit(store.database)).faults.map(
		({ chain, position, kind }) => `${chain === session ? 'session' : chain} ${position} ${kind}`
	);

/** The form as docs/audit.md says it, written once more. */
function hashOf(row: Awaited<ReturnType<typeof rows>>[number]): string {
	const { chain, position, previous, seq, at, person_id, session_id } = row;
	const said = [row.command, row.detail, row.outcome].map((text) => JSON.stringify(text));
	const form = `["${chain}",${position},"${previous}",${seq},${at},${JSON.stringify(person_id)},${JSON.stringify(session_id)},${said.join(',')}]`;
	return createHash('sha256').update(form, 'utf8').digest('hex');
}

describe('the chains of the audit', () => {
	it('are one for each session and one for everything else, which names the others', async () => {
		await deed('login.start', null);
		await deed('run.start');
		await deed('run.next');
		expect(await rows(session)).toMatchObject([
			{ position: 1, previous: '', command: 'run.start' },
			{ position: 2, command: 'run.next' }
		]);
		expect(await rows('installation')).toMatchObject([
			{ position: 1, command: 'login.start' },
			{ position: 2, command: 'audit.begin', detail: JSON.stringify({ chain: session }) }
		]);
	});

	it('hold in each row the hash of the row before it, and its own over everything else', async () => {
		await seven();
		const chain = await rows(session);
		expect(chain.map(({ hash }) => hash)).toEqual(chain.map(hashOf));
		expect(chain.map(({ previous }) => previous)).toEqual(
			['', ...chain.map(({ hash }) => hash)].slice(0, -1)
		);
	});

	it('have neither gap nor fork when many write at once, and a refusal is given back', async () => {
		const failing = store.database.transaction().execute(async (transaction) => {
			await audit.record(
				{ person: undefined, session, command: 'x', detail: {}, outcome: 'done' },
				transaction
			);
			throw new Error('the rest failed');
		});
		await Promise.all([
			expect(failing).rejects.toThrow('the rest failed'),
			...Array.from({ length: 40 }, (_, index) => deed(`a.${index}`, index % 2 ? session : null))
		]);
		expect((await rows(session)).map(({ position }) => position)).toEqual(
			Array.from({ length: 20 }, (_, index) => index + 1)
		);
		expect(await faults()).toEqual([]);
	});

	it('are written by two boards on one database without a fork', async () => {
		const other = await connect(store.folder);
		const second = new Audit(other);
		const by = (one: Audit) => (index: number) =>
			one.record({
				...{ person: undefined, session, command: `b.${index}`, detail: {}, outcome: 'done' }
			});
		const numbers = Array.from({ length: 20 }, (_, index) => index);
		await Promise.all([...numbers.map(by(audit)), ...numbers.map(by(second))]);
		await other.destroy();
		expect((await rows(session)).length).toBe(40);
		expect(await faults()).toEqual([]);
	});

	it('take in no session that does not exist', async () => {
		await deed('run.next', 'nobodyknowsthissession00' as SessionId);
		expect(await rows('installation')).toMatchObject([{ session_id: 'nobodyknowsthissession00' }]);
	});
});

describe('rows of the audit', () => {
	it('are neither changed, removed nor replaced; heads are not moved back', async () => {
		await seven();
		const refused = [
			"update audit set outcome = 'forbidden' where position = 3",
			'delete from audit where position = 7',
			"insert or replace into audit select seq, chain, position, previous, hash, at, person_id, session_id, 'x', detail, outcome from audit where position = 3",
			'update audit_head set position = position - 1',
			"update audit_head set chain = 'x'",
			'delete from audit_head'
		];
		for (const statement of refused)
			await expect(sql.raw(statement).execute(store.database), statement).rejects.toThrow(
				'only added to'
			);
		await sql`insert or replace into audit_head values (${session}, 1, 'x')`.execute(
			store.database
		);
		expect(await faults()).toEqual([]);
	});

	it('stay when their person and session would go', async () => {
		const person = await insertPerson(store.database);
		await audit.record({ person, session, command: 'a.b', detail: {}, outcome: 'done' });
		await store.database.deleteFrom('person').execute();
		await store.database.deleteFrom('session').execute();
		await deed('run.next');
		expect(await faults()).toEqual([]);
		expect(await rows(session)).toHaveLength(2);
	});
});

describe('verifying', () => {
	const AT_4 = `chain <> 'installation' and position = 4`;

	it('finds nothing wrong with what the board wrote, and gives the heads', async () => {
		await seven();
		const verified = await verifyAudit(store.database);
		const last = (await rows(session)).at(-1);
		expect(verified).toMatchObject({ faults: [], faulty: 0, unknown: [] });
		expect(verified.chains).toMatchObject([
			{ chain: 'installation', rows: 1, head: { position: 1 } },
			{ chain: session, rows: 7, head: { position: 7, hash: last?.hash } }
		]);
	});

	it('reads chains of many pages', async () => {
		for (let index = 0; index < 1_203; index++) await deed('run.next');
		expect(await verifyChain(store.database, session)).toMatchObject({ rows: 1_203, faults: [] });
	});

	it.for([
		['outcome', "'forbidden'"],
		['detail', "'{}'"],
		['command', "'run.x'"],
		['at', 'at - 1'],
		['person_id', "'somebody'"],
		['session_id', 'null'],
		['hash', "'00'"]
	])('finds a row of which %s was altered', async ([column, value]) => {
		await seven();
		await tamper(`update audit set ${column} = ${value} where ${AT_4}`);
		expect(await faults()).toContain('session 4 altered');
	});

	it('finds an altered row whose hash was made again', async () => {
		await seven();
		const [, , , row] = await rows(session);
		if (!row) throw new Error('there is no fourth row');
		const hash = hashOf({ ...row, outcome: 'forbidden' });
		await tamper(`update audit set outcome = 'forbidden', hash = '${hash}' where ${AT_4}`);
		expect(await faults()).toEqual(['session 5 moved']);
	});

	it('finds a missing row', async () => {
		await seven();
		await tamper(`delete from audit where ${AT_4}`);
		expect(await faults()).toEqual(['session 5 missing']);
	});

	it('finds rows that changed places', async () => {
		await seven();
		await tamper(
			`update audit set position = 99 where ${AT_4}`,
			`update audit set position = 4 where chain = '${session}' and position = 5`,
			`update audit set position = 5 where position = 99`
		);
		expect(await faults()).toEqual(['session 4 moved', 'session 5 moved', 'session 6 moved']);
	});

	it('finds that the last rows were cut off', async () => {
		await seven();
		await tamper(`delete from audit where chain = '${session}' and position > 5`);
		expect(await faults()).toEqual(['session 6 cut']);
	});

	it('finds rows behind the head, another head, and none', async () => {
		await seven();
		await tamper(`update audit_head set position = 6 where chain = '${session}'`);
		expect(await faults()).toEqual(['session 7 beyond']);
		await tamper(`update audit_head set position = 7, hash = 'x' where chain = '${session}'`);
		expect(await faults()).toEqual(['session 7 headless']);
		await tamper(`delete from audit_head where chain = '${session}'`);
		expect(await faults()).toEqual(['session 7 headless']);
	});

	it('finds two rows in one place', async () => {
		await seven();
		await tamper(
			'create table forked as select * from audit',
			`insert into forked select seq + 100, chain, position, previous, hash, at, person_id, session_id, 'x', detail, outcome from forked where ${AT_4}`,
			'alter table audit rename to audit_before',
			'alter table forked rename to audit'
		);
		expect(await faults()).toEqual(['session 4 forked', 'session 5 moved']);
	});

	it('finds a chain that is gone as a whole, or that nobody has begun', async () => {
		await seven();
		await tamper(`delete from audit where chain = '${session}'`);
		expect(await faults()).toEqual(['session 1 cut', 'session 1 gone']);
		await tamper(`delete from audit_head where chain = '${session}'`);
		expect(await faults()).toEqual(['session 1 gone']);
		await tamper(
			`insert into audit_head values ('other', 1, 'x')`,
			`insert into audit values (100, 'other', 1, '', 'x', 7, null, null, 'a', '{}', 'done')`
		);
		expect(await faults()).toContain('other 1 unnamed');
	});

	it('finds with a hash of earlier that a chain was written anew', async () => {
		await seven();
		const before = (await rows(session)).at(-1)?.hash ?? '';
		expect((await verifyAudit(store.database, { heads: [before] })).unknown).toEqual([]);
		await tamper(
			`delete from audit where chain = '${session}' and position = 7`,
			`update audit_head set position = 6, hash = (select hash from audit where chain = '${session}' and position = 6) where chain = '${session}'`
		);
		expect(await faults()).toEqual([]);
		expect((await verifyAudit(store.database, { heads: [before] })).unknown).toEqual([before]);
	});

	it('names the first faults, and counts the others', async () => {
		for (let index = 0; index < 30; index++) await deed('run.next');
		await tamper(`update audit set outcome = 'x' where chain = '${session}'`);
		const { faults, faulty } = await verifyAudit(store.database);
		expect([faults.length, faulty]).toEqual([20, 30]);
	});

	it('goes on while the board writes', async () => {
		for (let index = 0; index < 1_100; index++) await deed('run.next');
		const reading = openToRead(store.folder);
		const writing = Array.from({ length: 50 }, () => deed('run.back'));
		const verified = await verifyAudit(reading);
		await Promise.all(writing);
		await reading.destroy();
		expect(verified.faults).toEqual([]);
	});
});
