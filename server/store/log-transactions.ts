import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-error.ts';
import { Statements } from './statements.ts';

const SQL = {
	read: 'BEGIN',
	write: 'BEGIN IMMEDIATE',
	commit: 'COMMIT',
	settle: 'PRAGMA wal_checkpoint(FULL)',
	rollback: 'ROLLBACK'
} as const;

const PATIENCE = 5_000; // ms until a lock that is not released is an error

/**
 * Transactions on a connection that may block. A commit in the WAL may not be on disk: one whose sync failed looks like
 * any other to whoever opens the file next. So before its first write, everything is checkpointed into the database file
 * and synced; otherwise a retried update would count as stored only because it is in the WAL.
 */
export class LogTransactions {
	readonly #database: DatabaseSync;
	readonly #statements: Statements<keyof typeof SQL>;
	#isSettled = false;

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#statements = new Statements(database, SQL);
	}

	/** Does the work in a transaction, which is rolled back when it throws. */
	run<T>(begin: 'read' | 'write', work: () => T): T {
		if (begin === 'write') this.#settle();
		this.#begin(begin);
		try {
			const result = work();
			this.#statements.get('commit').run();
			return result;
		} catch (error) {
			// SQLite rolls back by itself after some errors.
			if (this.#database.isTransaction) this.#statements.get('rollback').run();
			throw error;
		}
	}

	#settle(): void {
		if (this.#isSettled) return;
		const end = Date.now() + PATIENCE;
		while (this.#statements.get('settle').get()?.['busy'] !== 0)
			if (Date.now() > end) throw new Error('the database is in use and could not be synced');
		this.#isSettled = true;
	}

	#begin(begin: 'read' | 'write'): void {
		for (const end = Date.now() + PATIENCE; ;) {
			try {
				this.#statements.get(begin).run();
				return;
			} catch (error) {
				if (!isBusy(error) || Date.now() > end) throw error;
			}
		}
	}
}
