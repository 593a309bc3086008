import { databaseFile } from '#server/store/connect.ts';
import { openSqlite } from '#server/store/node-sqlite.ts';
import type { Meeting } from './meeting.ts';

/** Every column that holds an instant of a running session. */
const INSTANTS: Readonly<Record<string, readonly string[]>> = {
	session: ['due_at'],
	agenda_item: ['closed_at'],
	item_segment: ['started_at', 'ended_at'],
	session_moment: ['at'],
	floor_turn: ['asked_at', 'started_at', 'ended_at'],
	stay: ['arrived_at', 'left_at']
};

/**
 * Lets time pass for a running session without waiting: kills the server, moves everything that has happened back by so
 * many minutes, and restarts the server.
 */
export async function passTime(meeting: Meeting, minutes: number): Promise<void> {
	await meeting.kill();
	const sqlite = openSqlite(databaseFile(meeting.folder));
	for (const [table, columns] of Object.entries(INSTANTS))
		for (const column of columns)
			sqlite.exec(`UPDATE ${table} SET ${column} = ${column} - ${minutes * 60_000}`);
	sqlite.close();
	await meeting.restart();
}
