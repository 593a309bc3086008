import { m } from '#messages/messages.js';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { PersonView } from '#shared/people.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import type { ParticipantChange } from './participant-rows.ts';

/** Who chairs a new session: its founder, nobody yet, a person, or whoever chairs the session that it is like. */
export type ChairChoice = 'me' | 'later' | 'before' | PersonId;

/** A person with the role and capacity that they have or get in a session, and their organisation. */
export interface Seated extends ParticipantChange {
	readonly organisation: OrganisationId;
}

/** The people of a session who are not disabled, in the order of its delegations. */
export function seatedIn(database: Database, session: SessionId): Promise<Seated[]> {
	return database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.innerJoin('delegation', (join) =>
			join
				.onRef('delegation.session_id', '=', 'participant.session_id')
				.onRef('delegation.organisation_id', '=', 'person.organisation_id')
		)
		.select(['person.id as person', 'participant.role', 'participant.capacity'])
		.select('person.organisation_id as organisation')
		.where('participant.session_id', '=', session)
		.where('person.disabled_at', 'is', null)
		.orderBy('delegation.position')
		.orderBy('person.created_at')
		.orderBy('person.id')
		.execute();
}

/**
 * Who takes part in a new session: those of the one that it is like, its founder and the chosen chair. A choice takes the
 * chair from whoever had it there.
 */
export async function seatsOf(
	transaction: Database,
	founder: PersonView,
	chair: ChairChoice,
	before: readonly Seated[]
): Promise<Seated[] | Refusal> {
	if (chair === 'before' && before.some(({ person }) => person === founder.id)) return [...before];
	const others = before
		.filter(({ person }) => person !== founder.id)
		.map((one) => (one.role === 'chair' && chair !== 'before' ? asDelegate(one) : one));
	const own = { person: founder.id, organisation: founder.organisation.id };
	const isMine = chair === 'me' || chair === founder.id;
	const first = isMine ? asChair(own) : asRapporteur(own);
	if (isMine || chair === 'later' || chair === 'before') return [first, ...others];
	const named = await chairOf(transaction, chair);
	if (!named) return refuse('bad-request', m.field_no_such_participant());
	return [first, asChair(named), ...others.filter(({ person }) => person !== named.person)];
}

/** Somebody who can chair: who can sign in. */
function chairOf(database: Database, person: PersonId) {
	return database
		.selectFrom('person')
		.select(['id as person', 'organisation_id as organisation'])
		.where('id', '=', person)
		.where('email', 'is not', null)
		.where('disabled_at', 'is', null)
		.executeTakeFirst();
}

type Somebody = Pick<Seated, 'person' | 'organisation'>;

const asChair = ({ person, organisation }: Somebody): Seated => ({
	...{ person, organisation, role: 'chair', capacity: m.sessions_chair() }
});
const asRapporteur = ({ person, organisation }: Somebody): Seated => ({
	...{ person, organisation, role: 'rapporteur', capacity: m.sessions_rapporteur() }
});
const asDelegate = ({ person, organisation }: Somebody): Seated => ({
	...{ person, organisation, role: 'delegate', capacity: m.sessions_delegate() }
});
