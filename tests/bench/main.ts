// `npm run bench`: our sync server and its peers under the same seeded load, in one run. See README.md in this folder.
import { availableParallelism } from 'node:os';
import { readArguments, USAGE, type Wanted } from './arguments.ts';
import type { Figures } from './load/job.ts';
import { Results } from './report/results.ts';
import { scenarioTable } from './report/table.ts';
import { targetsTable } from './report/targets.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { prepareServers } from './servers/install.ts';
import type { ServerName } from './servers/server.ts';

try {
	if (process.argv[2] === 'compare') await import('./compare.ts');
	else await bench(readArguments(process.argv.slice(2)));
	process.exit();
} catch (error) {
	console.error(error instanceof Error ? error.message : error, `\n\n${USAGE}`);
	process.exit(1); // ends every started process
}

async function bench(wanted: Wanted): Promise<void> {
	const results = new Results();
	console.log(`Node ${process.version}, ${availableParallelism()} cores, runs: ${wanted.runs}`);
	if (wanted.scenarios.length > 0) await prepareServers();
	for (const scenario of wanted.scenarios) {
		results.add(scenario, await runAll(scenario, wanted));
		console.log(scenarioTable(scenario, results));
	}
	if (wanted.scenarios.length > 0) console.log(targetsTable(results));
	if (wanted.browser) await import('./browser.ts');
	if (wanted.register) await import('./register.ts');
	if (wanted.search) await import('./search.ts');
	if (wanted.largeRoom) await import('./large-room.ts');
	if (wanted.text) await (await import('./text.ts')).text(wanted.text);
	if (wanted.hostile) await hostile(wanted);
}

/** Hostile clients beside honest ones; fails when something that was typed is gone. */
async function hostile({ seconds = 60 }: Wanted): Promise<void> {
	const [{ hostile: run }, { print }] = await Promise.all([
		import('./hostile.ts'),
		import('./hostile/print.ts')
	]);
	const outcome = await run({ seconds, hostile: 20, honest: 20 });
	print(outcome);
	if (outcome.missing.length > 0) throw new Error('words that were on disk are missing');
}

/** All runs of a scenario; the servers take turns, so that changes of the machine affect all alike. */
async function runAll(scenario: Scenario, { servers, runs, seconds }: Wanted) {
	const all = new Map<ServerName, Figures[]>();
	for (let run = 1; run <= runs; run++)
		for (const server of scenario.servers.filter((name) => servers.includes(name))) {
			const minutes = (performance.now() / 60_000).toFixed(1);
			console.error(`${minutes} min  ${scenario.name}: ${server}, run ${run} of ${runs}`);
			const figures = await scenario.measure(server, { seconds, seed: run });
			all.set(server, [...(all.get(server) ?? []), figures]);
		}
	return all;
}
