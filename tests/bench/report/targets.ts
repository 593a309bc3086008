import type { Results } from './results.ts';
import { shown, table } from './table.ts';

const SLOW_READER_MB = 8; // the outbox (SYNC_OUTBOX_BYTES, 1 MB by default) plus the noise between two readings

/** A target for our server relative to its peers; met if the figure is not above the limit. */
interface Target {
	readonly scenario: string;
	readonly text: string;
	readonly limit: number;
	readonly measured: (results: Results) => number;
}

const ratio =
	(...[scenario, figure, server, to]: Parameters<Results['ratio']>) =>
	(results: Results) =>
		results.ratio(scenario, figure, server, to);

const TARGETS: readonly Target[] = [
	{
		scenario: 'fan-out',
		text: 'CPU of a delivery, ours / bare',
		limit: 0.95,
		measured: ratio('fan-out', 'cpuPer1000', 'ours', 'bare')
	},
	{
		scenario: 'fan-out',
		text: 'p50, ours minus bare, ms',
		limit: 2,
		measured: (results) =>
			results.figure('fan-out', 'ours', 'p50') - results.figure('fan-out', 'bare', 'p50')
	},
	{
		scenario: 'fan-out',
		text: 'CPU of a delivery, ours batched / bare',
		limit: 0.5,
		measured: ratio('fan-out', 'cpuPer1000', 'ours-batched', 'bare')
	},
	{
		scenario: 'fan-out-hot',
		text: 'CPU of a delivery, ours / bare',
		limit: 0.5,
		measured: ratio('fan-out-hot', 'cpuPer1000', 'ours', 'bare')
	},
	{
		scenario: 'fan-out-hot',
		text: 'p99, ours / bare',
		limit: 1,
		measured: ratio('fan-out-hot', 'p99', 'ours', 'bare')
	},
	{
		scenario: 'documents',
		text: 'CPU of a delivery, ours / bare',
		limit: 1.5,
		measured: ratio('documents', 'cpuPer1000', 'ours', 'bare')
	},
	{
		scenario: 'polling',
		text: 'ours polled: p95, ms',
		limit: 1_000,
		measured: (results) => results.figure('polling', 'ours-polled', 'p95')
	},
	{
		scenario: 'polling',
		text: 'ours polled: missing',
		limit: 0,
		measured: (results) => results.figure('polling', 'ours-polled', 'missing')
	},
	{
		scenario: 'joins',
		text: 'CPU of a join, ours / the cheapest peer',
		limit: 0.2,
		measured: (results) =>
			Math.max(
				results.ratio('joins', 'cpuPerJoin', 'ours', 'y-websocket'),
				results.ratio('joins', 'cpuPerJoin', 'ours', 'hocuspocus')
			)
	},
	{
		scenario: 'presence',
		text: 'CPU of a delivery, ours / y-websocket',
		limit: 0.2,
		measured: ratio('presence', 'cpuPer1000', 'ours', 'y-websocket')
	},
	{
		scenario: 'durability',
		text: 'ours: called saved and lost',
		limit: 0,
		measured: (results) => results.figure('durability', 'ours', 'savedAndLost')
	},
	{
		scenario: 'slow-reader',
		text: 'ours: growth with the paused reader, MB',
		limit: SLOW_READER_MB,
		measured: (results) => results.figure('slow-reader', 'ours', 'withPaused')
	},
	{
		scenario: 'slow-reader',
		text: 'ours: paused readers that lack something in the end',
		limit: 0,
		measured: (results) => 1 - results.figure('slow-reader', 'ours', 'converged')
	},
	{
		scenario: 'memory',
		text: 'memory of an idle open document, ours / hocuspocus',
		limit: 0.3,
		measured: ratio('memory', 'settled', 'ours', 'hocuspocus')
	},
	{
		scenario: 'running-session',
		text: 'ours: the slowest change of item until all have it, ms',
		limit: 1_000,
		measured: (results) => results.figure('running-session', 'ours', 'slowest')
	},
	{
		scenario: 'running-session',
		text: 'ours: missing',
		limit: 0,
		measured: (results) => results.figure('running-session', 'ours', 'missing')
	}
];

/** A server must not look cheap by delivering less. */
const DELIVERED: readonly Target[] = [
	'fan-out',
	'fan-out-hot',
	'documents',
	'joins',
	'presence',
	'memory'
].map((scenario) => ({
	scenario,
	text: 'ours: missing',
	limit: 0,
	measured: (results) => results.figure(scenario, 'ours', 'missing')
}));

/** The targets of the scenarios that ran, and whether they are met. */
export function targetsTable(results: Results): string {
	const rows = [...TARGETS, ...DELIVERED]
		.filter(({ scenario }) => results.has(scenario))
		.map((target) => {
			const measured = target.measured(results);
			const verdict = Number.isNaN(measured) ? '–' : measured <= target.limit ? 'yes' : 'no';
			return [target.scenario, target.text, `≤ ${target.limit}`, shown(measured, 2), verdict];
		});
	return `\ntargets\n\n${table(['scenario', 'target', 'limit', 'measured', 'met'], rows, 2)}`;
}
