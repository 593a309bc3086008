import { sql, type Kysely } from 'kysely';
import { foldText } from '#shared/search.ts';

const AT_ONCE = 500;

/**
 * Folds again what actions are searched by: folding came to know letters such as ł, ø and ß. Folding a text that is folded
 * already gives what folding the original would.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	let last = 0;
	for (;;) {
		const { rows } = await sql<{ seq: number; search: string }>`select seq, search from action
			where seq > ${last} order by seq limit ${AT_ONCE}`.execute(db);
		for (const { seq, search } of rows) {
			const folded = foldText(search);
			if (folded !== search)
				await sql`update action set search = ${folded} where seq = ${seq}`.execute(db);
			last = seq;
		}
		if (rows.length < AT_ONCE) return;
	}
}
