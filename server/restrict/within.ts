import { m } from '#messages/messages.js';
import {
	documentAccess,
	isForEverybody,
	type Audience,
	type Guarded,
	type Reader
} from '#shared/access.ts';
import type { SessionId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';

interface Asked {
	readonly actor: Reader;
	/** The document from which lines are taken. */
	readonly head: Guarded & { readonly session_id: SessionId };
	readonly label: Label;
	readonly audience: Audience;
}

/** Why an audience is no part of that of a document; undefined when it is. It must leave its author in. */
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
	return areDelegations && arePeople ? undefined : refuse('bad-request', m.restrict_beyond());
}
