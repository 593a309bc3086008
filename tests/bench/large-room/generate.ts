import type * as Y from 'yjs';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/boot/config.ts';
import { prepareDataFolder } from '../../../server/boot/data-folder.ts';
import { createLog } from '../../../server/boot/log.ts';
import { writePassword } from '../../../server/accounts/credentials.ts';
import { generatePassword, hashPassword } from '../../../server/accounts/passwords.ts';
import { addOrganisation } from '../../../server/accounts/organisations.ts';
import { addPerson } from '../../../server/accounts/people.ts';
import { appendItem } from '../../../server/sessions/agenda-rows.ts';
import { createDocument } from '../../../server/sessions/document-rows.ts';
import { seat } from '../../../server/sessions/participant-rows.ts';
import { createSession } from '../../../server/sessions/sessions.ts';
import type { Database } from '../../../server/store/connect.ts';
import { addAction } from '../../../src/shared/board/actions.ts';
import { notesOf, textOf } from '../../../src/shared/board/schema.ts';
import {
	newId,
	type ActionId,
	type AgendaItemId,
	type DocumentId,
	type OrganisationId,
	type PersonId,
	type SessionId
} from '../../../src/shared/ids.ts';
import type { LineId } from '../../../src/shared/text/line-id.ts';
import { appendLine } from '../../../src/shared/text/write.ts';
import { done } from '../../support/joint-session.ts';
import { Seeded } from '../../support/seeded.ts';
import { actionText } from '../register/words.ts';
import { benchLines } from '../text/words.ts';

/** A session larger than most, and what one needs to open it. */
export interface LargeRoom {
	readonly session: SessionId;
	/** The board first. */
	readonly documents: readonly DocumentId[];
	/** A login of each participant, as a `Cookie` header; the first keeps the record. */
	readonly cookies: readonly string[];
	/** Of the one who keeps the record. */
	readonly account: { readonly email: string; readonly password: string };
	/** The first words of the long notes. */
	readonly firstWords: string;
}

const SIZE = { people: 300, delegations: 30, documents: 31, actions: 300, pages: 100 };

const EMAIL = 'rapporteur@generated.example';
const ITEMS = 20;
const PER_DOCUMENT = 5; // actions; the board has the rest
const PAGES = 2; // of each text but the long one
const CREATED = Date.parse('2024-07-12T08:00:00Z');

/** Fills an empty data folder with one session of {@link SIZE}, as the product writes it. */
export async function generateLargeRoom(folder: string): Promise<LargeRoom> {
	await prepareDataFolder(folder);
	const config = readConfig({ DATA_DIR: folder, DEMO: 'no', LOG_LEVEL: 'silent' });
	const app = await createApp(config, createLog('silent'));
	try {
		const { database } = app;
		const session = await createSession(database, SESSION, { by: undefined });
		const people = await addPeople(database, session);
		const items = await addItems(database, session);
		const documents = await addDocuments(database, session, items, people);
		const cookies: string[] = [];
		for (const { person } of people) {
			const { name, value } = done(await app.logins.start(person));
			cookies.push(`${name}=${value}`);
		}
		const account = { email: EMAIL, password: generatePassword() };
		const [first] = people;
		if (first) await writePassword(database, first.person, await hashPassword(account.password));
		const firstWords = benchLines(SIZE.pages)[0]?.words ?? '';
		return { session, documents, cookies, account, firstWords };
	} finally {
		await app.close();
	}
}

interface Seated {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
}

async function addPeople(database: Database, session: SessionId): Promise<Seated[]> {
	const people: Seated[] = [];
	for (let i = 0; i < SIZE.delegations; i++) {
		const code = `A${i}`;
		const fields = { code, name: `Agency ${code}`, country: 'EU' };
		const organisation = done(await addOrganisation(database, fields));
		for (let n = 0; n < SIZE.people / SIZE.delegations; n++) {
			const email = people.length === 0 ? { email: EMAIL } : {};
			const name = `Person ${n + 1} of ${code}`;
			const account = { organisation, name, function: 'Expert', ...email };
			const person = done(await addPerson(database, account));
			const role = people.length === 0 ? 'rapporteur' : 'delegate';
			await seat(database, session, { person, role, capacity: '' }, organisation);
			people.push({ person, organisation });
		}
	}
	return people;
}

async function addItems(database: Database, session: SessionId): Promise<AgendaItemId[]> {
	const items: AgendaItemId[] = [];
	for (let i = 1; i <= ITEMS; i++)
		items.push(
			await appendItem(database, session, {
				...{ kind: 'topical', title: `Item ${i}`, plannedMinutes: 15, speakers: [] },
				needs: []
			})
		);
	return items;
}

async function addDocuments(
	database: Database,
	session: SessionId,
	items: readonly AgendaItemId[],
	people: readonly Seated[]
): Promise<DocumentId[]> {
	const random = new Seeded(1);
	const others = SIZE.documents - 1;
	const board = await createDocument(database, session, { ...NOTES, kind: 'board' }, (doc) => {
		items.forEach((item, at) => write(notesOf(doc, item), at === 0 ? SIZE.pages : PAGES));
		addActions(doc, SIZE.actions - others * PER_DOCUMENT, random, people);
	});
	const ids = [board];
	for (let i = 1; i <= others; i++) {
		const kind = i % 3 === 0 ? ('briefing' as const) : ('annex' as const);
		const head = { ...NOTES, kind, title: `Paper ${i}` };
		const id = await createDocument(database, session, head, (doc) => {
			write(textOf(doc), PAGES);
			addActions(doc, PER_DOCUMENT, random, people);
		});
		ids.push(id);
	}
	return ids;
}

function write(text: Y.Text, pages: number): void {
	for (const { kind, words } of benchLines(pages))
		appendLine(text, { id: newId() as string as LineId, kind }, [{ text: words, marks: [] }]);
}

function addActions(doc: Y.Doc, count: number, random: Seeded, people: readonly Seated[]): void {
	for (let i = 0; i < count; i++) {
		const lead = random.pick(people);
		addAction(doc, {
			...{ id: newId<ActionId>(), text: actionText(random), unread: [], item: undefined },
			...{ leadOrganisation: lead.organisation, leadPerson: lead.person, support: [] },
			...{ due: '2024-09-30', createdBy: lead.person },
			createdAt: new Date(CREATED + i).toISOString()
		});
	}
}

const NOTES = { title: 'Notes', label: 'TLP:GREEN', audience: [] } as const;
const SESSION = {
	...{ title: 'A large session', date: '2024-07-12', startsAt: '10:00', place: 'The Hague' },
	...{ timeZone: 'Europe/Amsterdam', purpose: undefined, source: undefined, hosts: [] },
	...{ community: '', clients: '' },
	label: 'TLP:GREEN'
} as const;
