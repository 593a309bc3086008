import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';
import { Tally } from '../sync/tally.ts';

const load = {
	rooms: { loading: 0, live: 2, draining: 1 },
	readers: 1,
	writers: 3,
	lagging: 0,
	bytes: 1_000,
	unstored: 20
};
const TOKEN = 'a-token-of-some-length';

it('reports the counters of the engine at the time of reading', async () => {
	const tally = new Tally();
	const refusals = new Map([['too-many-messages', 2]]);
	const metrics = createMetrics(() => ({ tally, load, refusals, polled: 4 }), null);
	tally.updates = 5;
	tally.coalesced = 7;
	tally.closed(4403, 'changes from a reader');
	metrics.committed(3, 2.5);
	metrics.refused('403 Forbidden');
	const { text } = await metrics.read();
	for (const line of [
		'board_rooms{state="live"} 2',
		'board_polled_pages 4',
		'board_sockets{access="write"} 3',
		'board_changes_total{verdict="new"} 5',
		'board_closes_total{code="4403",reason="changes from a reader"} 1',
		'board_live_refused_total{reason="too-many-messages"} 2',
		'board_questions_coalesced_total 7',
		'board_upgrades_refused_total{status="403 Forbidden"} 1',
		'board_commit_seconds_sum 0.0025'
	])
		expect(text).toContain(line);
	tally.updates = 6;
	expect((await metrics.read()).text).toContain('board_changes_total{verdict="new"} 6');
});

it('accepts only its token, and none when none is set', () => {
	const engine = () => ({
		tally: new Tally(),
		load,
		refusals: new Map<string, number>(),
		polled: 0
	});
	const metrics = createMetrics(engine, TOKEN);
	expect(metrics.opens(`Bearer ${TOKEN}`)).toBe(true);
	for (const given of [null, '', TOKEN, 'Bearer ', `Bearer ${TOKEN}x`, `bearer ${TOKEN}`])
		expect(metrics.opens(given)).toBe(false);
	expect(createMetrics(engine, null).opens('Bearer null')).toBe(false);
});
