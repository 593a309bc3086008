import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Meeting } from './meeting.ts';

/** Overwrites what is stored of a document, as a failing disk may, and starts the server again. */
export async function damage(meeting: Meeting, document: string): Promise<void> {
	await meeting.kill();
	const database = new DatabaseSync(join(meeting.folder, 'board.sqlite'));
	database.exec(`delete from document_journal;
		update document_update set data = x'010203' where document_id = '${document}';
		update document_snapshot set data = x'010203', state_index = null where document_id = '${document}'`);
	database.close();
	await meeting.restart();
}
