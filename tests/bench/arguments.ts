import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios/all.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SERVERS, type ServerName } from './servers/server.ts';

export interface Wanted {
	readonly scenarios: readonly Scenario[];
	/** Whether to run the two browser windows. */
	readonly browser: boolean;
	/** Whether to run the register of actions. */
	readonly register: boolean;
	/** Whether hostile clients are let loose. */
	readonly hostile: boolean;
	readonly servers: readonly ServerName[];
	readonly runs: number;
	readonly seconds: number | undefined;
}

export const USAGE = `npm run bench -- compare commit [scenario]… [--runs 3] [--seconds n]
npm run bench -- [${SCENARIOS.map(({ name }) => name).join('|')}|browser|register|hostile]… [--runs 3] [--seconds n] [--servers ${SERVERS.join(',')}]`;

/** Parses the command line; throws on errors. Without names everything runs. */
export function readArguments(args: string[]): Wanted {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			runs: { type: 'string', default: '3' },
			seconds: { type: 'string' },
			servers: { type: 'string', default: SERVERS.join(',') }
		}
	});
	const known = [...SCENARIOS.map(({ name }) => name), 'browser', 'register', 'hostile'];
	const names = positionals.length > 0 ? positionals : known;
	refuseUnknown(names, known);
	const chosen = values.servers.split(',');
	refuseUnknown(chosen, SERVERS);
	return {
		scenarios: SCENARIOS.filter(({ name }) => names.includes(name)),
		browser: names.includes('browser'),
		register: names.includes('register'),
		hostile: names.includes('hostile'),
		servers: SERVERS.filter((name) => chosen.includes(name)),
		runs: positive(values.runs),
		seconds: values.seconds === undefined ? undefined : positive(values.seconds)
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
