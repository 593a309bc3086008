import { timingSafeEqual } from 'node:crypto';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Live } from '../live/live.ts';
import type { Rooms } from '../sync/rooms.ts';

/** What is counted elsewhere: in the engine, on the live channel and by long polling. */
interface Engine extends Pick<Rooms, 'tally' | 'load'>, Pick<Live, 'refusals'> {
	/** Pages whose documents come by long polling. */
	readonly polled: number;
}
type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

export interface Metrics {
	/** All metrics in Prometheus' text format, and its media type. */
	readonly read: () => Promise<{ text: string; type: string }>;
	/** Whether an `Authorization` header carries the configured token. */
	readonly opens: (authorization: string | null) => boolean;
	/** Call when a group of changes was written, with how long that took. */
	readonly committed: (updates: number, milliseconds: number) => void;
	/** Call when a document socket was refused before it was opened. */
	readonly refused: (status: string) => void;
	readonly counts: {
		/** Call when a request or command was refused, with the code of the refusal. */
		readonly onRefused: (code: string) => void;
		/** Call after every attempt to sign in. */
		readonly onSignIn: (outcome: string) => void;
	};
}

/** Milliseconds between samples of event loop delay; each wakes an idle server. */
const PRECISION = 200;

/** Metrics for operators. The engine keeps plain counters; they are collected only when the metrics are read. */
export function createMetrics(engine: () => Engine, token: string | null): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: PRECISION });
	const define = { registry, engine };
	gauges(define);
	counters(define);
	refusals(define);
	const commit = new Histogram({
		name: 'board_commit_seconds',
		help: 'Time from giving a group of changes to the store until it is on disk',
		buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
		registers: [registry]
	});
	const group = new Histogram({
		name: 'board_commit_changes',
		help: 'Changes in each group that was written',
		buckets: [1, 2, 5, 10, 20, 50, 100, 500, 2000],
		registers: [registry]
	});
	const refused = new Counter({
		name: 'board_upgrades_refused_total',
		help: 'Document sockets, and pages that poll instead, refused before they were opened',
		labelNames: ['status'],
		registers: [registry]
	});
	const requests = new Counter({
		name: 'board_refusals_total',
		help: 'Commands and requests that were refused, by the code of the refusal',
		labelNames: ['refusal'],
		registers: [registry]
	});
	const signIns = new Counter({
		name: 'board_sign_ins_total',
		help: 'Attempts to sign in, by what became of them',
		labelNames: ['outcome'],
		registers: [registry]
	});
	return {
		read: async () => ({ text: await registry.metrics(), type: registry.contentType }),
		opens: (authorization) => token !== null && isSame(authorization ?? '', `Bearer ${token}`),
		committed: (updates, milliseconds) => {
			commit.observe(milliseconds / 1000);
			group.observe(updates);
		},
		refused: (status) => refused.inc({ status }),
		counts: {
			onRefused: (refusal) => requests.inc({ refusal }),
			onSignIn: (outcome) => signIns.inc({ outcome })
		}
	};
}

interface Define {
	readonly registry: Registry;
	readonly engine: () => Engine;
}

function gauges({ registry, engine }: Define): void {
	const gauge = (name: string, help: string, labelNames: string[], read: () => Sample[]) => {
		const collect = function (this: Gauge): void {
			this.reset();
			for (const [labels, value] of read()) this.set(labels, value);
		};
		new Gauge({ name, help, labelNames, registers: [registry], collect });
	};
	gauge('board_rooms', 'Open documents', ['state'], () =>
		Object.entries(engine().load.rooms).map(([state, count]) => [{ state }, count])
	);
	gauge('board_sockets', 'Open document sockets', ['access'], () => [
		[{ access: 'read' }, engine().load.readers],
		[{ access: 'write' }, engine().load.writers]
	]);
	gauge('board_polled_pages', 'Pages whose documents come by long polling', [], () => [
		[{}, engine().polled]
	]);
	gauge(
		'board_sockets_lagging',
		'Document sockets that are sent nothing because they are too slow',
		[],
		() => [[{}, engine().load.lagging]]
	);
	gauge('board_document_bytes', 'Bytes held for open documents', [], () => [
		[{}, engine().load.bytes]
	]);
	gauge('board_unstored_bytes', 'Bytes of changes that are not on disk yet', [], () => [
		[{}, engine().load.unstored]
	]);
}

function counterIn({ registry }: Define) {
	return (name: string, help: string, labelNames: string[], read: () => Sample[]) => {
		const collect = function (this: Counter): void {
			this.reset();
			for (const [labels, value] of read()) this.inc(labels, value);
		};
		new Counter({ name, help, labelNames, registers: [registry], collect });
	};
}

function counters(define: Define): void {
	const counter = counterIn(define);
	const { engine } = define;
	const plain = (name: string, help: string, read: (tally: Engine['tally']) => number) =>
		counter(name, help, [], () => [[{}, read(engine().tally)]]);
	plain('board_messages_in_total', 'Messages from clients', (tally) => tally.messagesIn);
	plain('board_bytes_in_total', 'Bytes from clients', (tally) => tally.bytesIn);
	plain(
		'board_deliveries_total',
		'Changes sent to readers, counted once for each reader',
		(tally) => tally.deliveries
	);
	plain('board_writes_total', 'Writes to sockets', (tally) => tally.writes);
	plain('board_presence_in_total', 'Presence messages from clients', (tally) => tally.presenceIn);
	plain('board_presence_out_total', 'Presence messages to clients', (tally) => tally.presenceOut);
	plain(
		'board_barriers_total',
		'Times that a client asked whether its changes are on disk',
		(tally) => tally.barriers
	);
	plain('board_lags_total', 'Times that a reader fell behind', (tally) => tally.lags);
	plain(
		'board_catch_ups_total',
		'Readers brought up to date after falling behind',
		(tally) => tally.catchUps
	);
	plain('board_loads_total', 'Documents read from the store', (tally) => tally.loads);
	counter('board_changes_total', 'Changes from clients', ['verdict'], () => {
		const { updates, known, holes, refused } = engine().tally;
		return Object.entries({ new: updates, known, hole: holes, refused }).map(([verdict, count]) => [
			{ verdict },
			count
		]);
	});
	counter(
		'board_snapshots_total',
		'Snapshots that were kept, and attempts that failed',
		['result'],
		() => [
			[{ result: 'kept' }, engine().tally.folds],
			[{ result: 'failed' }, engine().tally.foldFailures]
		]
	);
	plain(
		'board_questions_coalesced_total',
		'Questions of clients for what they lack that came while an earlier one was being answered',
		(tally) => tally.coalesced
	);
}

function refusals(define: Define): void {
	const counter = counterIn(define);
	const { engine } = define;
	counter(
		'board_live_refused_total',
		'Messages, sessions and sockets that the live channel refused',
		['reason'],
		() => [...engine().refusals].map(([reason, count]) => [{ reason }, count])
	);
	counter('board_closes_total', 'Sockets closed by the server', ['code', 'reason'], () =>
		[...engine().tally.closes].map(([key, count]) => [closeLabels(key), count])
	);
}

function closeLabels(key: string): Labels {
	const [code = '', ...reason] = key.split(' ');
	return { code, reason: reason.join(' ') };
}

function isSame(given: string, wanted: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
	return a.length === b.length && timingSafeEqual(a, b);
}
