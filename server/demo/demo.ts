import type * as Y from 'yjs';
import type { DocumentKind, Role } from '#shared/access.ts';
import type { AgendaItemId, DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import { writePassword } from '../accounts/credentials.ts';
import { addOrganisation } from '../accounts/organisations.ts';
import { generatePassword, hashPassword } from '../accounts/passwords.ts';
import { addPerson } from '../accounts/people.ts';
import { appendItem } from '../sessions/agenda-rows.ts';
import { createDocument } from '../sessions/document-rows.ts';
import { boardTitle } from '../sessions/found.ts';
import { addDelegation, seat } from '../sessions/participant-rows.ts';
import type { Seated } from '../sessions/first-seats.ts';
import { createSession } from '../sessions/sessions.ts';
import type { Database } from '../store/connect.ts';
import { loadFollowUp, type FollowUpParts } from './follow-up.ts';
import {
	fillBoard,
	fillBriefing,
	fillEditorialNotes,
	fillStatements,
	JULY_AGENDA,
	JULY_MEETING
} from './july-meeting.ts';

export type DemoParts = FollowUpParts;

const ORGANISATIONS = {
	eurojust: {
		...{ code: 'EUROJUST', name: 'Eurojust', country: 'EU', colour: 'blue' },
		timeZone: 'Europe/Amsterdam'
	},
	doj: {
		code: 'US-DOJ',
		name: 'United States Department of Justice',
		country: 'US',
		colour: 'brick',
		timeZone: 'America/New_York'
	},
	commission: {
		...{ code: 'EC', name: 'European Commission', country: 'EU', colour: 'indigo' },
		timeZone: 'Europe/Brussels'
	},
	ukraine: {
		code: 'UA-PGO',
		name: 'Prosecutor General of Ukraine',
		country: 'UA',
		colour: 'ochre',
		timeZone: 'Europe/Kyiv'
	},
	board: { code: 'BOARD', name: 'Board administration', country: 'INT', colour: 'slate' }
} as const;
type Organisation = keyof typeof ORGANISATIONS;

/** The people named in the press release (line 11). They are in the record but cannot sign in. */
const NAMED: readonly [Organisation, name: string, does: string][] = [
	['commission', 'Didier Reynders', 'European Commissioner for Justice'],
	['eurojust', 'Ladislav Hamran', 'Eurojust President'],
	['doj', 'Matthew G. Olsen', 'Assistant Attorney General for National Security'],
	['ukraine', 'Andriy Kostin', 'Prosecutor General of Ukraine']
];

/** Accounts for roles, not real people; each is marked illustrative. */
const ACCOUNTS: readonly [Organisation, name: string, email: string, role: Role][] = [
	['eurojust', 'Chair, Eurojust', 'chair@eurojust.example', 'chair'],
	['eurojust', 'Rapporteur, Eurojust', 'rapporteur@eurojust.example', 'rapporteur'],
	['doj', 'Delegate, US Department of Justice', 'delegate@usdoj.example', 'delegate'],
	['commission', 'Delegate, European Commission', 'delegate@commission.example', 'delegate'],
	['ukraine', 'Delegate, Prosecutor General of Ukraine', 'delegate@pgo-ua.example', 'delegate'],
	['commission', 'Observer, European Commission', 'observer@commission.example', 'observer']
];

const ADMINISTRATOR = 'administrator@board.example';

/**
 * Loads the July meeting and a follow-up session that is made up into an empty database. Returns a sign-in line for each
 * demo role. `isJulyOnly`: without the follow-up session.
 */
export async function loadDemo(parts: DemoParts, isJulyOnly = false): Promise<string[]> {
	const { database, projector } = parts;
	const passwords = await hashedPasswords();
	const { board, lines, ...cast } = await database.transaction().execute(async (transaction) => {
		const organisations = await addOrganisations(transaction);
		const session = await createSession(transaction, JULY_MEETING, { by: undefined });
		for (const name of ['eurojust', 'doj', 'commission', 'ukraine'] as const)
			await addDelegation(transaction, session, organisations[name]);
		const place = { transaction, session, organisations };
		await addNamed(place);
		const { lines, people } = await addAccounts(place, passwords);
		return { lines, organisations, people, board: await addDocuments(place) };
	});
	await projector.project(board);
	if (!isJulyOnly) await loadFollowUp(parts, cast, new Date());
	return [
		'The demo is loaded. Sign in as one of these; the passwords are shown only now:',
		...lines
	];
}

type OrganisationIds = Record<Organisation, OrganisationId>;

interface Place {
	readonly transaction: Database;
	readonly session: SessionId;
	readonly organisations: OrganisationIds;
}

interface HashedPassword {
	readonly password: string;
	readonly phc: string;
}

/**
 * A password for each account and the administrator. Made in advance, since hashing takes too long for a transaction.
 */
function hashedPasswords(): Promise<HashedPassword[]> {
	const passwords = [...ACCOUNTS, ADMINISTRATOR].map(() => generatePassword());
	return Promise.all(
		passwords.map(async (password) => ({ password, phc: await hashPassword(password) }))
	);
}

async function addOrganisations(transaction: Database): Promise<OrganisationIds> {
	const add = async (name: Organisation) =>
		must(await addOrganisation(transaction, ORGANISATIONS[name]));
	return {
		eurojust: await add('eurojust'),
		doj: await add('doj'),
		commission: await add('commission'),
		ukraine: await add('ukraine'),
		board: await add('board')
	};
}

async function addNamed({ transaction, session, organisations }: Place): Promise<void> {
	for (const [at, name, does] of NAMED) {
		const organisation = organisations[at];
		const person = must(await addPerson(transaction, { organisation, name, function: does }));
		const guest = { person, role: 'guest', capacity: 'Opening remarks' } as const;
		await seat(transaction, session, guest, organisation);
	}
}

async function addAccounts(place: Place, passwords: readonly HashedPassword[]) {
	const lines: string[] = [];
	const people: Seated[] = [];
	for (const [index, [at, name, email, role]] of ACCOUNTS.entries()) {
		const account = { at, name, email, password: passwords[index] };
		const person = await addAccount(place, account, lines);
		const capacity = role[0]?.toUpperCase() + role.slice(1);
		const participant = { person, role, capacity };
		await seat(place.transaction, place.session, participant, place.organisations[at]);
		people.push({ ...participant, organisation: place.organisations[at] });
	}
	const administrator = { at: 'board', name: 'Administrator', email: ADMINISTRATOR } as const;
	await addAccount(place, { ...administrator, password: passwords.at(-1) }, lines);
	return { lines, people };
}

interface DemoAccount {
	readonly at: Organisation;
	readonly name: string;
	readonly email: string;
	readonly password: HashedPassword | undefined;
}

async function addAccount(
	{ transaction, organisations }: Place,
	{ at, name, email, password }: DemoAccount,
	lines: string[]
): Promise<PersonId> {
	const administrator = email === ADMINISTRATOR;
	const account = { organisation: organisations[at], name, email, administrator };
	const person = must(
		await addPerson(transaction, { ...account, illustrative: true, function: 'Demo account' })
	);
	if (password) {
		await writePassword(transaction, person, password.phc);
		lines.push(`  ${name.padEnd(42)}${email.padEnd(32)}${password.password}`);
	}
	return person;
}

async function addDocuments({ transaction, session, organisations }: Place): Promise<DocumentId> {
	const items: AgendaItemId[] = [];
	for (const item of JULY_AGENDA) items.push(await appendItem(transaction, session, item));
	const common = { label: 'TLP:CLEAR', audience: [], originator: organisations.eurojust } as const;
	const add = (kind: DocumentKind, title: string, content: (doc: Y.Doc) => void) =>
		createDocument(transaction, session, { ...common, kind, title }, content);
	const board = await add('board', boardTitle(), (doc) => fillBoard(doc, items, new Date()));
	await add('briefing', 'Sensitive technologies: the threat', fillBriefing);
	await add('statements', 'Verbatim statements', fillStatements);
	await add('annex', 'Editorial notes', fillEditorialNotes);
	return board;
}

/** Throws if loading the demo is refused, which would be a bug. */
function must<T>(value: T): Exclude<T, { refused: unknown }> {
	if (isRefusal(value)) throw new Error(`the demo cannot be loaded: ${value.refused}`);
	return value as Exclude<T, { refused: unknown }>;
}
