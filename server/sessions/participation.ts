import { m } from '#messages/messages.js';
import { keepsRecord, type Reader } from '#shared/access.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Delegation, Participant } from '#shared/sessions/delegation.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import { isGuest } from './guest-rows.ts';
import { handlesOf } from './handles.ts';
import {
	hasChair,
	isLastKeeper,
	readerIn,
	seat,
	unseat,
	type ParticipantChange
} from './participant-rows.ts';
import { mayBeSeated } from './quotas.ts';

export interface ParticipationOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

/** What came of adding several people. */
export interface Added {
	readonly added: PersonId[];
	/** They took part before. */
	readonly already: PersonId[];
	readonly notAdded: { readonly person: PersonId; readonly refusal: Refusal }[];
}

/** The participants of sessions, with their delegations and roles. */
export class Participation {
	readonly #options: ParticipationOptions;

	constructor(options: ParticipationOptions) {
		this.#options = options;
	}

	/** A person as reader in a session; undefined when they are no participant. */
	reader(person: PersonId, session: SessionId): Promise<Reader | undefined> {
		return readerIn(this.#options.database, session, person);
	}

	/** The delegations in order, each with its people. */
	async delegations(session: SessionId): Promise<Delegation[]> {
		const organisations = await this.#options.database
			.selectFrom('delegation')
			.innerJoin('organisation', 'organisation.id', 'delegation.organisation_id')
			.selectAll('organisation')
			.where('delegation.session_id', '=', session)
			.orderBy('delegation.position')
			.orderBy('organisation.name')
			.execute();
		const people = await participants(this.#options.database, session);
		return organisations.map((organisation) => ({
			organisation,
			people: people.filter((person) => person.organisation === organisation.id)
		}));
	}

	/** Adds a person, or changes their role; their organisation becomes a delegation. */
	async put(
		by: PersonId,
		session: SessionId,
		change: ParticipantChange
	): Promise<Refusal | undefined> {
		const { person, role } = change;
		const order = { by, session, name: 'participant.put', detail: { person, role } } as const;
		return this.#options.commands.execute<undefined>(order, {
			act: (transaction, actor) => putSeat(transaction, session, actor, change),
			tell: () => this.#announce(session)
		});
	}

	/**
	 * Adds people, each of whom may be refused; somebody who takes part already keeps their role. Answers who was added,
	 * and why the others were not.
	 */
	async add(
		by: PersonId,
		session: SessionId,
		changes: readonly ParticipantChange[]
	): Promise<Added | Refusal> {
		const detail = { people: changes.map(({ person, role }) => [person, role]) };
		const order = { by, session, name: 'participant.add', detail } as const;
		return this.#options.commands.execute<Added>(order, {
			act: async (transaction, actor) => {
				const done: Added = { added: [], already: [], notAdded: [] };
				for (const change of changes) {
					const { person } = change;
					if (await readerIn(transaction, session, person)) {
						done.already.push(person);
						continue;
					}
					const refusal = await putSeat(transaction, session, actor, change);
					if (refusal) done.notAdded.push({ person, refusal });
					else done.added.push(person);
				}
				return done;
			},
			tell: () => this.#announce(session)
		});
	}

	/** Removes a person from a session. Their open sockets are closed within a second. */
	async remove(by: PersonId, session: SessionId, person: PersonId): Promise<Refusal | undefined> {
		const order = { by, session, name: 'participant.remove', detail: { person } } as const;
		return this.#options.commands.execute(order, {
			act: async (transaction, actor) => {
				const seated = await readerIn(transaction, session, person);
				if (seated?.role === 'chair' && !(await mayNameChair(transaction, session, actor)))
					return refuse('chair-passes-on');
				if (await isLastKeeper(transaction, session, person)) return refuse('last-keeper');
				await unseat(transaction, session, person);
				return undefined;
			},
			tell: () => this.#announce(session)
		});
	}

	#announce(session: SessionId): void {
		this.#options.events.emit('changed', session, 'people');
		this.#options.events.emit('accessChanged', session);
	}
}

/** Gives a person a role in a session, if they and the actor may have that. */
async function putSeat(
	transaction: Database,
	session: SessionId,
	actor: Reader,
	change: ParticipantChange
): Promise<Refusal | undefined> {
	const { person: id, role } = change;
	const person = await transaction
		.selectFrom('person')
		.select(['organisation_id', 'disabled_at'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!person) return refuse('bad-request', m.field_no_such_participant());
	const seated = await readerIn(transaction, session, id);
	if ((await isGuest(transaction, id)) && (role !== 'guest' || !seated))
		return refuse('guest-stays-guest');
	// Who is disabled keeps the seat they have, but is given no new one.
	if (person.disabled_at !== null && !seated) return refuse('account-disabled');
	const passesOn = (role === 'chair') !== (seated?.role === 'chair');
	if (passesOn && !(await mayNameChair(transaction, session, actor)))
		return refuse('chair-passes-on');
	if (!keepsRecord(role) && (await isLastKeeper(transaction, session, id)))
		return refuse('last-keeper');
	const { organisation_id: organisation } = person;
	const refusal = await mayBeSeated(transaction, session, { person: id, organisation });
	if (refusal) return refusal;
	await seat(transaction, session, change, organisation);
	return undefined;
}

/** Only a chair says who chairs; where nobody does who can sign in, those who keep the record name one. */
async function mayNameChair(transaction: Database, session: SessionId, { role }: Reader) {
	return role === 'chair' || !(await hasChair(transaction, session));
}

/** The people of a session, with their handles. */
export async function participants(database: Database, session: SessionId): Promise<Participant[]> {
	const rows = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select([
			'person.id as person',
			'person.name',
			'person.function',
			'person.email',
			'person.illustrative',
			'person.disabled_at',
			'participant.role',
			'participant.capacity',
			'organisation.id as organisation',
			'organisation.code'
		])
		.where('participant.session_id', '=', session)
		.orderBy('person.illustrative')
		.orderBy('person.created_at')
		.orderBy('person.id')
		.execute();
	const handles = handlesOf(rows);
	return rows.map(({ email, code: _, illustrative, disabled_at, ...row }, index) => ({
		...row,
		handle: handles[index] ?? row.person,
		illustrative: illustrative === 1,
		canSignIn: email !== null && disabled_at === null,
		disabled: disabled_at !== null
	}));
}
