import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonId, type StayId } from '#shared/ids.ts';
import {
	presentAt,
	attendanceState,
	type PersonAttendance,
	type StayMode
} from '#shared/run/attendance.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';

let board: JointSession;
let chair: Seat;
let rapporteur: Seat;
let olga: Seat;
let second: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	rapporteur = await board.seat('Rapporteur', 'EUROJUST', 'rapporteur');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	second = await board.seat('Second', 'US-DOJ', 'delegate');
});
afterEach(() => board.end());

const NINE = Date.UTC(2024, 6, 12, 7); // 09:00 in The Hague
const at = (minutes: number) => NINE + minutes * 60_000;
const overlaps = { refused: 'stay-overlaps' };

const arrive = (minutes: number, mode: StayMode = 'room', people = [olga], by = rapporteur) =>
	board.attendance.arrive(by.person, board.session, {
		people: people.map(({ person }) => person),
		mode,
		at: at(minutes)
	});
const leave = (minutes: number, { person } = olga) =>
	board.attendance.leave(rapporteur.person, board.session, { person, at: at(minutes) });
const correct = (stay: StayId, from: number, to?: number) =>
	board.attendance.correct(rapporteur.person, board.session, {
		person: olga.person,
		stay,
		arrivedAt: at(from),
		leftAt: to === undefined ? undefined : at(to)
	});
const of = async ({ person }: Seat): Promise<PersonAttendance> => {
	const [known] = await board.attendance.list(board.session, [person]);
	if (!known) throw new Error('nothing is known');
	return known;
};
const stayOf = async (seat: Seat, index = 0) =>
	(await of(seat)).stays[index]?.id ?? newId<StayId>();

describe('attendance by hand', () => {
	it('can answer who was present at exactly 11:15', async () => {
		await arrive(0, 'room', [olga, second]);
		await leave(130); // 11:10
		await arrive(136); // 11:16
		await leave(135, second); // 11:15
		const all = await board.attendance.list(board.session);
		const present = (minutes: number) =>
			presentAt(all, at(minutes))
				.map(({ person }) => person)
				.sort();
		expect(present(129)).toEqual([olga.person, second.person].sort());
		expect(present(134.9)).toEqual([second.person]);
		expect(present(135)).toEqual([]);
		expect(present(136)).toEqual([olga.person]);
	});

	it('records the current time when none is given', async () => {
		const people = [olga.person];
		const { attendance, session } = board;
		await attendance.arrive(rapporteur.person, session, { people, mode: 'room' });
		await attendance.leave(rapporteur.person, session, { person: olga.person });
		expect(attendanceState(await of(olga)).is).toBe('left');
	});

	it('refuses times that overlap, go backwards or are in the future', async () => {
		await arrive(0);
		expect(await leave(-1)).toEqual(overlaps);
		await leave(60);
		expect(await arrive(30)).toEqual(overlaps);
		const tomorrow = (Date.now() + 24 * 3_600_000 - NINE) / 60_000;
		expect(await arrive(tomorrow)).toMatchObject({ refused: 'bad-request' });
		expect((await of(olga)).stays).toHaveLength(1);
	});

	it('of several people is recorded all or nothing', async () => {
		await arrive(0, 'room', [second]);
		await leave(60, second);
		expect(await arrive(30, 'room', [olga, second])).toEqual(overlaps);
		expect(attendanceState(await of(olga)).is).toBe('invited');
	});

	it('distinguishes the time in the room from the time attended remotely', async () => {
		await arrive(0, 'room');
		await arrive(0, 'room');
		await arrive(30, 'remote');
		expect((await of(olga)).stays).toMatchObject([
			{ mode: 'room', arrivedAt: at(0), leftAt: at(30) },
			{ mode: 'remote', arrivedAt: at(30), leftAt: undefined }
		]);
	});

	it('excuses people, replaces them within the delegation, and takes that back', async () => {
		const { attendance, session } = board;
		const { person } = olga;
		await attendance.excuse(rapporteur.person, session, { person });
		expect(attendanceState(await of(olga))).toEqual({ is: 'excused' });
		const replace = ({ person: replacement }: Seat) =>
			attendance.replace(rapporteur.person, session, { person, replacement });
		expect(await replace(chair)).toMatchObject({ refused: 'bad-request' });
		expect(await replace(olga)).toMatchObject({ refused: 'bad-request' });
		await replace(second);
		expect(attendanceState(await of(olga))).toEqual({ is: 'replaced', by: second.person });
		await attendance.expect(rapporteur.person, session, { person });
		expect(attendanceState(await of(olga))).toEqual({ is: 'invited' });
	});

	it('clears an excuse when the person arrives', async () => {
		await board.attendance.excuse(rapporteur.person, board.session, { person: olga.person });
		await arrive(0);
		await leave(10);
		expect(attendanceState(await of(olga))).toEqual({ is: 'left', at: at(10) });
	});

	it('corrects times, and removes a stay recorded by mistake', async () => {
		await arrive(0);
		await leave(60);
		await arrive(90);
		const [first, later] = [await stayOf(olga, 0), await stayOf(olga, 1)];
		expect(await correct(first, 5, 95)).toEqual(overlaps);
		expect(await correct(first, 50, 50)).toEqual(overlaps);
		expect(await correct(newId<StayId>(), 5, 95)).toEqual({ refused: 'not-found' });
		await correct(first, 5, 55);
		const { person } = olga;
		await board.attendance.erase(rapporteur.person, board.session, { person, stay: later });
		expect((await of(olga)).stays).toMatchObject([{ arrivedAt: at(5), leftAt: at(55) }]);
	});

	it('is only for chair and rapporteur; a delegate’s command is audited and changes nothing', async () => {
		expect(await arrive(0, 'room', [olga], olga)).toEqual({ refused: 'forbidden' });
		expect(await arrive(0, 'room', [olga], chair)).toBeUndefined();
		const entries = await board.audit.list(board.session);
		expect(entries.map(({ outcome }) => outcome)).toEqual(['forbidden', 'done']);
	});

	it('refuses people who are no participants', async () => {
		const stranger = { ...olga, person: newId<PersonId>() };
		expect(await arrive(0, 'room', [stranger])).toMatchObject({ refused: 'bad-request' });
	});

	it('ends for everybody when the session closes; afterwards stays can only be corrected with an end', async () => {
		await board.run.start(chair.person, board.session);
		await arrive(0);
		await board.run.close(chair.person, board.session, { overrule: undefined });
		const { closedAt } = (await board.run.view(board.session)) ?? {};
		expect((await of(olga)).stays).toMatchObject([{ leftAt: closedAt }]);
		expect(await arrive(90)).toEqual({ refused: 'run-closed' });
		expect(await correct(await stayOf(olga), 5)).toEqual({ refused: 'run-closed' });
		expect(await correct(await stayOf(olga), 5, 55)).toBeUndefined();
	});

	it('emits an event with the people whose attendance changed', async () => {
		const told: PersonId[] = [];
		board.events.on('attendance', (_, people) => told.push(...people));
		await arrive(0, 'room', [olga, second]);
		expect(told).toEqual([olga.person, second.person]);
	});
});
