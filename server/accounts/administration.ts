import type { OrganisationId, PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { setAuditor } from './auditors.ts';
import { disablePerson, enablePerson, isDisabled } from './disabling.ts';
import { createLink } from './links.ts';
import { endLogins, type Logins } from './logins.ts';
import { addOrganisation, type NewOrganisation } from './organisations.ts';
import { addPerson, type NewPerson } from './people.ts';

export interface AdministrationOptions {
	readonly commands: Commands;
	readonly logins: Logins;
	/** Called in the same transaction when an organisation moved to another time zone. */
	readonly moved: (transaction: Database, organisation: OrganisationId) => Promise<void>;
}

/** Commands of administrators: adding organisations and people, and ending what people have open. They give no access to any session's content. */
export class Administration {
	readonly #options: AdministrationOptions;

	constructor(options: AdministrationOptions) {
		this.#options = options;
	}

	/** Adds an organisation. Refuses a code that is taken. */
	addOrganisation(by: PersonId, added: NewOrganisation): Promise<OrganisationId | Refusal> {
		const order = { by, name: 'organisation.add', detail: { code: added.code } } as const;
		return this.#options.commands.execute<OrganisationId>(order, {
			act: (transaction) => addOrganisation(transaction, added)
		});
	}

	/** Sets an organisation's time zone: its due dates pass when the day ends there. */
	moveOrganisation(
		by: PersonId,
		organisation: OrganisationId,
		timeZone: string | undefined
	): Promise<Refusal | undefined> {
		const { commands, moved } = this.#options;
		const order = { by, name: 'organisation.move', detail: { organisation, timeZone } } as const;
		return commands.execute<undefined>(order, {
			act: async (transaction) => {
				const { numUpdatedRows } = await transaction
					.updateTable('organisation')
					.set({ time_zone: timeZone ?? null })
					.where('id', '=', organisation)
					.executeTakeFirst();
				if (numUpdatedRows === 0n) return refuse('not-found');
				await moved(transaction, organisation);
				return undefined;
			}
		});
	}

	/** Adds a person. Refuses an e-mail address that is taken. */
	addPerson(by: PersonId, added: NewPerson): Promise<PersonId | Refusal> {
		const order = { by, name: 'person.add', detail: { organisation: added.organisation } } as const;
		return this.#options.commands.execute<PersonId>(order, {
			act: (transaction) => addPerson(transaction, added)
		});
	}

	/** Creates a one-time link with which a person sets a password, and returns its token. */
	createLink(by: PersonId, person: PersonId): Promise<string | Refusal> {
		const order = { by, name: 'link.create', detail: { person } } as const;
		return this.#options.commands.execute<string>(order, {
			act: async (transaction) =>
				(await isDisabled(transaction, person))
					? refuse('account-disabled')
					: createLink(transaction, person)
		});
	}

	/** Disables a person: they cannot sign in, and all that they have open ends at once. */
	disable(by: PersonId, person: PersonId): Promise<Refusal | undefined> {
		const { commands, logins } = this.#options;
		return commands.execute<undefined>(
			{ by, name: 'person.disable', detail: { person } },
			{
				act: (transaction) => disablePerson(transaction, by, person),
				tell: () => logins.tellEnded(person)
			}
		);
	}

	/** Enables a person again. */
	enable(by: PersonId, person: PersonId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'person.enable', detail: { person } },
			{ act: (transaction) => enablePerson(transaction, person) }
		);
	}

	/** Lets a person see the audit. Refuses the actor: that takes two. */
	giveAudit(by: PersonId, person: PersonId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'auditor.give', detail: { person } },
			{
				act: async (transaction) =>
					by === person ? refuse('own-audit') : setAuditor(transaction, person, true)
			}
		);
	}

	/** Ends that a person sees the audit. */
	takeAudit(by: PersonId, person: PersonId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'auditor.take', detail: { person } },
			{ act: (transaction) => setAuditor(transaction, person, false) }
		);
	}

	/** Ends all logins of a person, who may sign in again. */
	signOut(by: PersonId, person: PersonId): Promise<Refusal | undefined> {
		const { commands, logins } = this.#options;
		return commands.execute<undefined>(
			{ by, name: 'person.sign-out', detail: { person } },
			{
				act: async (transaction) => {
					await endLogins(transaction, person);
					return undefined;
				},
				tell: () => logins.tellEnded(person)
			}
		);
	}
}
