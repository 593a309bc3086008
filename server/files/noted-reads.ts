import type { DocumentId, FileId, PersonId, SessionId } from '#shared/ids.ts';
import type { Audit } from '../commands/audit.ts';
import { Once } from '../rate/once.ts';

/** ms within which the same person is noted once for the same file, however often a page shows it. */
const AGAIN = 60_000;

interface FileRead {
	readonly person: PersonId;
	readonly session: SessionId;
	readonly document: DocumentId;
	readonly file: FileId;
	readonly outcome: 'done' | 'not-found';
}

/** Notes in the audit who had a file that is not for everybody, and to whom one was refused who takes part in its session. */
export class NotedReads {
	readonly #audit: Audit;
	readonly #noted = new Once(AGAIN);

	constructor(audit: Audit) {
		this.#audit = audit;
	}

	/** Notes it, unless that was done a moment ago. */
	async note({ person, session, document, file, outcome }: FileRead): Promise<void> {
		if (!this.#noted.take(`${person} ${file} ${outcome}`)) return;
		const detail = { document, file };
		await this.#audit.record({ person, session, command: 'file.read', detail, outcome });
	}
}
