// `npm run bench -- hostile`: hostile clients of every role do what was found to hurt, beside honest people who type.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { addAccount } from '../support/accounts.ts';
import { holdMeeting, PEOPLE, type Meeting } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';
import { Honest } from './hostile/honest.ts';
import type { HostileJob, HostileReport, HostileRole } from './hostile/job.ts';
import { refusedIn } from './hostile/refused.ts';
import { Watch } from './hostile/watch.ts';
import { sleep } from './load/timing.ts';
import { shown, table } from './report/table.ts';

interface Size {
	readonly seconds: number;
	readonly hostile: number;
	readonly honest: number;
}

const WATCH = join(import.meta.dirname, 'register/stall-watch.mjs');
const TARGETS = { p99: 250, stall: 200, restart: 5_000 }; // ms

/** Runs it and prints the figures; false when a word is missing. */
export async function hostile(size: Size): Promise<boolean> {
	await ensureBuilt(ROOT, console.log);
	process.setMaxListeners(0); // each client of y-websocket listens for the end of the process
	const meeting = await holdMeeting({ LOG_LEVEL: 'warn' }, { flags: ['--import', WATCH] });
	try {
		return await run(meeting, size);
	} finally {
		await meeting.end();
	}
}

async function run(meeting: Meeting, { seconds, hostile: clients, honest: people }: Size) {
	const job = await jobFor(meeting, clients);
	const cookie = await meeting.cookie('outsider');
	const honest = await Honest.open(meeting, job.board, people);
	const watch = new Watch({ address: meeting.address, cookie, server: meeting.server });
	const attackers = fork(join(import.meta.dirname, 'hostile/clients.ts'));
	const reported = once(attackers, 'message') as Promise<[HostileReport]>;
	const working = [honest.type(), watch.look()];
	attackers.send(job);
	await sleep(seconds * 1_000);
	attackers.send('stop');
	const [report] = await reported;
	honest.stop();
	watch.stop();
	await Promise.all(working);
	const refused = refusedIn(await (await meeting.get('outsider', '/metrics')).text());
	honest.end();
	const restart = await restarted(meeting);
	const missing = await missingWords(meeting, job.board, honest.words);
	print({ honest, watch, report, refused, restart, missing });
	return missing.length === 0;
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
	const document = { kind: 'briefing', title, label: 'TLP:GREEN', audience: [] };
	const added = await meeting.post('chair', `/api/sessions/${meeting.session}/documents`, document);
	return ((await added.json()) as { id: string }).id;
}

/** Milliseconds from the start of the process until it answers, after an orderly stop. */
async function restarted(meeting: Meeting): Promise<number> {
	await meeting.server.stop();
	const began = performance.now();
	await meeting.restart();
	await fetch(`${meeting.address}/healthz`);
	return performance.now() - began;
}

async function missingWords(meeting: Meeting, board: string, words: readonly string[]) {
	const reader = await StockClient.open(meeting, board, 'observer');
	const all = new Set(reader.words.split(' '));
	reader.end();
	return words.filter((word) => !all.has(word.trim()));
}

interface Printed {
	readonly honest: Honest;
	readonly watch: Watch;
	readonly report: HostileReport;
	readonly refused: readonly (readonly [string, string])[];
	readonly restart: number;
	readonly missing: readonly string[];
}

function print({ honest, watch, report, refused, restart, missing }: Printed): void {
	const { p50 = NaN, p99 = NaN } = honest.latencies.figures();
	const most = (list: readonly number[]) => Math.max(...list);
	const rows: [string, number, string][] = [
		['honest typing on disk, p50 ms', p50, ''],
		['honest typing on disk, p99 ms', p99, `${TARGETS.p99}`],
		['longest stall of the event loop, ms', most(watch.stalls), `${TARGETS.stall}`],
		[
			'seconds with a stall above that',
			watch.stalls.filter((it) => it > TARGETS.stall).length,
			'0'
		],
		['longest wait for /healthz, ms', most(watch.answers), ''],
		['most memory, MB', most(watch.memory), ''],
		['from the start until it answers, ms', restart, `${TARGETS.restart}`],
		['honest words on disk', honest.words.length, ''],
		['of them missing after the restart', missing.length, '0'],
		['connections of the honest that were lost', honest.lost, '0']
	];
	const cells = rows.map(([what, figure, target]) => [what, shown(figure, 0), target]);
	console.log(`\n${table(['figure', 'measured', 'at most'], cells)}`);
	console.log(
		`\nmemory by tenth of the time, MB: ${watch.tenths.map((it) => it.toFixed(0)).join(' ')}`
	);
	console.log(`\n${table(['attack', 'times'], sorted(report.attempts))}`);
	console.log(`\n${table(['attack: how it ended', 'times'], sorted(report.ends))}`);
	console.log(
		`\n${table(
			['refused', 'times'],
			refused.map((row) => [...row])
		)}`
	);
}

const sorted = (counts: Readonly<Record<string, number>>) =>
	Object.entries(counts)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, times]) => [name, `${times}`]);
