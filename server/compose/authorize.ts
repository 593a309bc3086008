import type { Logins } from '../accounts/logins.ts';
import { inLogin } from '../commands/acting-login.ts';
import type { Audit } from '../commands/audit.ts';
import type { Reads } from '../audit/reads.ts';
import { RefusedReads } from '../markings/refused-reads.ts';
import type { Documents } from '../sessions/documents.ts';
import { DamagedError } from '../sync/history.ts';
import type { RoomsOptions } from '../sync/rooms.ts';

interface Parts {
	readonly audit: Audit;
	readonly documents: Documents;
	readonly reads: Reads;
	readonly logins: Logins;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** Says what somebody may do with a document, now and for how long, and notes that they read it, or that it was kept from them. */
export function authorizeWith(parts: Parts): RoomsOptions['authorize'] {
	const { documents, logins, reads, unawaited } = parts;
	const refusedReads = new RefusedReads(parts.audit);
	return async ({ person, login, session }, document) => {
		const standing = await inLogin(login, () => documents.standing(person, document, session));
		const { access, isSealed, keptFrom } = standing;
		if (keptFrom) unawaited(refusedReads.note({ person, document, session: keptFrom }));
		if (standing.isBehind) throw new DamagedError('a document could not be upgraded');
		if (standing.isReadAudited) await reads.note(person, [document], 'editor');
		return { access, until: await logins.until(login), holds: isSealed ? 'sealed' : undefined };
	};
}
