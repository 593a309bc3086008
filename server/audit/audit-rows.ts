import type { AuditFilter } from '#shared/audit/filter.ts';
import { addDays, type Day } from '#shared/time/dates.ts';
import type { AuditLine } from '../chain/audit-line.ts';
import type { Database } from '../store/connect.ts';

const EXPORTED = 500; // rows read at a time

/** Rows that match a filter, newest first, from before a number. */
export async function rowsBefore(
	database: Database,
	filter: AuditFilter,
	before: number | undefined,
	limit: number
): Promise<AuditLine[]> {
	const rows = matching(database, filter).orderBy('seq', 'desc').limit(limit);
	return (before === undefined ? rows : rows.where('seq', '<', before)).execute();
}

/** All rows that match a filter, oldest first, some at a time, up to the last that there is now. */
export async function* allRows(
	database: Database,
	filter: AuditFilter
): AsyncGenerator<readonly AuditLine[]> {
	const [last] = await rowsBefore(database, filter, undefined, 1);
	for (let from = 0; last && from < last.seq;) {
		const rows = await matching(database, filter)
			.where('seq', '>', from)
			.where('seq', '<=', last.seq)
			.orderBy('seq')
			.limit(EXPORTED)
			.execute();
		yield rows;
		from = rows.at(-1)?.seq ?? last.seq;
	}
}

function matching(database: Database, filter: AuditFilter) {
	const { chain, person, deed, outcome, from, to } = filter;
	let rows = database.selectFrom('audit').selectAll();
	if (chain !== undefined) rows = rows.where('chain', '=', chain);
	if (person !== undefined) rows = rows.where('person_id', '=', person);
	if (deed !== undefined) rows = rows.where('command', '=', deed);
	if (outcome === 'done') rows = rows.where('outcome', '=', 'done');
	if (outcome === 'refused') rows = rows.where('outcome', '<>', 'done');
	if (from !== undefined) rows = rows.where('at', '>=', beginOf(from));
	if (to !== undefined) rows = rows.where('at', '<', beginOf(addDays(to, 1)));
	return rows;
}

const beginOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
