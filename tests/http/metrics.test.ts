import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { insideOf, StockClient } from '../support/stock-client.ts';

const TOKEN = 'only-for-the-test-0123456789';
let meeting: Meeting;

beforeAll(async () => {
	meeting = await holdMeeting({ METRICS_TOKEN: TOKEN });
});
afterAll(() => meeting.end());

const read = (headers: Record<string, string>) => fetch(`${meeting.address}/metrics`, { headers });
const value = (text: string, name: string) =>
	Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

describe('the metrics', () => {
	test('are for administrators and for programs with the token', async () => {
		const administrator = await read({ cookie: await meeting.cookie('outsider') });
		const program = await read({ authorization: `Bearer ${TOKEN}` });
		expect([administrator.status, program.status]).toEqual([200, 200]);
		expect(program.headers.get('content-type')).toMatch(/^text\/plain; version=/);
		expect(await program.text()).toContain('process_resident_memory_bytes');
	});

	test.for([
		['a stranger', async () => ({})],
		['the chair', async () => ({ cookie: await meeting.cookie('chair') })],
		['a wrong token', async () => ({ authorization: 'Bearer something-else-altogether' })]
	] as const)('are not there for %s', async ([, headers]) => {
		const response = await read({ ...(await headers()) });
		expect(response.status).toBe(404);
		expect(await response.text()).not.toContain('board_');
	});

	test('report on a document in use', async () => {
		const { board } = await insideOf(meeting);
		const olga = await StockClient.open(meeting, board, 'olga');
		olga.text.insert(0, 'counted');
		expect(await olga.saved()).toBe(true);
		const text = await (await read({ authorization: `Bearer ${TOKEN}` })).text();
		olga.end();
		expect(value(text, 'board_sockets{access="write"}')).toBe(1);
		expect(value(text, 'board_changes_total{verdict="new"}')).toBeGreaterThan(0);
		expect(value(text, 'board_commit_seconds_count')).toBeGreaterThan(0);
	});
});
