import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Audit } from '../commands/audit.ts';

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
	/** When each was last noted; the oldest first. */
	readonly #noted = new Map<string, number>();

	constructor(audit: Audit) {
		this.#audit = audit;
	}

	/** Notes a refusal, unless it was noted a moment ago. */
	async note({ person, document, session }: Refused): Promise<void> {
		const key = `${person} ${document}`;
		const now = Date.now();
		for (const [old, at] of this.#noted) {
			if (now - at < AGAIN) break;
			this.#noted.delete(old);
		}
		if (this.#noted.has(key)) return;
		this.#noted.set(key, now);
		const entry = { person, session, command: 'document.read', detail: { document } };
		await this.#audit.record({ ...entry, outcome: 'not-found' });
	}
}
