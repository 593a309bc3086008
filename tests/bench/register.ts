// `npm run bench -- register`: the register of actions at 20,000 actions and 500 sessions, queried as by a browser.
// Times are measured by the client, over HTTP on this machine; the longest stall of the event loop by the server.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { signIn } from '../support/meeting.ts';
import { start, type Started } from '../support/started.ts';
import { Asker } from './register/asker.ts';
import { QUESTIONS } from './register/questions.ts';
import { firstRows } from './register/first-rows.ts';
import { generate, type Generation } from './register/generate.ts';
import { Table } from './register/measures.ts';

const SIZE = {
	actions: Number(process.env['ACTIONS'] ?? 20_000),
	sessions: Number(process.env['SESSIONS'] ?? 500)
};
const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const WATCH = join(import.meta.dirname, 'register/stall-watch.mjs');
const READERS = ['delegate', 'quarter'] as const; // one may read almost all of the register, one a quarter

await ensureBuilt(ROOT, console.log);
const folder = await mkdtemp(join(tmpdir(), 'register-bench-'));
let server: Started | undefined;
try {
	const accounts = await filled(folder);
	server = start({ flags: ['--import', WATCH], env: { DATA_DIR: folder, LOG_LEVEL: 'warn' } });
	const address = await server.address;
	for (const reader of READERS) {
		const account = accounts.find(({ email }) => email.startsWith(`${reader}@`));
		if (!account) throw new Error(`there is no ${reader}`);
		const cookie = await signIn(address, account.email, account.password);
		const asker = new Asker({ address, cookie, server });
		const table = new Table();
		for (const { name, ask } of await QUESTIONS(asker))
			await table.measure(name, ROUNDS, asker, ask);
		await firstRows({ address, ...account }, ROUNDS, asker, table);
		console.log(
			`\n${reader}: ${account.takesPart}, ${await asker.total()} actions\n${table.text()}`
		);
	}
} finally {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
}

async function filled(at: string): Promise<Generation> {
	const began = performance.now();
	const accounts = await generate({ folder: at, ...SIZE, seed: 1, onProgress: () => undefined });
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`${SIZE.actions} actions in ${SIZE.sessions} sessions, generated in ${seconds} s`);
	return accounts;
}
