import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '#shared/ids.ts';
import type { DocumentTrouble } from '#shared/sessions/document-trouble.ts';
import { openReadingThread, type Reader } from '../reading/reading-thread.ts';
import { troubleOf } from '../reading/trouble.ts';
import { connect, databaseFile } from '../store/connect.ts';
import { DocumentRows } from '../store/document-rows.ts';
import type { Schema } from '../store/schema.ts';
import { History } from '../sync/history.ts';

/** What came of reading all documents of a backup. */
export interface DocumentsRead {
	readonly documents: number;
	readonly unreadable: readonly {
		readonly document: DocumentId;
		readonly trouble: DocumentTrouble;
	}[];
}

/**
 * Reads every document of a backup as the board would: on a thread and within limits, so that none can end this. One of
 * an older schema is updated first, as a copy.
 */
export async function readDocuments(file: string, schema: Schema): Promise<DocumentsRead> {
	if (schema === 'same') return readAll(file);
	const folder = await mkdtemp(join(tmpdir(), 'board-backup-'));
	try {
		await copyFile(file, databaseFile(folder));
		await (await connect(folder)).destroy();
		return await readAll(databaseFile(folder));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function readAll(file: string): Promise<DocumentsRead> {
	const database = new DatabaseSync(file, { readOnly: true });
	const reader = openReadingThread();
	try {
		const rows = new DocumentRows(database);
		const ids = database.prepare('SELECT id FROM document').all() as { id: DocumentId }[];
		const unreadable: { document: DocumentId; trouble: DocumentTrouble }[] = [];
		for (const { id: document } of ids) {
			const trouble = await troubleWith(rows, reader, document);
			if (trouble) unreadable.push({ document, trouble });
		}
		return { documents: ids.length, unreadable };
	} finally {
		await reader.close();
		database.close();
	}
}

async function troubleWith(
	rows: DocumentRows,
	reader: Reader,
	document: DocumentId
): Promise<DocumentTrouble | undefined> {
	const history = historyOf(rows, document);
	if (history === undefined) return 'damaged';
	const updates = history.parts.map((part) => part.slice()); // a message to a thread takes the whole buffer along
	try {
		await reader.ask('read', [{ document, from: -1, head: history.head, updates }, 'whole', []]);
		return undefined;
	} catch (error) {
		return troubleOf(error);
	}
}

/** Undefined when the stored bytes cannot be read by the engine. */
function historyOf(rows: DocumentRows, document: DocumentId): History | undefined {
	try {
		const stored = rows.load(document);
		return stored && new History(stored);
	} catch {
		return undefined;
	}
}
