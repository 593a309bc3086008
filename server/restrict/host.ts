import { m } from '#messages/messages.js';
import { documentAccess, inAudience, type Audience, type Reader } from '#shared/access.ts';
import type { DocumentId } from '#shared/ids.ts';
import { strictest, type Label } from '#shared/markings.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { documentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';

interface Marked {
	readonly label: Label;
	readonly audience: Audience;
	/** Everybody in the session. */
	readonly people: readonly Reader[];
}

/**
 * Why a marking would show restricted lines to more people, or at a lower label, than the text from which they came does;
 * undefined when it would not, or the document has no such lines. Who restricts somebody else's words can thus not open them.
 */
export async function beyondHost(
	transaction: Database,
	annex: DocumentId,
	{ label, audience, people }: Marked
): Promise<Refusal | undefined> {
	const row = await transaction
		.selectFrom('restriction')
		.select('document_id')
		.where('annex_id', '=', annex)
		.executeTakeFirst();
	const host = row && (await documentHead(transaction, row.document_id));
	if (!host) return undefined;
	if (strictest([host.label, label]) !== label)
		return refuse('bad-request', m.restrict_not_lower({ label: host.label }));
	const readers = people.filter((one) => inAudience(one, audience));
	const areWithin = readers.every((one) => documentAccess(one, host) !== 'none');
	return areWithin ? undefined : refuse('bad-request', m.restrict_beyond());
}
