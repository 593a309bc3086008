import { shown, table } from '../report/table.ts';
import type { Honest } from './honest.ts';
import type { HostileReport } from './job.ts';
import type { Watch } from './watch.ts';

const TARGETS = { p99: 250, stall: 200, restart: 5_000 }; // ms

/** How it went. */
export interface Outcome {
	readonly honest: Honest;
	readonly watch: Watch;
	readonly report: HostileReport;
	readonly refused: readonly (readonly [string, string])[];
	/** Milliseconds from the end of the attacks until everything that was typed is on disk. */
	readonly settled: number;
	/** Milliseconds of an orderly stop, and of the start after it until it answers; the errors that were logged before. */
	readonly restart: {
		readonly stop: number;
		readonly start: number;
		readonly logged: ReadonlyMap<string, number>;
	};
	/** Words that were on disk before, and are not now. */
	readonly missing: readonly string[];
}

/** Prints it as tables. */
export function print({
	honest,
	watch,
	report,
	refused,
	settled,
	restart,
	missing
}: Outcome): void {
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
		['longest work of the loop without a break, ms', most(watch.work), `${TARGETS.stall}`],
		['longest wait for /healthz, ms', most(watch.answers), ''],
		['most memory, MB', most(watch.memory), ''],
		['from the last attack until all is quiet, ms', settled, ''],
		['orderly stop, ms', restart.stop, ''],
		['from the start until it answers, ms', restart.start, `${TARGETS.restart}`],
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
	const logged = sorted(Object.fromEntries(restart.logged));
	console.log(`\n${table(['logged as an error', 'times'], logged)}`);
}

const sorted = (counts: Readonly<Record<string, number>>) =>
	Object.entries(counts)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, times]) => [name, `${times}`]);
