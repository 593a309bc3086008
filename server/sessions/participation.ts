import { m } from '#messages/messages.js';
import { can, keepsRecord, type Command, type Reader, type Role } from '#shared/access.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Delegation, Participant } from '#shared/sessions/delegation.ts';
import type { Database } from '../store/connect.ts';
import type { SessionEvents } from '../commands/events.ts';
import { handlesOf } from './handles.ts';

export interface ParticipantChange {
	readonly person: PersonId;
	readonly role: Role;
	readonly capacity: string;
}

/** Who takes part in a session, for which delegation and in what role. */
export class Participation {
	readonly #database: Database;
	readonly #events: SessionEvents;

	constructor(database: Database, events: SessionEvents) {
		this.#database = database;
		this.#events = events;
	}

	/** What a person is in a session; undefined when they are no participant. */
	async reader(person: PersonId, session: SessionId): Promise<Reader | undefined> {
		return this.#database
			.selectFrom('participant')
			.innerJoin('person', 'person.id', 'participant.person_id')
			.select(['person.id as person', 'person.organisation_id as organisation', 'participant.role'])
			.where('participant.session_id', '=', session)
			.where('participant.person_id', '=', person)
			.executeTakeFirst();
	}

	/** The reader, if their role allows a command. Somebody who is no participant learns nothing: `not-found`. */
	async allow(person: PersonId, session: SessionId, command: Command): Promise<Reader | Refusal> {
		const reader = await this.reader(person, session);
		if (!reader) return refuse('not-found');
		return can(reader.role, command) ? reader : refuse('forbidden');
	}

	/** Everybody who takes part in a session. */
	async people(session: SessionId): Promise<PersonId[]> {
		const rows = await this.#database
			.selectFrom('participant')
			.select('person_id')
			.where('session_id', '=', session)
			.execute();
		return rows.map(({ person_id }) => person_id);
	}

	/** The delegations in order, each with its people. */
	async delegations(session: SessionId): Promise<Delegation[]> {
		const organisations = await this.#database
			.selectFrom('delegation')
			.innerJoin('organisation', 'organisation.id', 'delegation.organisation_id')
			.selectAll('organisation')
			.where('delegation.session_id', '=', session)
			.orderBy('delegation.position')
			.orderBy('organisation.name')
			.execute();
		const people = await this.#participants(session);
		return organisations.map((organisation) => ({
			organisation,
			people: people.filter((person) => person.organisation === organisation.id)
		}));
	}

	async #participants(session: SessionId): Promise<Participant[]> {
		const rows = await this.#database
			.selectFrom('participant')
			.innerJoin('person', 'person.id', 'participant.person_id')
			.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
			.select([
				'person.id as person',
				'person.name',
				'person.function',
				'person.email',
				'person.illustrative',
				'participant.role',
				'participant.capacity',
				'organisation.id as organisation',
				'organisation.code'
			])
			.where('participant.session_id', '=', session)
			.orderBy('person.illustrative')
			.orderBy('person.created_at')
			.execute();
		const handles = handlesOf(rows);
		return rows.map(({ email, code: _, illustrative, ...row }, index) => ({
			...row,
			handle: handles[index] ?? row.person,
			illustrative: illustrative === 1,
			canSignIn: email !== null
		}));
	}

	/** Adds a person, or changes their role; their organisation becomes a delegation. */
	async put(by: PersonId, session: SessionId, change: ParticipantChange) {
		const reader = await this.allow(by, session, 'edit session');
		if ('refused' in reader) return reader;
		const person = await this.#database
			.selectFrom('person')
			.select('organisation_id')
			.where('id', '=', change.person)
			.executeTakeFirst();
		if (!person) return refuse('bad-request', m.field_person());
		if (!keepsRecord(change.role) && (await this.#isLastKeeper(session, change.person)))
			return refuse('last-keeper');
		await this.seat(session, change, person.organisation_id);
		this.#announce(session);
		return undefined;
	}

	/** Writes a seat without asking for a right; for the demo session and for the founder of a new one. */
	async seat(session: SessionId, change: ParticipantChange, organisation: OrganisationId) {
		await this.addDelegation(session, organisation);
		const { role, capacity } = change;
		await this.#database
			.insertInto('participant')
			.values({ session_id: session, person_id: change.person, role, capacity })
			.onConflict((conflict) =>
				conflict.columns(['session_id', 'person_id']).doUpdateSet({ role, capacity })
			)
			.execute();
	}

	/** Seats a delegation after the others; nothing changes when it is there. */
	async addDelegation(session: SessionId, organisation: OrganisationId): Promise<void> {
		const { last } = await this.#database
			.selectFrom('delegation')
			.select(({ fn }) => fn.max('position').as('last'))
			.where('session_id', '=', session)
			.executeTakeFirstOrThrow();
		const position = last === null ? 0 : Number(last) + 1;
		await this.#database
			.insertInto('delegation')
			.values({ session_id: session, organisation_id: organisation, position })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}

	/** Takes a person out of a session. Their open sockets end within a second. */
	async remove(by: PersonId, session: SessionId, person: PersonId): Promise<Refusal | undefined> {
		const reader = await this.allow(by, session, 'edit session');
		if ('refused' in reader) return reader;
		if (await this.#isLastKeeper(session, person)) return refuse('last-keeper');
		await this.#database
			.deleteFrom('participant')
			.where('session_id', '=', session)
			.where('person_id', '=', person)
			.execute();
		await this.#dropEmptyDelegations(session);
		this.#announce(session);
		return undefined;
	}

	async #dropEmptyDelegations(session: SessionId): Promise<void> {
		const seated = this.#database
			.selectFrom('participant')
			.innerJoin('person', 'person.id', 'participant.person_id')
			.select('person.organisation_id')
			.where('participant.session_id', '=', session);
		await this.#database
			.deleteFrom('delegation')
			.where('session_id', '=', session)
			.where('organisation_id', 'not in', seated)
			.execute();
	}

	async #isLastKeeper(session: SessionId, person: PersonId): Promise<boolean> {
		const keepers = await this.#database
			.selectFrom('participant')
			.innerJoin('person', 'person.id', 'participant.person_id')
			.select('person.id')
			.where('participant.session_id', '=', session)
			.where('participant.role', 'in', ['chair', 'rapporteur'])
			.where('person.email', 'is not', null)
			.execute();
		return keepers.length === 1 && keepers[0]?.id === person;
	}

	#announce(session: SessionId): void {
		this.#events.emit('changed', session, 'people');
		this.#events.emit('accessChanged', session);
	}
}
