import { m } from '#messages/messages.js';
import type { Audience, Reader } from '#shared/access.ts';
import type { PersonId } from '#shared/ids.ts';
import { EVERYBODY, type AskedAudience } from '#shared/marking-rights.ts';
import { audienceTrouble } from '#shared/marking.ts';
import type { Label } from '#shared/markings.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';

/** Those who are present in a session at this moment. */
export type Present = () => Promise<readonly PersonId[]>;

interface Asked {
	readonly label: Label;
	readonly audience: AskedAudience;
	/** Everybody in the session. */
	readonly people: readonly Reader[];
	readonly present: Present;
}

/**
 * The audience that somebody asks for, with those who are present now by name: it is frozen, and whoever comes later
 * is not in it. Refuses whoever is not in the session, and for `TLP:RED` all but people.
 */
export async function askedAudience({
	label,
	audience,
	people,
	present
}: Asked): Promise<Audience | Refusal> {
	const found = audience === 'everybody' ? EVERYBODY : await named(audience, present);
	const known = new Set<string>(people.flatMap((one) => [one.person, one.organisation]));
	const entries = [...found.organisations, ...found.persons];
	if (!entries.every((id) => known.has(id)))
		return refuse('bad-request', m.marking_not_in_the_session());
	if (audience !== 'everybody' && entries.length === 0)
		return refuse('bad-request', m.marking_nobody_is_present());
	const trouble = audienceTrouble(label, found);
	return trouble ? refuse('bad-request', trouble) : found;
}

async function named(
	audience: Exclude<AskedAudience, 'everybody'>,
	present: Present
): Promise<Audience> {
	if (!('present' in audience)) return audience;
	const { also, without } = audience;
	const persons = new Set([...(await present()), ...also]);
	for (const one of without) persons.delete(one);
	return { organisations: [], persons: [...persons] };
}
