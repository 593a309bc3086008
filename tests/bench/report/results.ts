import type { Figures } from '../load/job.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { ServerName } from '../servers/server.ts';

/** One value per figure, combined from all runs of a server. */
export type Row = Figures;

/** All measurements, by scenario and server. */
export class Results {
	readonly #rows = new Map<string, Map<ServerName, Row>>();

	add(scenario: Scenario, runs: ReadonlyMap<ServerName, readonly Figures[]>): void {
		const rows = [...runs].map(([server, all]) => [server, combine(all, scenario)] as const);
		this.#rows.set(scenario.name, new Map(rows));
	}

	has(scenario: string): boolean {
		return this.#rows.has(scenario);
	}

	/** The servers that were measured in a scenario. */
	servers(scenario: string): ServerName[] {
		return [...(this.#rows.get(scenario)?.keys() ?? [])];
	}

	/** NaN if nothing was measured. */
	figure(scenario: string, server: ServerName, name: string): number {
		return this.#rows.get(scenario)?.get(server)?.[name] ?? NaN;
	}

	ratio(scenario: string, name: string, server: ServerName, to: ServerName): number {
		return this.figure(scenario, server, name) / this.figure(scenario, to, name);
	}
}

function combine(runs: readonly Figures[], { combine }: Scenario): Row {
	const names = new Set(runs.flatMap((run) => Object.keys(run)));
	const how = combine === 'sum' ? sum : median;
	return Object.fromEntries(
		[...names].map((name) => [name, how(runs.map((run) => run[name] ?? NaN))])
	);
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
