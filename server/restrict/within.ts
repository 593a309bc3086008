import { m } from '#messages/messages.js';
import {
	documentAccess,
	inAudience,
	isForEverybody,
	type Audience,
	type Guarded,
	type Reader
} from '#shared/access.ts';
import type { OrganisationId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

interface Asked {
	readonly actor: Reader;
	/** The document from which lines are taken. */
	readonly head: Guarded & Pick<Row<'document'>, 'session_id' | 'originator_id'>;
	readonly label: Label;
	readonly audience: Audience;
}

/**
 * Why an audience is no part of that of a document; undefined when it is. It must leave in who restricts and, but for the
 * board, which all write, those from whom the document comes.
 */
export async function isWithin(
	transaction: Database,
	{ actor, head, label, audience }: Asked
): Promise<Refusal | undefined> {
	const { organisations, persons } = audience;
	if (isForEverybody(audience)) return refuse('bad-request', m.restrict_nobody());
	if (label === 'TLP:RED' && organisations.length > 0)
		return refuse('bad-request', m.marking_red_is_for_persons());
	if (!organisations.includes(actor.organisation) && !persons.includes(actor.person))
		return refuse('bad-request', m.documents_own_organisation());
	const people = await readersIn(transaction, head.session_id);
	const readers = people.filter((one) => documentAccess(one, head) !== 'none');
	const areDelegations = organisations.every((id) =>
		readers.some((one) => one.organisation === id)
	);
	const arePeople = persons.every((id) => readers.some((one) => one.person === id));
	if (!areDelegations || !arePeople) return refuse('bad-request', m.restrict_beyond());
	const isKept = head.kind === 'board' || isFor(head.originator_id, audience, people);
	return isKept ? undefined : refuse('originator-left-out');
}

/** Whether somebody of an organisation is in the audience, if it has people here. */
function isFor(organisation: OrganisationId | null, audience: Audience, people: readonly Reader[]) {
	const own = people.filter((one) => one.organisation === organisation);
	return own.length === 0 || own.some((one) => inAudience(one, audience));
}
