import type { DocumentId } from '#shared/ids.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import type { Log } from '../boot/log.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Database } from '../store/connect.ts';
import type { Rooms } from '../sync/rooms.ts';
import type { AutomaticVersions } from './automatic-versions.ts';

const TOLD = 100; // documents between two lines in the log

export interface DocumentUpgradesOptions {
	readonly database: Database;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly automaticVersions: AutomaticVersions;
	readonly log: Log;
}

/**
 * Writes documents of an earlier schema in the present one, before anybody opens them. Of each a version is kept first. One
 * that cannot be read stays as it is: nobody can open it, and the next start tries again.
 */
export class DocumentUpgrades {
	readonly #options: DocumentUpgradesOptions;

	constructor(options: DocumentUpgradesOptions) {
		this.#options = options;
	}

	/** Upgrades all documents that are not of the present schema. */
	async run(): Promise<void> {
		const { database, log } = this.#options;
		const rows = await database
			.selectFrom('document')
			.select('id')
			.where('schema', '<', SCHEMA)
			.execute();
		for (const [at, { id }] of rows.entries()) {
			if (at % TOLD === 0) log.info({ done: at, of: rows.length }, 'documents are upgraded');
			await this.upgrade(id);
		}
	}

	/** Upgrades one document; false when it could not be read. */
	async upgrade(document: DocumentId): Promise<boolean> {
		const { automaticVersions, database, log, reading, rooms } = this.#options;
		const isKept = await automaticVersions.beforeMigration(document);
		const drafted = isKept ? await reading.draft(document, 'upgrade') : undefined;
		if (drafted?.kind !== 'read') {
			log.error({ document }, 'a document could not be upgraded');
			return false;
		}
		const { update } = drafted.value;
		if (update && !(await rooms.take(document, update, undefined)))
			throw new Error('an upgrade does not fit its document');
		await database
			.updateTable('document')
			.set({ schema: SCHEMA })
			.where('id', '=', document)
			.execute();
		return true;
	}
}
