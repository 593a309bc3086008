// `npm run bench -- search`: searching 20,000 actions and 2,000 documents, as by somebody who types. Times are measured by
// the client, over HTTP on this machine, until the whole answer is there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { databaseFile } from '../../server/store/connect.ts';
import { signIn } from '../support/meeting.ts';
import { start, type Started } from '../support/started.ts';
import { Asker } from './register/asker.ts';
import { generate } from './register/generate.ts';
import { table } from './report/table.ts';

const SIZE = { actions: 20_000, sessions: 667, lines: 30 }; // three documents in each session
const ROUNDS = 20; // of each kind of search; one person may ask 300 in a minute
const READERS = ['secretary', 'quarter'] as const;

/** What is looked for in each round. */
const SEARCHES: Readonly<Record<string, (round: number) => string>> = {
	'a word, letter by letter': (round) => 'seizures'.slice(0, 1 + (round % 8)),
	'a word of the actions': (round) => pick(['contacts', 'licensing', 'malaga', 'template'], round),
	'two words, many have': (round) => pick(['list users', 'the note', 'and report'], round),
	'words that few have': (round) => pick(['suberzyx', 'moluvesgon', 'lanlanberka'], round),
	'many and few': (round) => pick(['list suberzyx', 'the lanlanberka'], round),
	'a reference': (round) => `JS-${100 + round}-A${1 + round}`,
	'the beginning of references': (round) => pick(['JS', 'JS-3', 'JS-100-A'], round),
	'a name': (round) => pick(['eurojust', 'delegate', 'joint session 5'], round),
	nothing: () => 'xyzzy'
};
const pick = (all: readonly string[], round: number) => all[round % all.length] ?? '';

await ensureBuilt(ROOT, console.log);
const folder = await mkdtemp(join(tmpdir(), 'search-bench-'));
let server: Started | undefined;
try {
	const accounts = await generate({ folder, ...SIZE, seed: 1, onProgress: () => undefined });
	server = start({ env: { DATA_DIR: folder, LOG_LEVEL: 'warn' } });
	const address = await server.address;
	const took = await indexed(folder);
	console.log(`${SIZE.actions} actions, ${3 * SIZE.sessions} documents; indexed in ${took} s`);
	for (const reader of READERS) {
		const account = accounts.find(({ email }) => email.startsWith(`${reader}@`));
		if (!account) throw new Error(`there is no ${reader}`);
		const cookie = await signIn(address, account.email, account.password);
		console.log(`\n${reader}: ${account.takesPart}`);
		console.log(await measured(new Asker({ address, cookie, server })));
	}
} finally {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
}

/** Seconds until everything can be found after the start, which is what an update takes in the background. */
async function indexed(at: string): Promise<string> {
	const began = performance.now();
	const database = new DatabaseSync(databaseFile(at), { readOnly: true });
	const left = database.prepare(`select (select count(*) from search_due)
		+ (select count(*) from document where searched_seq < 0) as count`);
	while (left.get()?.['count'] !== 0) await setTimeout(250);
	const { count } = database.prepare('select count(*) as count from search_word').get() ?? {};
	database.close();
	console.log(`${Number(count)} words`);
	return ((performance.now() - began) / 1000).toFixed(1);
}

async function measured(asker: Asker): Promise<string> {
	const rows: string[][] = [];
	const all: number[] = [];
	for (const [name, search] of Object.entries(SEARCHES)) {
		const times: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const began = performance.now();
			await asker.get(`/api/search?q=${encodeURIComponent(search(round))}`);
			times.push(performance.now() - began);
		}
		all.push(...times);
		rows.push([name, ...figures(times)]);
	}
	rows.push(['all', ...figures(all)]);
	return table(['search', 'p50 ms', 'p95 ms', 'worst ms'], rows);
}

function figures(times: readonly number[]): string[] {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
	return [at(0.5), at(0.95), at(1)].map((ms) => ms.toFixed(1));
}
