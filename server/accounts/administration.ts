import type { OrganisationId, PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { createLink } from './links.ts';
import { addOrganisation, type NewOrganisation } from './organisations.ts';
import { addPerson, type NewPerson } from './people.ts';

export interface AdministrationOptions {
	readonly commands: Commands;
	/** Called in the same transaction when an organisation moved to another time zone. */
	readonly moved: (transaction: Database, organisation: OrganisationId) => Promise<void>;
}

/** Commands of administrators: adding organisations and people. They give no access to any session's content. */
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
			act: (transaction) => createLink(transaction, person)
		});
	}
}
