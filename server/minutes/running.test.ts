import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type AgendaItemId, type SegmentId } from '#shared/ids.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { MomentKind } from '#shared/run/run-view.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';

const TEN = Date.UTC(2024, 6, 12, 8); // 10:00 in The Hague
const clock = (minutes: number) => TEN + minutes * 60_000;
const iso = (minutes: number) => new Date(clock(minutes)).toISOString();

let board: JointSession;
let chair: Seat;
let olga: Seat;
let second: Seat;
let items: AgendaItemId[];

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	second = await board.seat('Second', 'US-DOJ', 'delegate');
	items = [];
	for (const title of ['Opening', 'Threats', 'Exchange']) {
		const item = { kind: 'topical', title, plannedMinutes: 20, speakers: [] } as const;
		items.push(done(await board.agenda.add(chair.person, board.session, item)));
	}
});
afterEach(() => board.end());

async function minutes(illustrative = true): Promise<Minutes> {
	const reader = await board.participation.reader(olga.person, board.session);
	if (!reader) throw new Error('Olga takes part');
	const request = { session: board.session, reader, illustrative, at: new Date() };
	return done(await board.minutes.of(request));
}

async function attendanceOf(name: string, illustrative = true) {
	const { delegations } = await minutes(illustrative);
	return delegations.flatMap(({ people }) => people).find((one) => one.name === name)?.attendance;
}

const item = (number: number) => items[number - 1] ?? newId<AgendaItemId>();
const come = ({ person }: Seat, mode: 'room' | 'remote', minutes: number) =>
	board.attendance.arrive(chair.person, board.session, {
		...{ people: [person], mode },
		at: clock(minutes)
	});
const leave = ({ person }: Seat, minutes: number) =>
	board.attendance.leave(chair.person, board.session, { person, at: clock(minutes) });
const replaceOlga = () =>
	board.attendance.replace(chair.person, board.session, {
		person: olga.person,
		replacement: second.person
	});
const makeUp = ({ person }: Seat) =>
	board.database
		.updateTable('person')
		.set({ illustrative: 1 })
		.where('id', '=', person)
		.executeTakeFirstOrThrow();

/** Sets the times of the session's moments, in minutes after ten. */
async function happened(minutesOf: Readonly<Record<MomentKind, number>>): Promise<void> {
	for (const kind of ['started', 'suspended', 'resumed', 'closed'] as const)
		await board.database
			.updateTable('session_moment')
			.set({ at: clock(minutesOf[kind]) })
			.where('kind', '=', kind)
			.execute();
}

it('adds no times or attendance for a session that never ran', async () => {
	const { meeting, delegations, items: printed } = await minutes();
	expect(meeting.moments).toBeUndefined();
	expect(printed.map(({ times }) => times)).toEqual([[], [], []]);
	const people = delegations.flatMap((delegation) => delegation.people);
	expect(people.map(({ attendance }) => attendance)).toEqual([undefined, undefined, undefined]);
});

it('has the times when the session was opened, suspended, resumed and closed', async () => {
	const { run, session } = board;
	await run.start(chair.person, session);
	await run.suspend(chair.person, session);
	await run.resume(chair.person, session);
	await run.close(chair.person, session, { overrule: undefined });
	await happened({ started: 4, suspended: 75, resumed: 100, closed: 150 });
	expect((await minutes()).meeting.moments).toEqual([
		{ kind: 'started', at: iso(4) },
		{ kind: 'suspended', at: iso(75) },
		{ kind: 'resumed', at: iso(100) },
		{ kind: 'closed', at: iso(150) }
	]);
});

it('has each time that an item ran, across breaks and returns', async () => {
	const segments = [
		[1, 0, 20],
		[2, 20, 40],
		[1, 50, 60]
	] as const;
	for (const [number, start, end] of segments)
		await board.database
			.insertInto('item_segment')
			.values({
				...{ id: newId<SegmentId>(), session_id: board.session, item_id: item(number) },
				...{ started_at: clock(start), ended_at: clock(end) }
			})
			.execute();
	const { items: printed } = await minutes();
	expect(printed.map(({ times }) => times)).toEqual([
		[
			{ start: iso(0), end: iso(20) },
			{ start: iso(50), end: iso(60) }
		],
		[{ start: iso(20), end: iso(40) }],
		[]
	]);
});

it('has no end for an item that is still running', async () => {
	await board.run.start(chair.person, board.session);
	const [first] = (await minutes()).items;
	expect(first?.times).toMatchObject([{ end: undefined }]);
});

it('has who attended and how, who was excused, and who replaced whom', async () => {
	await come(second, 'room', 2);
	await come(second, 'remote', 60);
	await leave(second, 90);
	await replaceOlga();
	await board.attendance.excuse(chair.person, board.session, { person: chair.person });
	expect(await attendanceOf('Second')).toEqual({
		stays: [
			{ mode: 'room', start: iso(2), end: iso(60) },
			{ mode: 'remote', start: iso(60), end: iso(90) }
		],
		absence: undefined
	});
	expect(await attendanceOf('Olga')).toEqual({
		stays: [],
		absence: { kind: 'replaced', by: { name: 'Second', illustrative: false } }
	});
	expect(await attendanceOf('Chair')).toEqual({ stays: [], absence: { kind: 'excused' } });
});

it('does not report somebody who is present as absent', async () => {
	await come(olga, 'room', 2);
	await board.attendance.excuse(chair.person, board.session, { person: olga.person });
	expect(await attendanceOf('Olga')).toMatchObject({ absence: undefined });
});

it('names no illustrative person when those are left out, not even as a replacement', async () => {
	await makeUp(second);
	await come(second, 'room', 2);
	await replaceOlga();
	const text = JSON.stringify(await minutes(false));
	expect(text).not.toContain('Second');
	expect(text).not.toContain(iso(2));
	expect(await attendanceOf('Olga', false)).toEqual({
		stays: [],
		absence: { kind: 'replaced', by: undefined }
	});
});
