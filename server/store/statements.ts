import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Statements by name, each prepared on first use. */
export class Statements<Name extends string> {
	readonly #database: DatabaseSync;
	readonly #sql: Readonly<Record<Name, string>>;
	readonly #prepared = new Map<Name, StatementSync>();

	constructor(database: DatabaseSync, sql: Readonly<Record<Name, string>>) {
		this.#database = database;
		this.#sql = sql;
	}

	get(name: Name): StatementSync {
		const known = this.#prepared.get(name);
		if (known) return known;
		const fresh = this.#database.prepare(this.#sql[name]);
		this.#prepared.set(name, fresh);
		return fresh;
	}
}
