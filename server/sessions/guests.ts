import { m } from '#messages/messages.js';
import type { Reader } from '#shared/access.ts';
import { newId, type OrganisationId, type PersonId, type SessionId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { GuestInvitation, GuestView } from '#shared/sessions/guest.ts';
import { endLogins, type Logins } from '../accounts/logins.ts';
import { addPerson } from '../accounts/people.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import { guestByToken, writeGuest, type GuestRow } from './guest-rows.ts';
import { seat } from './participant-rows.ts';
import { mayBeSeated, mayGuestBeInvited } from './quotas.ts';

const HOUR = 3_600_000; // ms

export interface GuestsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	readonly logins: Logins;
}

/** Somebody who is invited. */
export interface Invited {
	readonly name: string;
	readonly function: string;
	/** The delegation that they come with. */
	readonly organisation: OrganisationId;
	readonly hours: number;
}

/**
 * Guests: one person, one session, by a link that expires. They read what everybody in the session may read, and documents
 * that name them; nothing that is for a delegation, and nothing outside the session.
 */
export class Guests {
	readonly #options: GuestsOptions;

	constructor(options: GuestsOptions) {
		this.#options = options;
	}

	/** Seats somebody as a guest; resolves to the token of their link. */
	invite(by: PersonId, session: SessionId, asked: Invited): Promise<string | Refusal> {
		const detail: Record<string, unknown> = { hours: asked.hours };
		return this.#options.commands.execute<string>(
			{ by, session, name: 'guest.invite', detail },
			{
				act: async (transaction, actor) => {
					const person = await seatGuest(transaction, session, asked);
					if (isRefusal(person)) return person;
					Object.assign(detail, { person });
					return link(transaction, { session, actor, person, hours: asked.hours });
				},
				tell: () => this.#announce(session)
			}
		);
	}

	/** Makes a new link in place of the last one, and signs the guest out; resolves to its token. */
	renew(
		by: PersonId,
		session: SessionId,
		{ person, hours }: { readonly person: PersonId; readonly hours: number }
	): Promise<string | Refusal> {
		return this.#options.commands.execute<string>(
			{ by, session, name: 'guest.renew', detail: { person, hours } },
			{
				act: async (transaction, actor) => {
					if (!(await isGuestOf(transaction, session, person))) return refuse('not-found');
					await endLogins(transaction, person);
					return link(transaction, { session, actor, person, hours });
				},
				tell: () => this.#options.logins.tellEnded(person)
			}
		);
	}

	/** Ends a guest's link and logins at once; their name stays in the record. */
	async end(by: PersonId, session: SessionId, person: PersonId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, session, name: 'guest.end', detail: { person } },
			{
				act: async (transaction) => {
					if (!(await isGuestOf(transaction, session, person))) return refuse('not-found');
					await endLogins(transaction, person);
					await transaction
						.updateTable('guest')
						.set({ expires_at: Date.now() })
						.where('person_id', '=', person)
						.execute();
					return undefined;
				},
				tell: () => this.#options.logins.tellEnded(person)
			}
		);
	}

	/** The guests of a session, in the order of their names. The caller must have checked that the reader may invite. */
	async of(session: SessionId): Promise<GuestView[]> {
		const rows = await this.#options.database
			.selectFrom('guest')
			.innerJoin('person', 'person.id', 'guest.person_id')
			.innerJoin('participant', (join) =>
				join
					.onRef('participant.person_id', '=', 'guest.person_id')
					.onRef('participant.session_id', '=', 'guest.session_id')
			)
			.select(['guest.person_id as person', 'name', 'expires_at as until', 'entered_at'])
			.where('guest.session_id', '=', session)
			.orderBy('name')
			.execute();
		return rows.map(({ entered_at, ...row }) => ({ ...row, entered: entered_at ?? undefined }));
	}

	/** Whom a link is for. Refused when it was replaced, has expired, or never was. */
	async read(token: string): Promise<GuestInvitation | Refusal> {
		const guest = await guestByToken(this.#options.database, token);
		return guest ? invitation(guest) : refuse('link-spent');
	}

	/** Comes in by a link, which ends an earlier login by it: one link is one person in one place. */
	async enter(token: string): Promise<GuestInvitation | Refusal> {
		const known = await this.read(token);
		if (isRefusal(known)) return known;
		return this.#options.commands.execute<GuestInvitation>(
			{ by: known.person, name: 'guest.enter', detail: { session: known.session } },
			{
				act: async (transaction) => {
					const guest = await guestByToken(transaction, token);
					if (!guest) return refuse('link-spent');
					await endLogins(transaction, guest.person);
					await transaction
						.updateTable('guest')
						.set({ entered_at: Date.now() })
						.where('person_id', '=', guest.person)
						.execute();
					return invitation(guest);
				},
				tell: () => this.#options.logins.tellEnded(known.person)
			}
		);
	}

	#announce(session: SessionId): void {
		this.#options.events.emit('changed', session, 'people');
		this.#options.events.emit('accessChanged', session);
	}
}

const invitation = ({ time_zone: timeZone, ...guest }: GuestRow): GuestInvitation => ({
	...guest,
	timeZone
});

/** Their name says everywhere that they are a guest: beside a caret, in the record, in a file. */
async function seatGuest(
	transaction: Database,
	session: SessionId,
	{ name, function: job, organisation }: Invited
): Promise<PersonId | Refusal> {
	const delegation = await transaction
		.selectFrom('delegation')
		.select('organisation_id')
		.where('session_id', '=', session)
		.where('organisation_id', '=', organisation)
		.executeTakeFirst();
	if (!delegation) return refuse('bad-request', m.field_no_such_delegation());
	const named = { organisation, name: m.guest_name({ name }), function: job };
	const person = newId<PersonId>();
	const refusal =
		(await mayGuestBeInvited(transaction, session)) ??
		(await mayBeSeated(transaction, session, { person, organisation }));
	if (refusal) return refusal;
	const added = await addPerson(transaction, named, person);
	if (isRefusal(added)) return added;
	await seat(transaction, session, { person, role: 'guest', capacity: '' }, organisation);
	return person;
}

interface Link {
	readonly session: SessionId;
	readonly actor: Reader;
	readonly person: PersonId;
	readonly hours: number;
}

const link = (transaction: Database, { session, actor, person, hours }: Link) =>
	writeGuest(transaction, { person, session, by: actor.person, until: Date.now() + hours * HOUR });

async function isGuestOf(transaction: Database, session: SessionId, person: PersonId) {
	const row = await transaction
		.selectFrom('guest')
		.select('person_id')
		.where('person_id', '=', person)
		.where('session_id', '=', session)
		.executeTakeFirst();
	return row !== undefined;
}
