import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios/all.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { TextOptions } from './text/options.ts';
import { SERVERS, type ServerName } from './servers/server.ts';

export interface Wanted {
	readonly scenarios: readonly Scenario[];
	/** Whether to run the two browser windows. */
	readonly browser: boolean;
	/** Whether to run the register of actions. */
	readonly register: boolean;
	/** Whether to search in as much as after years of use. */
	readonly search: boolean;
	/** Whether to open and fill a large room. */
	readonly largeRoom: boolean;
	/** Whether hostile clients are let loose. */
	readonly hostile: boolean;
	/** Whether to compare the editor with stock Tiptap, and how. */
	readonly text: TextOptions | undefined;
	readonly servers: readonly ServerName[];
	readonly runs: number;
	readonly seconds: number | undefined;
}

/** Benches that are no comparison of sync servers. */
const OTHERS = ['browser', 'register', 'search', 'large-room', 'hostile', 'text'];

export const USAGE = `npm run bench -- compare commit [scenario]… [--runs 3] [--seconds n]
npm run bench -- [${SCENARIOS.map(({ name }) => name).join('|')}|${OTHERS.join('|')}]… [--runs 3] [--seconds n] [--servers ${SERVERS.join(',')}]
npm run bench -- text [--pages 1,20,100] [--typists 0,10,30] [--keys 100]`;

/** Parses the command line; throws on errors. Without names everything runs. */
export function readArguments(args: string[]): Wanted {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			runs: { type: 'string', default: '3' },
			seconds: { type: 'string' },
			servers: { type: 'string', default: SERVERS.join(',') },
			pages: { type: 'string', default: '1,20,100' },
			typists: { type: 'string', default: '0,10,30' },
			keys: { type: 'string', default: '100' }
		}
	});
	const known = [...SCENARIOS.map(({ name }) => name), ...OTHERS];
	const names = positionals.length > 0 ? positionals : known;
	refuseUnknown(names, known);
	const chosen = values.servers.split(',');
	refuseUnknown(chosen, SERVERS);
	return {
		scenarios: SCENARIOS.filter(({ name }) => names.includes(name)),
		browser: names.includes('browser'),
		register: names.includes('register'),
		search: names.includes('search'),
		largeRoom: names.includes('large-room'),
		hostile: names.includes('hostile'),
		text: names.includes('text') ? textOptions(values) : undefined,
		servers: SERVERS.filter((name) => chosen.includes(name)),
		runs: positive(values.runs),
		seconds: values.seconds === undefined ? undefined : positive(values.seconds)
	};
}

function textOptions(values: Readonly<Record<'pages' | 'typists' | 'keys', string>>): TextOptions {
	return {
		pages: values.pages.split(',').map(positive),
		typists: values.typists.split(',').map((count) => (count === '0' ? 0 : positive(count))),
		keys: positive(values.keys)
	};
}

function refuseUnknown(given: readonly string[], known: readonly string[]): void {
	const unknown = given.filter((name) => !known.includes(name));
	if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}`);
}

function positive(text: string): number {
	if (!/^[1-9]\d{0,3}$/.test(text))
		throw new Error(`"${text}" is not a whole number from 1 to 9999`);
	return Number(text);
}
