import { cp, readFile } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { writePassword } from '../../../server/accounts/credentials.ts';
import { addOrganisation } from '../../../server/accounts/organisations.ts';
import { generatePassword, hashPassword } from '../../../server/accounts/passwords.ts';
import { addPerson } from '../../../server/accounts/people.ts';
import { createApp, type App } from '../../../server/app.ts';
import { readConfig } from '../../../server/boot/config.ts';
import { prepareDataFolder } from '../../../server/boot/data-folder.ts';
import { createLog } from '../../../server/boot/log.ts';
import { ROOT } from '../../../server/boot/root.ts';
import { appendItem } from '../../../server/sessions/agenda-rows.ts';
import { createDocument } from '../../../server/sessions/document-rows.ts';
import { seat } from '../../../server/sessions/participant-rows.ts';
import { createSession } from '../../../server/sessions/sessions.ts';
import type { DocumentId } from '../../../src/shared/ids.ts';
import { done } from '../../support/joint-session.ts';
import { signIn } from '../../support/meeting.ts';
import type { Session } from '../load/job.ts';
import { CORE, listening, scratch, startNode } from './children.ts';
import { runningAt, type Installation, type Needs, type Running } from './server.ts';
import { SCHEMA } from '../../../src/shared/text/roots.ts';

const EMAIL = 'writer@bench.example';
const PASSWORD = generatePassword();
const ITEMS = 40; // agenda items of a session with participants
const PER_SESSION = 25; // documents; realistic for a session, and adding one scans the others

interface Filled {
	readonly documents: readonly string[];
	readonly session?: Session;
}

interface Template extends Filled {
	readonly folder: string;
}
const templates = new Map<string, Promise<Template>>();

/** Our product on its own data folder, copied from one that is filled once. */
export async function installOurs(
	needs: Needs,
	settings: Record<string, string>
): Promise<Installation> {
	const key = `${needs.documents} ${needs.seed?.name ?? 'empty'} ${needs.participants ?? 0}`;
	const making = templates.get(key) ?? makeTemplate(needs);
	templates.set(key, making);
	const { folder, ...filled } = await making;
	const copy = mkdtempSync(join(scratch, 'ours-'));
	await cp(folder, copy, { recursive: true });
	const env = { ...settings, ...needs.env, DATA_DIR: copy };
	return { start: () => startOurs(filled, env) };
}

async function makeTemplate(needs: Needs): Promise<Template> {
	const folder = mkdtempSync(join(scratch, 'template-'));
	await prepareDataFolder(folder);
	const config = readConfig({ DATA_DIR: folder, DEMO: 'no', LOG_LEVEL: 'silent' });
	const app = await createApp(config, createLog('silent'));
	const filled = await fill(app, needs).finally(() => app.close());
	// The first start reads every new document into the registers, which must not be part of a measurement.
	await (await startOurs(filled, { DATA_DIR: folder })).stop();
	return { folder, ...filled };
}

async function fill(app: App, needs: Needs): Promise<Filled> {
	return needs.participants ? fillSession(app, needs.participants) : fillDocuments(app, needs);
}

/** Creates a session with participants, each from their own delegation, and a long agenda. */
async function fillSession(app: App, participants: number): Promise<Filled> {
	await addWriter(app);
	const { database } = app;
	const id = await createSession(database, SESSION, { by: undefined });
	const cookies: string[] = [];
	for (let i = 0; i < participants; i++) {
		const code = `B${i}`;
		const organisation = done(await addOrganisation(database, { code, name: code, country: 'EU' }));
		const account = { organisation, name: `Person ${i}`, function: '' };
		const person = done(await addPerson(database, account));
		const role = i === 0 ? 'chair' : 'delegate';
		await seat(database, id, { person, role, capacity: '' }, organisation);
		const { name, value } = done(await app.logins.start(person));
		cookies.push(`${name}=${value}`);
	}
	for (let i = 1; i <= ITEMS; i++)
		await appendItem(database, id, {
			...{ kind: 'topical', title: `Item ${i}`, plannedMinutes: 5, speakers: [] },
			needs: []
		});
	const board = { ...DOCUMENT, kind: 'board' } as const;
	return { documents: [await createDocument(database, id, board)], session: { id, cookies } };
}

async function fillDocuments(app: App, { documents, seed }: Needs): Promise<Filled> {
	const state = seed && (await readFile(seed.file));
	const { database } = app;
	const writer = await addWriter(app);
	const ids: DocumentId[] = [];
	while (ids.length < documents) {
		const session = await createSession(database, SESSION, { by: writer.person });
		const keeper = { person: writer.person, role: 'rapporteur', capacity: 'Rapporteur' } as const;
		await seat(database, session, keeper, writer.organisation);
		for (let i = 0; i < PER_SESSION && ids.length < documents; i++)
			ids.push(
				await createDocument(database, session, DOCUMENT, (doc) => {
					if (!state) return;
					// In one transaction with our own change, Yjs would take the state for another client with our id.
					doc.clientID += 1;
					Y.applyUpdate(doc, state);
				})
			);
	}
	return { documents: ids };
}

async function addWriter({ database }: App) {
	const organisation = done(
		await addOrganisation(database, { code: 'BENCH', name: 'Bench', country: 'EU' })
	);
	const account = { organisation, name: 'Writer', function: 'Writer', email: EMAIL };
	const person = done(await addPerson(database, account));
	await writePassword(database, person, await hashPassword(PASSWORD));
	return { person, organisation };
}

/** As in production: its own process and sign-in, all checks, fsync on. */
async function startOurs(filled: Filled, env: Record<string, string>): Promise<Running> {
	const script = join(ROOT, 'server/start.mjs');
	const child = startNode(CORE.server, [script, 'main'], {
		env: { ...QUIET, ...env },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const address = await listening(child, 'our server');
	const cookie = await signIn(address, EMAIL, PASSWORD);
	const sync = `${address.replace('http', 'ws')}/sync/${SCHEMA}/`;
	return runningAt(child, { address: sync, wire: 'yjs', cookie, ...filled });
}

// Everything is set explicitly, so that neither the machine nor a .env file has an influence.
const QUIET = {
	HOST: '127.0.0.1',
	PORT: '0',
	ORIGIN: '',
	TRUST_PROXY: 'no',
	DEMO: 'no',
	LOG_LEVEL: 'info',
	NODE_ENV: 'production',
	// The load comes from one person, as it does on the servers that know no people.
	SYNC_SOCKETS_PER_PERSON_AND_DOCUMENT: '100000',
	SYNC_SOCKETS_PER_PERSON: '100000',
	LIVE_SOCKETS_PER_PERSON: '100000'
};

const SESSION = {
	title: 'Bench',
	date: '2024-07-12',
	startsAt: undefined,
	timeZone: 'UTC',
	place: undefined,
	purpose: undefined,
	source: undefined,
	hosts: [],
	label: 'TLP:CLEAR',
	community: '',
	clients: ''
} as const;

const DOCUMENT = { kind: 'briefing', title: 'Bench', label: 'TLP:CLEAR', audience: [] } as const;
