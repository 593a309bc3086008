import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type AgendaItemId } from '#shared/ids.ts';
import { Seeded } from '../../tests/support/seeded.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';

let board: JointSession;
let chair: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
});
afterEach(() => board.end());

const item = (title: string) =>
	({ kind: 'topical', title, plannedMinutes: 20, speakers: [] }) as const;
const add = async (title: string) =>
	done(await board.agenda.add(chair.person, board.session, item(title)));
const move = (id: AgendaItemId, after?: AgendaItemId) =>
	board.agenda.move(chair.person, board.session, id, after);
const titles = async () =>
	(await board.agenda.list(board.session)).map(({ title }) => title).join('');

async function abc() {
	return { a: await add('A'), b: await add('B'), c: await add('C') };
}

describe('the agenda', () => {
	it('numbers its items in order', async () => {
		await abc();
		const list = await board.agenda.list(board.session);
		expect(list.map(({ number, title }) => number + title)).toEqual(['1A', '2B', '3C']);
	});

	it('moves an item to the top, to the bottom and between others', async () => {
		const { a, b, c } = await abc();
		await move(c);
		expect(await titles()).toBe('CAB');
		await move(c, b);
		expect(await titles()).toBe('ABC');
		await move(a, b);
		expect(await titles()).toBe('BAC');
	});

	it('refuses a move behind a removed item or behind itself', async () => {
		const { a, b } = await abc();
		await board.agenda.remove(chair.person, board.session, b);
		for (const after of [b, a, newId<AgendaItemId>()])
			expect(await move(a, after)).toEqual({ refused: 'order-stale' });
		expect(await move(newId<AgendaItemId>(), a)).toEqual({ refused: 'item-missing' });
		expect(await titles()).toBe('AC');
	});

	it('removes an item and restores it to its place', async () => {
		const { b } = await abc();
		await board.agenda.remove(chair.person, board.session, b);
		expect(await titles()).toBe('AC');
		expect(await board.agenda.removed(board.session)).toMatchObject([{ id: b, title: 'B' }]);
		await board.agenda.restore(chair.person, board.session, b);
		expect(await board.agenda.removed(board.session)).toEqual([]);
		expect(await titles()).toBe('ABC');
	});

	it('can still insert between items after one was restored to a position taken by another', async () => {
		const { a, b, c } = await abc();
		await board.agenda.remove(chair.person, board.session, b);
		await move(c, a);
		await board.agenda.restore(chair.person, board.session, b);
		const d = await add('D');
		const order = (await board.agenda.list(board.session)).map(({ id }) => id);
		const [first, second] = [b, c].sort((x, y) => order.indexOf(x) - order.indexOf(y));
		expect(await move(d, first)).toBeUndefined();
		const now = (await board.agenda.list(board.session)).map(({ id }) => id);
		expect(now).toEqual([a, first, d, second]);
	});

	it('keeps positions unique when several people move items at the same time', async () => {
		const { a, b, c } = await abc();
		const more = await Promise.all(['D', 'E', 'F'].map(add));
		await Promise.all([move(b, a), move(c, a), ...more.map((id) => move(id, a))]);
		const all = await board.database.selectFrom('agenda_item').select('position').execute();
		expect(new Set(all.map(({ position }) => position)).size).toBe(6);
	});

	it('has the expected order after any sequence of moves', async () => {
		const seeded = new Seeded(5);
		const ids = await Promise.all(['A', 'B', 'C', 'D', 'E'].map(add));
		let wanted = (await board.agenda.list(board.session)).map(({ id }) => id);
		for (let step = 0; step < 60; step++) {
			const id = seeded.pick(ids);
			const after = ids[seeded.below(ids.length + 1)]; // one past the end: to the top
			if (id === after) continue;
			expect(await move(id, after)).toBeUndefined();
			const others = wanted.filter((one) => one !== id);
			others.splice(after === undefined ? 0 : others.indexOf(after) + 1, 0, id);
			wanted = others;
		}
		expect((await board.agenda.list(board.session)).map(({ id }) => id)).toEqual(wanted);
	});

	it('has the title that two wrote at once, and what one of them left alone', async () => {
		const { a } = await abc();
		const { agenda, session } = board;
		const chair = await board.seat('Chair', 'EC', 'chair');
		const opened = { title: 'Threats', plannedMinutes: 20, speakers: [] };
		expect(await agenda.change(chair.person, session, a, opened)).toBeUndefined();
		const speaker = { name: 'Anna', function: 'Chair' };
		const theirs = { ...opened, title: 'New threats', speakers: [speaker] };
		const mine = { ...opened, title: 'Threats of 2024', plannedMinutes: undefined };
		for (const change of [theirs, mine])
			expect(await agenda.change(chair.person, session, a, change, opened)).toBeUndefined();
		expect((await agenda.list(session))[0]).toMatchObject({
			title: 'New threats of 2024'
				.replace('threats', 'Threats')
				.replace('New Threats', 'New threats'),
			speakers: [speaker],
			plannedMinutes: undefined
		});
	});

	it('can be changed only by chair and rapporteur', async () => {
		const { a } = await abc();
		const { agenda, session } = board;
		for (const role of ['delegate', 'observer', 'guest'] as const) {
			const { person } = await board.seat(role, 'EC', role);
			expect(await agenda.add(person, session, item('X'))).toEqual({ refused: 'forbidden' });
			expect(await agenda.move(person, session, a, undefined)).toEqual({ refused: 'forbidden' });
			expect(await agenda.remove(person, session, a)).toEqual({ refused: 'forbidden' });
			expect(await agenda.change(person, session, a, { title: 'X' })).toEqual({
				refused: 'forbidden'
			});
		}
		const rapporteur = await board.seat('Rapporteur', 'EC', 'rapporteur');
		expect(await agenda.change(rapporteur.person, session, a, { title: 'Z' })).toBeUndefined();
		expect(await titles()).toBe('ZBC');
		const [first] = await agenda.list(session);
		expect(first).toMatchObject({ plannedMinutes: 20, kind: 'topical' });
	});
});
