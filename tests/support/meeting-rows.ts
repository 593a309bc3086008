import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Meeting } from './meeting.ts';

/** The rows of a question to the meeting's database. */
export function rowsOf<Row>({ folder }: Meeting, sql: string): Row[] {
	const database = new DatabaseSync(join(folder, 'board.sqlite'), { readOnly: true });
	const found = database.prepare(sql).all();
	database.close();
	return found as Row[];
}

/** The first row; throws when there is none. */
export function rowOf<Row>(meeting: Meeting, sql: string): Row {
	const [row] = rowsOf<Row>(meeting, sql);
	if (!row) throw new Error(`nothing found: ${sql}`);
	return row;
}

/** The commands that were given, oldest first, without signing in and out, and reading: `run.start done`. */
export function auditOf(meeting: Meeting): string[] {
	const audited = rowsOf<{ command: string; outcome: string }>(
		meeting,
		`select command, outcome from audit where command not like 'login.%'
			and command not in ('audit.begin', 'document.read') order by seq`
	);
	return audited.map(({ command, outcome }) => `${command} ${outcome}`);
}
