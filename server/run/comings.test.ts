import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attendanceState } from '#shared/run/attendance.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { Comings } from './comings.ts';

const AT_ONCE = 0;
const NEVER = 2 ** 30;

let board: JointSession;
let chair: Seat;
let olga: Seat;
const started: Comings[] = [];

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
});
afterEach(async () => {
	for (const one of started.splice(0)) one.close();
	await board.end();
});

function comings(grace: number): Comings {
	const { database, events } = board;
	const unawaited = (work: Promise<unknown>) => void work;
	const one = new Comings({ database, events, grace, unawaited });
	started.push(one);
	return one;
}

const start = () => board.run.start(chair.person, board.session);
const stays = async () =>
	(await board.attendance.list(board.session, [olga.person]))[0]?.stays ?? [];
const is = async () =>
	attendanceState((await board.attendance.list(board.session, [olga.person]))[0]).is;
const told = () => once(board.events, 'attendance');
const byHand = (mode: 'room' | 'remote') =>
	board.attendance.arrive(chair.person, board.session, { people: [olga.person], mode });

describe('somebody who opens the session', () => {
	it('attends it remotely once it has started', async () => {
		const joining = comings(NEVER);
		await joining.came(board.session, [olga.person]);
		expect(await is()).toBe('invited');
		await start();
		await joining.came(board.session, [olga.person, chair.person]);
		await joining.came(board.session, [olga.person]);
		expect(await stays()).toMatchObject([{ mode: 'remote', source: 'joined' }]);
	});

	it('has left, at the time they went, when they do not come back', async () => {
		await start();
		const joining = comings(AT_ONCE);
		await joining.came(board.session, [olga.person]);
		const before = Date.now();
		const heard = told();
		joining.went(board.session, [olga.person]);
		const after = Date.now();
		await heard;
		const [stay] = await stays();
		expect(stay?.leftAt).toBeGreaterThanOrEqual(before);
		expect(stay?.leftAt).toBeLessThanOrEqual(after);
	});

	it('has not left when they come back within the grace period', async () => {
		await start();
		const joining = comings(NEVER);
		await joining.came(board.session, [olga.person]);
		joining.went(board.session, [olga.person]);
		await joining.came(board.session, [olga.person]);
		expect(await stays()).toMatchObject([{ leftAt: undefined }]);
	});

	it('can be moved to the room from the time they joined, and then leaves only by hand', async () => {
		await start();
		const joining = comings(AT_ONCE);
		await joining.came(board.session, [olga.person, chair.person]);
		const [joined] = await stays();
		await byHand('room');
		expect(await stays()).toEqual([{ ...joined, mode: 'room', source: 'hand' }]);
		const heard = told(); // the event of the chair, who went after Olga
		joining.went(board.session, [olga.person]);
		joining.went(board.session, [chair.person]);
		await heard;
		expect(await is()).toBe('present');
	});

	it('does not leave when the server stops, and has the grace period to come back when it restarts', async () => {
		await start();
		const before = comings(AT_ONCE);
		await before.came(board.session, [olga.person]);
		before.went(board.session, [olga.person]);
		before.close();
		expect(await is()).toBe('present');
		const heard = told();
		await comings(AT_ONCE).resume();
		await heard;
		expect(await is()).toBe('left');
	});
});
