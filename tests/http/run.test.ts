import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AgendaItemId, SessionId } from '#shared/ids.ts';
import type { RunView } from '#shared/run/run-view.ts';
import { listeners } from '../support/listener.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { rowsOf } from '../support/meeting-rows.ts';

let meeting: Meeting;
const { hear, close } = listeners(() => meeting);

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterEach(close);
afterAll(() => meeting.end());

const post = (who: Who, noun: string, command: object) =>
	meeting.post(who, `/api/sessions/${meeting.session}/${noun}`, command);

async function command(who: Who, noun: string, what: object): Promise<RunView> {
	const response = await post(who, noun, what);
	expect(response.status).toBe(200);
	return ((await response.json()) as { run: RunView }).run;
}

const audited = () =>
	rowsOf<{ command: string; outcome: string; session: SessionId }>(
		meeting,
		`select command, outcome, session_id as session from audit where command not like 'login.%'
			and command not in ('audit.begin', 'document.read') order by seq`
	);

describe('a running session', () => {
	let first: AgendaItemId | undefined;

	test('is sent to everyone who enters, with presence and attendance', async () => {
		const olga = await hear('olga');
		expect(olga.entered).toBe(true);
		const [run] = await olga.hears('run');
		expect(run).toMatchObject({ state: 'planned', revision: 0 });
		const [present] = await olga.hears('present');
		expect(present).toMatchObject([{ organisation: 'US-DOJ' }]);
		expect(await olga.hears('attendance')).toEqual([[]]);
	});

	test('starts for everyone, and counts those who have it open as present', async () => {
		const olga = await hear('olga');
		await olga.hears('present');
		const { running, state } = await command('chair', 'run', { do: 'start' });
		first = running;
		expect(state).toBe('live');
		const [run] = await olga.hears('run', ({ state }) => state === 'live');
		expect(run.running).toBe(first);
		const [people] = await olga.hears('attendanceChanged');
		expect(people).toMatchObject([{ stays: [{ mode: 'remote', source: 'joined' }] }]);
	});

	test('moves on for everyone; arrivals and departures are sent as changes only', async () => {
		const olga = await hear('olga');
		await olga.hears('present', (present) => present.length === 1);
		const chair = await hear('chair');
		const [came] = await olga.hears('presentChanged');
		expect(came).toMatchObject([{ organisation: 'EUROJUST' }]);
		expect(await chair.hears('present')).toMatchObject([[{}, {}]]);
		chair.close();
		await olga.hears('presentChanged', (_, went) => went.length === 1);
		expect(olga.said('present')).toHaveLength(1);
		const { running } = await command('chair', 'run', { do: 'next', from: first });
		const [run] = await olga.hears('run', (run) => run.running === running);
		expect(run.running).not.toBe(first);
	});

	test('is the same, with its clock, after the server was killed and restarted', async () => {
		const before = await (await hear('olga')).hears('run');
		await meeting.kill();
		await meeting.restart();
		const after = await (await hear('olga')).hears('run');
		expect({ ...after[0], now: 0 }).toEqual({ ...before[0], now: 0 });
		expect(after[0].segments.at(-1)).toMatchObject({ item: before[0].running });
	});

	test('gives the floor to a person who asked, and tells everyone', async () => {
		const rapporteur = await hear('rapporteur');
		const { floor } = await command('olga', 'floor', { do: 'ask', kind: 'speech' });
		const [turn] = floor.queue;
		await rapporteur.hears('run', ({ floor }) => floor.queue.length === 1);
		await command('chair', 'floor', { do: 'give', turn: turn?.id });
		const [run] = await rapporteur.hears('run', ({ floor }) => floor.speaker !== undefined);
		expect(run.floor.speaker?.person).toBe(turn?.person);
	});
});

describe('chair commands sent by hand by a delegate', () => {
	test.for([
		['run', { do: 'next' }],
		['run', { do: 'suspend' }],
		['run', { do: 'close', overrule: 'because I can' }],
		['attendance', { do: 'excuse', person: 'abcdefghijkmnpqrstuvwxyz' }],
		['floor', { do: 'give', turn: 'abcdefghijkmnpqrstuvwxyz' }]
	] as const)('%s: are refused and audited, and nothing changes', async ([noun, what]) => {
		const before = (await (await hear('rapporteur')).hears('run'))[0];
		const rows = audited().length;
		const response = await post('olga', noun, what);
		expect(response.status).toBe(403);
		expect(await response.json()).toMatchObject({
			message: 'Your role in this session does not allow this. Nothing was changed.'
		});
		const after = (await (await hear('rapporteur')).hears('run'))[0];
		expect({ ...after, now: 0 }).toEqual({ ...before, now: 0 });
		expect(audited().slice(rows)).toEqual([
			{ command: `${noun}.${what.do}`, outcome: 'forbidden', session: meeting.session }
		]);
	});
});

describe('an outsider', () => {
	test('is not let in and hears nothing, and their commands are not found', async () => {
		const outsider = await hear('outsider');
		expect(outsider.entered).toBe(false);
		const olga = await hear('olga');
		await olga.hears('run');
		expect((await post('outsider', 'run', { do: 'suspend' })).status).toBe(404);
		await command('chair', 'run', { do: 'suspend' });
		await olga.hears('run', ({ state }) => state === 'suspended');
		for (const name of ['run', 'present', 'attendance', 'attendanceChanged'] as const)
			expect(outsider.said(name)).toEqual([]);
		expect(audited().at(-2)).toMatchObject({ command: 'run.suspend', outcome: 'not-found' });
	});
});
