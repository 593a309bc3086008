// `npm run bench -- hostile`: hostile clients of every role do what was found to hurt, beside honest people who type.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { addAccount } from '../support/accounts.ts';
import { holdMeeting, PEOPLE, type Meeting } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';
import { Honest } from './hostile/honest.ts';
import type { HostileJob, HostileReport, HostileRole } from './hostile/job.ts';
import type { Outcome } from './hostile/print.ts';
import { refusedIn } from './hostile/refused.ts';
import { Watch } from './hostile/watch.ts';
import { sleep } from './load/timing.ts';

interface Size {
	readonly seconds: number;
	readonly hostile: number;
	readonly honest: number;
}

const LATER = 10; // the priority of the hostile, of 19
const WATCH = join(import.meta.dirname, 'register/stall-watch.mjs');

/** Runs it on a server of its own; resolves to the figures. */
export async function hostile(size: Size): Promise<Outcome> {
	await ensureBuilt(ROOT, console.log);
	process.setMaxListeners(0); // each client of y-websocket listens for the end of the process
	const meeting = await holdMeeting({ LOG_LEVEL: 'warn' }, { flags: ['--import', WATCH] });
	try {
		return await run(meeting, size);
	} finally {
		await meeting.end();
	}
}

async function run(
	meeting: Meeting,
	{ seconds, hostile: clients, honest: people }: Size
): Promise<Outcome> {
	const job = await jobFor(meeting, clients);
	const cookie = await meeting.cookie('outsider');
	const honest = await Honest.open(meeting, job.board, people);
	const watch = new Watch({ address: meeting.address, cookie, server: meeting.server });
	const attackers = fork(join(import.meta.dirname, 'hostile/clients.ts'));
	// They would have machines of their own, and making what they send takes as much time as refusing it.
	if (attackers.pid) setPriority(attackers.pid, LATER);
	const reported = once(attackers, 'message') as Promise<[HostileReport]>;
	const working = [honest.type(), watch.look()];
	attackers.send(job);
	await sleep(seconds * 1_000);
	attackers.send('stop');
	const ended = performance.now();
	const [report] = await reported;
	honest.stop();
	watch.stop();
	await Promise.all(working);
	const settled = performance.now() - ended;
	const refused = refusedIn(await (await meeting.get('outsider', '/metrics')).text());
	honest.end();
	const restart = await restarted(meeting);
	const missing = await missingWords(meeting, job.board, honest.words);
	return { honest, watch, report, refused, settled, restart, missing };
}

/** Seats the hostile, and gives them documents of their own. */
async function jobFor(meeting: Meeting, clients: number): Promise<HostileJob> {
	const seat = async (role: HostileRole) => {
		const email = `${role}@hostile.example`;
		const cookie = await addAccount(meeting, { name: `Hostile ${role}`, email });
		if (role === 'outsider') return cookie;
		const { id: person } = rowOf<{ id: string }>(
			meeting,
			`select id from person where email = '${email}'`
		);
		const fields = new URLSearchParams({ person, role, capacity: '' });
		await meeting.post('chair', `/sessions/${meeting.session}/settings?/seat`, fields);
		return cookie;
	};
	const { id: board } = rowOf<{ id: string }>(
		meeting,
		"select id from document where kind = 'board'"
	);
	const records = rowsOf<{ id: string }>(meeting, 'select id from decision');
	const chair = `select id from person where email = '${PEOPLE.chair}'`;
	return {
		...{ address: meeting.address, session: meeting.session, board, clients, seed: 1 },
		briefings: [await briefing(meeting, 'One'), await briefing(meeting, 'Two')],
		records: records.map(({ id }) => id),
		victim: rowOf<{ id: string }>(meeting, chair).id,
		emails: Object.values(PEOPLE),
		cookies: {
			...{ chair: await seat('chair'), rapporteur: await seat('rapporteur') },
			...{ delegate: await seat('delegate'), observer: await seat('observer') },
			...{ outsider: await seat('outsider'), nobody: '' }
		}
	};
}

async function briefing(meeting: Meeting, title: string): Promise<string> {
	const document = { kind: 'briefing', title, label: 'TLP:GREEN', audience: 'everybody' };
	const added = await meeting.post('chair', `/api/sessions/${meeting.session}/documents`, document);
	return ((await added.json()) as { id: string }).id;
}

/** Stops the server in order and starts it again: how long both took, in milliseconds, and what it had logged. */
async function restarted(meeting: Meeting) {
	const stopping = performance.now();
	const { stdout } = await meeting.server.stop();
	const began = performance.now();
	await meeting.restart();
	await fetch(`${meeting.address}/healthz`);
	const times = { stop: began - stopping, start: performance.now() - began };
	return { ...times, logged: errorsIn(stdout) };
}

/** The errors in a log, and how often each was there. */
function errorsIn(log: string): ReadonlyMap<string, number> {
	const errors = log.split('\n').filter((line) => /^\{"level":(50|60)/.test(line));
	const messages = errors.map((line) => {
		const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
		return `${msg ?? ''} ${err?.message ?? ''}`.slice(0, 100);
	});
	return new Map([...Map.groupBy(messages, (it) => it)].map(([it, all]) => [it, all.length]));
}

async function missingWords(meeting: Meeting, board: string, words: readonly string[]) {
	const reader = await StockClient.open(meeting, board, 'observer');
	const all = reader.words;
	reader.end();
	return words.filter((word) => !all.includes(word)); // the hostile write there too, right beside them
}
