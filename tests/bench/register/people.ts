import { generatePassword, hashPassword } from '../../../server/accounts/passwords.ts';
import { writePassword } from '../../../server/accounts/credentials.ts';
import { addOrganisation } from '../../../server/accounts/organisations.ts';
import { addPerson } from '../../../server/accounts/people.ts';
import type { Database } from '../../../server/store/connect.ts';
import type { Role } from '../../../src/shared/access.ts';
import type { OrganisationId, PersonId } from '../../../src/shared/ids.ts';
import { done } from '../../support/joint-session.ts';
import { CODES, zoneOf } from './words.ts';

const EACH = 4; // people per organisation, besides those who sign in

export interface Generated {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
	/** Their role in a session (counted from 0), if they take part. */
	readonly seat: (session: number) => Role | undefined;
}

export interface SignIn {
	readonly email: string;
	readonly password: string;
	readonly takesPart: string;
}

/** The accounts: each sees a different part of the register. */
const ACCOUNTS: readonly (readonly [
	name: string,
	code: string,
	part: string,
	Generated['seat']
])[] = [
	['secretary', 'EUROJUST', 'keeps the record of every session', () => 'rapporteur'],
	['delegate', 'US-DOJ', 'delegate in every session', () => 'delegate'],
	[
		'quarter',
		'EC',
		'delegate in every fourth session',
		(n) => (n % 4 === 0 ? 'delegate' : undefined)
	],
	[
		'series',
		'FR-DGDDI',
		'chairs the sessions of one series',
		(n) => (n % 40 === 7 ? 'chair' : undefined)
	],
	[
		'observer',
		'JP-METI',
		'observer in half of the sessions',
		(n) => (n % 2 ? 'observer' : undefined)
	],
	['nobody', 'PL-KAS', 'takes part in nothing', () => undefined]
];

/** Adds organisations, their people and the accounts. */
export async function addPeople(database: Database) {
	const people: Generated[] = [];
	const ids = new Map<string, OrganisationId>();
	for (const code of CODES) {
		const fields = {
			code,
			name: `Agency ${code}`,
			country: code.slice(0, 2),
			timeZone: zoneOf(code)
		};
		const organisation = done(await addOrganisation(database, fields));
		ids.set(code, organisation);
		people.push(...(await colleagues(database, code, organisation)));
	}
	const accounts: SignIn[] = [];
	for (const [name, code, takesPart, seat] of ACCOUNTS) {
		const organisation = ids.get(code);
		if (!organisation) throw new Error(`there is no ${code}`);
		const { person, ...account } = await addAccount(database, name, organisation);
		accounts.push({ ...account, takesPart });
		people.push({ person, organisation, seat });
	}
	return { people, accounts };
}

/** Each organisation is in two sessions of three, with one or two of its people. */
async function colleagues(database: Database, code: string, organisation: OrganisationId) {
	const people: Generated[] = [];
	const at = CODES.findIndex((one) => one === code);
	for (let i = 0; i < EACH; i++) {
		const account = { organisation, name: `Person ${i + 1} of ${code}`, function: 'Expert' };
		const person = done(await addPerson(database, account));
		const seat = (n: number) => ((n + at + i) % 3 === 0 ? ('delegate' as const) : undefined);
		people.push({ person, organisation, seat });
	}
	return people;
}

async function addAccount(database: Database, name: string, organisation: OrganisationId) {
	const email = `${name}@generated.example`;
	const account = { organisation, name: `The ${name}`, function: 'Generated', email };
	const person = done(await addPerson(database, account));
	const password = generatePassword();
	await writePassword(database, person, await hashPassword(password));
	return { person, email, password };
}
