import type { Role } from '#shared/access.ts';
import type { AgendaItemId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Credentials } from '../accounts/credentials.ts';
import type { Organisations } from '../accounts/organisations.ts';
import { generatePassword } from '../accounts/passwords.ts';
import type { People } from '../accounts/people.ts';
import { boardTitle, type FoundParts } from '../sessions/found.ts';
import type { Projector } from '../records/projector.ts';
import {
	fillBoard,
	fillBriefing,
	fillEditorialNotes,
	fillStatements,
	JULY_AGENDA,
	JULY_MEETING
} from './july-meeting.ts';

export interface DemoParts extends Omit<FoundParts, 'templates' | 'series'> {
	readonly people: People;
	readonly organisations: Organisations;
	readonly credentials: Credentials;
	readonly projector: Projector;
}

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

/** Those whom the press release names (line 11). They are in the record and cannot sign in. */
const NAMED: readonly [Organisation, name: string, does: string][] = [
	['commission', 'Didier Reynders', 'European Commissioner for Justice'],
	['eurojust', 'Ladislav Hamran', 'Eurojust President'],
	['doj', 'Matthew G. Olsen', 'Assistant Attorney General for National Security'],
	['ukraine', 'Andriy Kostin', 'Prosecutor General of Ukraine']
];

/** Roles, not real people; each is marked illustrative. */
const ACCOUNTS: readonly [Organisation, name: string, email: string, role: Role][] = [
	['eurojust', 'Chair, Eurojust', 'chair@eurojust.example', 'chair'],
	['eurojust', 'Rapporteur, Eurojust', 'rapporteur@eurojust.example', 'rapporteur'],
	['doj', 'Delegate, US Department of Justice', 'delegate@usdoj.example', 'delegate'],
	['commission', 'Delegate, European Commission', 'delegate@commission.example', 'delegate'],
	['ukraine', 'Delegate, Prosecutor General of Ukraine', 'delegate@pgo-ua.example', 'delegate'],
	['commission', 'Observer, European Commission', 'observer@commission.example', 'observer']
];

const ADMINISTRATOR = 'administrator@board.example';

/** Loads the July meeting into an empty database. Returns a sign-in line for each demo role. */
export async function loadDemo(parts: DemoParts): Promise<string[]> {
	const organisations = await addOrganisations(parts);
	const session = await parts.sessions.create(JULY_MEETING, undefined);
	for (const name of ['eurojust', 'doj', 'commission', 'ukraine'] as const)
		await parts.participation.addDelegation(session, organisations[name]);
	await addNamed(parts, session, organisations);
	const lines = await addAccounts(parts, session, organisations);
	await addDocuments(parts, session, organisations);
	return [
		'The demo session is loaded. Sign in as one of these; the passwords are shown only now:',
		...lines
	];
}

type OrganisationIds = Record<Organisation, OrganisationId>;

async function addOrganisations({ organisations }: DemoParts): Promise<OrganisationIds> {
	const add = async (name: Organisation) => must(await organisations.add(ORGANISATIONS[name]));
	return {
		eurojust: await add('eurojust'),
		doj: await add('doj'),
		commission: await add('commission'),
		ukraine: await add('ukraine'),
		board: await add('board')
	};
}

async function addNamed(parts: DemoParts, session: SessionId, organisations: OrganisationIds) {
	for (const [at, name, does] of NAMED) {
		const organisation = organisations[at];
		const person = must(await parts.people.add({ organisation, name, function: does }));
		const seat = { person, role: 'guest', capacity: 'Opening remarks' } as const;
		await parts.participation.seat(session, seat, organisation);
	}
}

async function addAccounts(parts: DemoParts, session: SessionId, organisations: OrganisationIds) {
	const lines: string[] = [];
	for (const [at, name, email, role] of ACCOUNTS) {
		const person = await addAccount(parts, organisations[at], name, email, lines);
		const capacity = role[0]?.toUpperCase() + role.slice(1);
		await parts.participation.seat(session, { person, role, capacity }, organisations[at]);
	}
	await addAccount(parts, organisations.board, 'Administrator', ADMINISTRATOR, lines);
	return lines;
}

async function addAccount(
	{ people, credentials }: DemoParts,
	organisation: OrganisationId,
	name: string,
	email: string,
	lines: string[]
): Promise<PersonId> {
	const administrator = email === ADMINISTRATOR;
	const account = { organisation, name, email, administrator, illustrative: true };
	const person = must(await people.add({ ...account, function: 'Demo account' }));
	const password = generatePassword();
	must(await credentials.set(person, password));
	lines.push(`  ${name.padEnd(42)}${email.padEnd(32)}${password}`);
	return person;
}

async function addDocuments(parts: DemoParts, session: SessionId, organisations: OrganisationIds) {
	const items: AgendaItemId[] = [];
	for (const item of JULY_AGENDA) items.push(await parts.agenda.append(session, item));
	const common = { label: 'TLP:CLEAR', audience: [], originator: organisations.eurojust } as const;
	const { documents } = parts;
	const board = await documents.create(
		session,
		{ ...common, kind: 'board', title: boardTitle() },
		(doc) => fillBoard(doc, items, new Date())
	);
	await documents.create(
		session,
		{ ...common, kind: 'briefing', title: 'Sensitive technologies: the threat' },
		fillBriefing
	);
	await documents.create(
		session,
		{ ...common, kind: 'statements', title: 'Verbatim statements' },
		fillStatements
	);
	await documents.create(
		session,
		{ ...common, kind: 'annex', title: 'Editorial notes' },
		fillEditorialNotes
	);
	await parts.projector.project(board);
}

/** The demo is ours: a refusal here is a mistake of ours. */
function must<T>(value: T): Exclude<T, { refused: unknown }> {
	if (isRefusal(value)) throw new Error(`the demo cannot be loaded: ${value.refused}`);
	return value as Exclude<T, { refused: unknown }>;
}
