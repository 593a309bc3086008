import { m } from '#messages/messages.js';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Credentials } from './credentials.ts';
import type { Organisations } from './organisations.ts';
import type { People } from './people.ts';

export interface WelcomeParts {
	readonly people: People;
	readonly organisations: Organisations;
	readonly credentials: Credentials;
}

export interface FirstAdministrator {
	readonly name: string;
	readonly email: string;
	readonly organisation: string;
	readonly code: string;
	readonly country: string;
	readonly password: string;
}

/** What a one-time link is good for. It is spent before anything is done, so that it works once and no more. */
export class Welcome {
	readonly #parts: WelcomeParts;

	constructor(parts: WelcomeParts) {
		this.#parts = parts;
	}

	/** Sets the password of the person whom the link is for. */
	async setPassword(token: string, password: string): Promise<PersonId | Refusal> {
		const { credentials } = this.#parts;
		const link = await credentials.readLink(token);
		if (isRefusal(link)) return link;
		if (!link.person) return refuse('link-spent');
		const refusal = await this.#spend(token, password);
		if (refusal) return refusal;
		return (await credentials.set(link.person, password)) ?? link.person;
	}

	/** Makes the first administrator, with the first organisation. Refused when anybody is here already. */
	async makeFirst(token: string, first: FirstAdministrator): Promise<PersonId | Refusal> {
		const { people, organisations, credentials } = this.#parts;
		const link = await credentials.readLink(token);
		if (isRefusal(link)) return link;
		if (link.person || !(await people.isEmpty())) return refuse('link-spent');
		const refusal = await this.#spend(token, first.password);
		if (refusal) return refusal;
		const { name, email, code, country, password } = first;
		const organisation = await organisations.add({ code, country, name: first.organisation });
		if (isRefusal(organisation)) return organisation;
		const role = { function: m.welcome_administrator(), administrator: true };
		const person = await people.add({ organisation, name, email, ...role });
		if (isRefusal(person)) return person;
		return (await credentials.set(person, password)) ?? person;
	}

	/** A password that is too weak leaves the link good for another try. */
	async #spend(token: string, password: string): Promise<Refusal | undefined> {
		const { credentials } = this.#parts;
		const weak = credentials.judge(password);
		if (weak) return weak;
		return (await credentials.spendLink(token)) ? undefined : refuse('link-spent');
	}
}
