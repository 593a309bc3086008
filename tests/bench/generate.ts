// `npm run generate -- --actions 20000 --sessions 500 --data <folder>`: a register as large as after years of use.
// `npm run generate -- --large-room --data <folder>`: one session with 31 documents, 300 people and 300 actions.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateLargeRoom } from './large-room/generate.ts';
import { generate } from './register/generate.ts';

const USAGE = `npm run generate -- --data <folder> [--actions 20000] [--sessions 500] [--seed 1]
npm run generate -- --data <folder> --large-room`;

try {
	const { values } = parseArgs({
		options: {
			data: { type: 'string' },
			'large-room': { type: 'boolean', default: false },
			actions: { type: 'string', default: '20000' },
			sessions: { type: 'string', default: '500' },
			seed: { type: 'string', default: '1' }
		}
	});
	if (!values.data) throw new Error('--data names no folder');
	const folder = resolve(values.data);
	if (existsSync(join(folder, 'board.sqlite')))
		throw new Error(`${folder} holds a board already; name another folder`);
	if (values['large-room']) await largeRoom(folder);
	else await register(folder, values);
} catch (error) {
	console.error(error instanceof Error ? error.message : error, `\n\n${USAGE}`);
	process.exitCode = 1;
}

function count(text: string): number {
	if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`"${text}" is not a whole number`);
	return Number(text);
}

/** Prints a line for each tenth. */
function progress() {
	let said = 0;
	return (done: number, of: number) => {
		const tenth = Math.floor((10 * done) / of);
		if (tenth > said) console.log(`${done} of ${of} actions`);
		said = tenth;
	};
}

interface Size {
	readonly actions: string;
	readonly sessions: string;
	readonly seed: string;
}

async function register(folder: string, values: Size): Promise<void> {
	const began = performance.now();
	const accounts = await generate({
		...{ folder, actions: count(values.actions), sessions: count(values.sessions) },
		...{ seed: count(values.seed), onProgress: progress() }
	});
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`Done in ${seconds} s. Sign in as one of these:`);
	for (const { email, password, takesPart } of accounts)
		console.log(`  ${email.padEnd(32)}${password}  ${takesPart}`);
	console.log(`DATA_DIR=${folder} DEMO=no npm start`);
}

async function largeRoom(folder: string): Promise<void> {
	const { session, account } = await generateLargeRoom(folder);
	console.log(`Sign in as ${account.email} with ${account.password} and open /sessions/${session}`);
	console.log(`DATA_DIR=${folder} DEMO=no npm start`);
}
