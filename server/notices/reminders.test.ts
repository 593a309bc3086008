import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewAction } from '#shared/board/actions.ts';
import { addDays } from '#shared/time/dates.ts';
import { endOfDue } from '#shared/follow-up/deadline.ts';
import type { ActionId, DocumentId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';
import { Reminders } from './reminders.ts';

const DUE = '2030-10-27'; // the clocks of Europe go back that day
const MINUTE = 60_000;

let board: JointSession;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;
let now: number;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await board.document();
	now = Date.parse('2030-01-01T00:00:00Z');
});
afterEach(() => board.end());

async function agreed(more: Partial<NewAction> = {}): Promise<ActionId> {
	const one = await act(board, notes, 'share the list', {
		...{ leadOrganisation: olga.organisation, leadPerson: olga.person, due: DUE },
		createdBy: chair.person,
		...more
	});
	done(
		await board.followUps.move(chair.person, { document: notes, action: one }, { move: 'agree' })
	);
	return one;
}

/** A server that starts, gives reminders that are due, and stops. */
async function look(at: number): Promise<void> {
	now = at;
	const { database, notices } = board;
	const unawaited = (work: Promise<unknown>) => void work;
	const reminders = new Reminders({ database, notices, now: () => now, unawaited });
	await reminders.look();
	await reminders.close();
}

const reminded = async ({ person }: Seat) =>
	(await board.notices.list(person)).flatMap(({ stage }) => stage ?? []).reverse();
/** The start of a day in The Hague, where the session is. */
const start = (days: number) => endOfDue(addDays(DUE, days - 1), 'Europe/Amsterdam');

it('come once before the due date, on it, the day after and a week after, when the chair gets one too', async () => {
	await agreed();
	for (const days of [-4, -3, -3, -1, 0, 0, 1, 2, 7, 7, 30]) await look(start(days));
	expect(await reminded(olga)).toEqual(['soon', 'due', 'overdue', 'escalated']);
	expect(await reminded(chair)).toEqual(['escalated']);
});

it('start with the day in the lead’s time zone, not a minute before', async () => {
	await agreed();
	await board.database
		.updateTable('organisation')
		.set({ time_zone: 'America/New_York' })
		.where('id', '=', olga.organisation)
		.execute();
	await look(endOfDue(addDays(DUE, -4), 'America/New_York') - MINUTE);
	expect(await reminded(olga)).toEqual([]);
	await look(endOfDue(addDays(DUE, -4), 'America/New_York'));
	expect(await reminded(olga)).toEqual(['soon']);
});

it('include only the latest stage after a long stop', async () => {
	await agreed();
	await look(start(8));
	expect(await reminded(olga)).toEqual(['escalated']);
});

it('start again when the due date changes', async () => {
	const one = await agreed();
	await look(start(1));
	const place = { document: notes, action: one };
	await board.actions.change(olga.person, place, { due: addDays(DUE, 10) });
	await look(start(10));
	expect(await reminded(olga)).toEqual(['overdue', 'due']);
});

it('stop when the action was completed or cancelled', async () => {
	const [one, other] = [await agreed(), await agreed()];
	const place = { document: notes, action: one };
	done(await board.followUps.move(olga.person, place, { move: 'complete', words: 'case 12' }));
	const cancelled = { document: notes, action: other };
	done(
		await board.followUps.move(chair.person, cancelled, { move: 'cancel', words: 'Not needed.' })
	);
	await look(start(1));
	expect(await reminded(olga)).toEqual([]);
});

it('reach everybody in the lead organisation who may follow up, while no lead person is named', async () => {
	const observer = await board.seat('Observer', 'US-DOJ', 'observer');
	await agreed({ leadPerson: undefined });
	await look(start(0));
	expect(await reminded(olga)).toEqual(['due']);
	expect(await reminded(observer)).toEqual([]);
});

it('do not reach people who left the session', async () => {
	await agreed();
	await board.participation.remove(chair.person, board.session, olga.person);
	await look(start(1));
	await look(start(7));
	expect(await reminded(olga)).toEqual([]);
	expect(await reminded(chair)).toEqual(['escalated']);
});

it('are given once, even when two instances run at the same time', async () => {
	await agreed();
	now = start(0);
	await Promise.all([look(now), look(now)]);
	expect(await reminded(olga)).toEqual(['due']);
});
