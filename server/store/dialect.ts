// What is SQLite's own in our queries; another database gets another of this file. Flags are the numbers 0 and 1 in
// every database. Text is ordered by its bytes, as SQLite does by itself; another database declares its columns so
// (PostgreSQL: `collate "C"`), since positions are only in order by their bytes. Migrations are SQLite's in any case.
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';

type Value = string | number;
type Column = RawBuilder<unknown>;

/** True where the column holds one of the values; for lists too long for a parameter each. */
export function isOneOf(column: Column, values: readonly Value[]): RawBuilder<SqlBool> {
	return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** A table of `key` and `value` that is part of the query. */
export function pairs(known: ReadonlyMap<string, Value>): RawBuilder<unknown> {
	return sql`select key, value from json_each(${JSON.stringify(Object.fromEntries(known))})`;
}

/** True where the column contains the text, capitals told apart. */
export function contains(column: Column, text: string): RawBuilder<SqlBool> {
	return sql`instr(${column}, ${text}) > 0`;
}

/**
 * True where the column contains the text as a whole word: what follows is none of `letters`, a set as in a regular
 * expression. The text must not hold `*`, `?` or `[`.
 */
export function containsWord(column: Column, text: string, letters: string): RawBuilder<SqlBool> {
	return sql`(${column} || ' ') glob ${`*${text}[^${letters}]*`}`;
}

/** The column, which no index is used for: the planner would walk through the wrong one. */
export function notByIndex(column: Column): RawBuilder<unknown> {
	return sql`+${column}`;
}

/** The greater of two numbers, neither of which is null. */
export function greater(one: Expression<number>, other: Expression<number>): RawBuilder<number> {
	return sql`max(${one}, ${other})`;
}

/** A condition as a flag that can be read, not only asked for. */
export function flag(condition: RawBuilder<SqlBool>): RawBuilder<0 | 1> {
	return sql`case when ${condition} then 1 else 0 end`;
}

/** The number of the next row of the audit; PostgreSQL: `nextval` of its sequence, which no two writers share. */
export function nextAuditSeq(): RawBuilder<number> {
	return sql`(select coalesce(max(seq), 0) + 1 from audit)`;
}
