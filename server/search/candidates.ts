import { sql, type RawBuilder } from 'kysely';
import { afterAll } from '#shared/find/index-words.ts';
import type { SearchKind } from '#shared/find/found.ts';
import { contains, isOneOf } from '../store/dialect.ts';
import type { Database } from '../store/connect.ts';

/** An entry in which all words were found. */
export interface Candidate {
	readonly kind: SearchKind;
	readonly scope: string;
	readonly object: string;
	readonly id: number;
	readonly start: string;
}

const FIRST = 64; // scopes that are looked through at first; then four times as many, and so on
const GROWTH = 4;
const MOST = 1_000; // candidates of one look
const FEW = 300; // entries; where only so many have a word, they are read instead of looked up by the other words
const ENOUGH = 400; // candidates, after which older scopes are not looked through

/** Entries in these scopes in which every word begins a word, those of the first scopes first. */
export async function candidatesIn(
	database: Database,
	scopes: readonly string[],
	words: readonly string[]
): Promise<Candidate[]> {
	const found: Candidate[] = [];
	for (let from = 0, size = FIRST; from < scopes.length; from += size, size *= GROWTH) {
		found.push(...(await look(database, scopes.slice(from, from + size), words)));
		if (found.length >= ENOUGH) break;
	}
	return found;
}

async function look(database: Database, scopes: readonly string[], words: readonly string[]) {
	const few = await fewWith(database, scopes, words);
	const ids = few
		? sql`${isOneOf(sql`id`, few.ids)} and ${withAll(few.others)}`
		: sql`id in (select entry_id from (${sql.join(
				words.map((word) => beginning(scopes, word)),
				sql` intersect `
			)}) as found order by entry_id desc limit ${MOST})`;
	const { rows } = await sql<Candidate>`
		select kind, scope, object_id as object, id, start from search_entry
		where ${ids} order by id desc`.execute(database);
	return rows;
}

interface Few {
	readonly ids: readonly number[];
	/** The words that they were not looked up by. */
	readonly others: readonly string[];
}

/** The entries with one of the words that only few have; undefined when many have each of them. */
async function fewWith(
	database: Database,
	scopes: readonly string[],
	words: readonly string[]
): Promise<Few | undefined> {
	for (const word of words) {
		const limited = sql<{ entry_id: number }>`${beginning(scopes, word)} limit ${FEW + 1}`;
		const { rows } = await limited.execute(database);
		if (rows.length > FEW) continue;
		const ids = rows.map(({ entry_id: id }) => id);
		return { ids, others: words.filter((other) => other !== word) };
	}
	return undefined;
}

/** Each of these begins one of the words of an entry. */
function withAll(words: readonly string[]): RawBuilder<unknown> {
	const each = words.map((word) => contains(sql`(' ' || words)`, ` ${word}`));
	return sql.join([sql`1 = 1`, ...each], sql` and `);
}

/** The table of words is ordered by scope and word: nothing is looked at outside these scopes. */
function beginning(scopes: readonly string[], word: string): RawBuilder<unknown> {
	return sql`select entry_id from search_word where ${isOneOf(sql`scope`, scopes)}
		and word >= ${word} and word < ${afterAll(word)}`;
}
