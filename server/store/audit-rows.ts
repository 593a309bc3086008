import type { PersonId, SessionId } from '#shared/ids.ts';
import { hashOfLine, INSTALLATION } from '../chain/audit-line.ts';
import type { Database } from './connect.ts';
import { nextAuditSeq } from './dialect.ts';

/** What is said of one deed. */
export interface NewAuditRow {
	readonly person_id: PersonId | null;
	readonly session_id: SessionId | null;
	readonly command: string;
	readonly detail: string;
	readonly outcome: string;
}

/**
 * Adds a row to its chain. Moving the head of the chain comes first: on a database with many writers it holds the chain
 * until the transaction ends, so that no two rows follow the same one.
 */
export async function appendToAudit(transaction: Database, row: NewAuditRow): Promise<void> {
	const chain = await chainOf(transaction, row.session_id);
	await append(transaction, chain, row);
}

async function append(transaction: Database, chain: string, row: NewAuditRow): Promise<void> {
	const { position, hash: previous } = await transaction
		.updateTable('audit_head')
		.set((eb) => ({ position: eb('position', '+', 1) }))
		.where('chain', '=', chain)
		.returning(['position', 'hash'])
		.executeTakeFirstOrThrow();
	const { seq } = await transaction
		.selectNoFrom(nextAuditSeq().as('seq'))
		.executeTakeFirstOrThrow();
	const content = { chain, position, previous, seq, at: Date.now(), ...row };
	const hash = hashOfLine(content);
	await transaction
		.insertInto('audit')
		.values({ ...content, hash })
		.execute();
	await transaction.updateTable('audit_head').set({ hash }).where('chain', '=', chain).execute();
}

/** The chain of a session, which begins with its first row; what is said of no session that exists is the installation's. */
async function chainOf(transaction: Database, session: SessionId | null): Promise<string> {
	if (session === null) return INSTALLATION;
	const { length: begun } = await transaction
		.selectFrom('audit_head')
		.select('chain')
		.where('chain', '=', session)
		.execute();
	if (begun) return session;
	const { length: exists } = await transaction
		.selectFrom('session')
		.select('id')
		.where('id', '=', session)
		.execute();
	if (!exists) return INSTALLATION;
	await begin(transaction, session);
	return session;
}

/** The chain of the installation names every other one, so that a whole chain cannot go missing. */
async function begin(transaction: Database, chain: SessionId): Promise<void> {
	const { numInsertedOrUpdatedRows } = await transaction
		.insertInto('audit_head')
		.values({ chain, position: 0, hash: '' })
		.onConflict((conflict) => conflict.column('chain').doNothing())
		.executeTakeFirstOrThrow();
	if (numInsertedOrUpdatedRows === 0n) return;
	const said = { command: CHAIN_BEGINS, detail: JSON.stringify({ chain }), outcome: 'done' };
	await append(transaction, INSTALLATION, { person_id: null, session_id: null, ...said });
}

/** The deed by which the chain of the installation names another chain. */
export const CHAIN_BEGINS = 'audit.begin';
