import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Audit } from '../commands/audit.ts';
import { Once } from '../rate/once.ts';

/** ms within which the same person is noted once for the same document, however often they try. */
const AGAIN = 60_000;

interface Refused {
	readonly person: PersonId;
	readonly document: DocumentId;
	readonly session: SessionId;
}

/**
 * Notes in the audit that somebody who takes part in a session was refused a document of it: it was taken from them while
 * they had it open, or they asked for what is not for them.
 */
export class RefusedReads {
	readonly #audit: Audit;
	readonly #noted = new Once(AGAIN);

	constructor(audit: Audit) {
		this.#audit = audit;
	}

	/** Notes a refusal, unless it was noted a moment ago. */
	async note({ person, document, session }: Refused): Promise<void> {
		if (!this.#noted.take(`${person} ${document}`)) return;
		const entry = { person, session, command: 'document.read', detail: { document } };
		await this.#audit.record({ ...entry, outcome: 'not-found' });
	}
}
