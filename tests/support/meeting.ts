import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyFirst } from './first-meeting.ts';
import { start, type Options, type Started } from './started.ts';

/** The demo accounts, by their names in the tests. */
export const PEOPLE = {
	chair: 'chair@eurojust.example',
	rapporteur: 'rapporteur@eurojust.example',
	olga: 'delegate@usdoj.example',
	commission: 'delegate@commission.example',
	ukraine: 'delegate@pgo-ua.example',
	observer: 'observer@commission.example',
	/** Signed in, but no participant of the session. */
	outsider: 'administrator@board.example'
} as const;
export type Who = keyof typeof PEOPLE;

/** The July meeting on its own server and data folder. */
export interface Meeting {
	/** The current address of the server. */
	readonly address: string;
	readonly session: string;
	/** Its data folder. */
	readonly folder: string;
	/** The current process, or the last one. */
	readonly server: Started;
	readonly password: (who: Who) => string;
	/** A `Cookie` header for a signed-in person. */
	cookie(who: Who): Promise<string>;
	/** The same for somebody who signs in once. */
	login(who: Who): Promise<string>;
	/** Gets a page or file as somebody, who signs in once. */
	get(who: Who, path: string): Promise<Response>;
	/** Sends a command as somebody, who signs in once: JSON as a script sends it, or the fields of a form. */
	post(who: Who, path: string, command: object): Promise<Response>;
	/** Kills the server, as in a crash. */
	kill(): Promise<void>;
	/** Restarts it on the same folder and port; `over` overrides the first environment. */
	restart(over?: Record<string, string>): Promise<void>;
	/** Resolves when the output of the current process matches, past or future. */
	says(pattern: RegExp): Promise<RegExpExecArray>;
	/** Stops everything and removes the folder. */
	end(): Promise<void>;
}

const JSON_BOTH_WAYS = { 'content-type': 'application/json', accept: 'application/json' };

export async function holdMeeting(
	env: Record<string, string> = {},
	how: Pick<Options, 'mode' | 'flags' | 'root'> = {}
): Promise<Meeting> {
	const folder = await mkdtemp(join(tmpdir(), 'july-meeting-'));
	const first = env['DEMO'] === undefined ? await copyFirst(folder) : undefined;
	let server: Started = start({ ...how, env: { DATA_DIR: folder, DEMO: 'july', ...env } });
	let address = await server.address;
	const passwords = first?.passwords ?? (await printedPasswords(server));
	const password = (who: Who) => passwords[PEOPLE[who]] ?? '';
	const cookie = (who: Who) => signIn(address, PEOPLE[who], password(who));
	const logins = new Map<Who, string>();
	const login = async (who: Who) => {
		const known = logins.get(who) ?? (await cookie(who));
		logins.set(who, known);
		return known;
	};
	const session = first?.session ?? (await onlySession(address, await cookie('rapporteur')));
	return {
		get address() {
			return address;
		},
		session,
		folder,
		get server() {
			return server;
		},
		...{ password, cookie, login },
		async get(who, path) {
			return fetch(address + path, { headers: { cookie: await login(who) } });
		},
		async post(who, path, command) {
			const headers = { cookie: await login(who), origin: address };
			const isForm = command instanceof URLSearchParams;
			return fetch(address + path, {
				method: 'POST',
				headers: isForm ? headers : { ...headers, ...JSON_BOTH_WAYS },
				body: isForm ? command : JSON.stringify(command)
			});
		},
		async kill() {
			server.child.kill('SIGKILL');
			await server.ended;
		},
		async restart(over = {}) {
			const { port } = new URL(address);
			server = start({ ...how, env: { DATA_DIR: folder, PORT: port, ...env, ...over } });
			address = await server.address;
		},
		says: (pattern) => server.says(pattern),
		async end() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** What a server that loads the demo says, by e-mail address. */
async function printedPasswords(server: Started): Promise<Record<string, string>> {
	const [said] = await server.says(/Sign in as one of these[^]*Administrator .*\n/);
	const found = Object.values(PEOPLE).map((email) => {
		const password = new RegExp(`${email}\\s+(\\S+)`).exec(said)?.[1];
		if (!password) throw new Error(`no password was printed for ${email}`);
		return [email, password] as const;
	});
	return Object.fromEntries(found);
}

/** Signs in by the form, as a browser without scripts would. */
export async function signIn(address: string, email: string, password: string): Promise<string> {
	const response = await fetch(`${address}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: address },
		body: new URLSearchParams({ email, password })
	});
	const cookie = response.headers.get('set-cookie')?.split(';')[0];
	if (!cookie) throw new Error(`${email} was not signed in: ${response.status}`);
	return cookie;
}

async function onlySession(address: string, cookie: string): Promise<string> {
	const response = await fetch(`${address}/`, { headers: { cookie } });
	const found = /href="\/sessions\/([a-z2-9]{24})"/.exec(await response.text())?.[1];
	if (!found) throw new Error('the home page links to no session');
	return found;
}
