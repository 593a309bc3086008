import { m } from '#messages/messages.js';
import { newId, type PersonId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { judgePassword, writePassword } from './credentials.ts';
import { endLinks, readLink, spendLink } from './links.ts';
import { endLogins, type Logins } from './logins.ts';
import { addOrganisation } from './organisations.ts';
import { hashPassword } from './passwords.ts';
import { addPerson, isNobodyHere } from './people.ts';

export interface WelcomeOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly logins: Logins;
}

export interface FirstAdministrator {
	readonly name: string;
	readonly email: string;
	readonly organisation: string;
	readonly code: string;
	readonly country: string;
	readonly password: string;
}

/** What one-time links do. A link is used up in the same transaction as its effect, so it works only once. */
export class Welcome {
	readonly #options: WelcomeOptions;

	constructor(options: WelcomeOptions) {
		this.#options = options;
	}

	/** Whom a link is for (null: the first administrator). Refused when used, expired or unknown. */
	read(token: string): Promise<{ person: PersonId | null } | Refusal> {
		return readLink(this.#options.database, token);
	}

	/** Sets the password of the person whom the link is for, and ends all their logins. Refuses a weak password. */
	async setPassword(token: string, password: string): Promise<PersonId | Refusal> {
		const { commands, logins } = this.#options;
		const link = await this.read(token);
		if (isRefusal(link)) return link;
		const { person } = link;
		if (!person) return refuse('link-spent');
		const phc = await hashed(password);
		if (isRefusal(phc)) return phc;
		return commands.execute<PersonId>(
			{ by: person, name: 'password.set' },
			{
				act: async (transaction) => {
					if (!(await spendLink(transaction, token))) return refuse('link-spent');
					await writePassword(transaction, person, phc);
					await endLinks(transaction, person);
					await endLogins(transaction, person);
					return person;
				},
				tell: () => logins.tellEnded(person)
			}
		);
	}

	/** Creates the first administrator and their organisation. Refused when any person exists already. */
	async makeFirst(token: string, first: FirstAdministrator): Promise<PersonId | Refusal> {
		const link = await this.read(token);
		if (isRefusal(link)) return link;
		const phc = await hashed(first.password);
		if (isRefusal(phc)) return phc;
		const id = newId<PersonId>();
		return this.#options.commands.execute<PersonId>(
			{ by: id, name: 'administrator.make' },
			{
				act: async (transaction) => {
					const isFirst = link.person === null && (await isNobodyHere(transaction));
					if (!isFirst || !(await spendLink(transaction, token))) return refuse('link-spent');
					return writeFirst(transaction, first, { id, phc });
				}
			}
		);
	}
}

/** Called before the link is used up, so that a password that is too weak leaves it valid for another try. */
async function hashed(password: string): Promise<string | Refusal> {
	return judgePassword(password) ?? (await hashPassword(password));
}

async function writeFirst(
	transaction: Database,
	{ name, email, organisation: ofName, code, country }: FirstAdministrator,
	{ id, phc }: { readonly id: PersonId; readonly phc: string }
): Promise<PersonId | Refusal> {
	const organisation = await addOrganisation(transaction, { code, country, name: ofName });
	if (isRefusal(organisation)) return organisation;
	const account = {
		organisation,
		name,
		email,
		function: m.welcome_administrator(),
		administrator: true
	};
	const person = await addPerson(transaction, account, id);
	if (!isRefusal(person)) await writePassword(transaction, person, phc);
	return person;
}
