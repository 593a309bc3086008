import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentAccess } from '#shared/access.ts';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { isRefusal } from '#shared/refusals.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
});
afterEach(async () => {
	vi.useRealTimers();
	await board.end();
});

const maria = () => ({
	...{ name: 'Maria', function: 'Expert on lasers', organisation: chair.organisation, hours: 4 }
});
const invite = () => board.guests.invite(chair.person, board.session, maria());

async function guest(): Promise<{ person: PersonId; token: string }> {
	const token = done(await invite());
	const { person } = done(await board.guests.read(token));
	return { person, token };
}

/** Comes in, and answers the cookie as a browser sends it. */
async function comeIn(token: string): Promise<string> {
	const { person } = done(await board.guests.enter(token));
	const { name, value } = done(await board.logins.start(person));
	return `${name}=${value}`;
}

const isIn = async (cookie: string) => (await board.logins.read(cookie)).login !== undefined;

describe('a guest', () => {
	it('reads what is for everybody and what names them, and nothing of the delegation they come with', async () => {
		const { person } = await guest();
		const reader = await board.participation.reader(person, board.session);
		const may = (audience: { organisations: Seat['organisation'][]; persons: PersonId[] }) =>
			documentAccess(reader, {
				...{ id: newId<DocumentId>(), kind: 'annex', audience },
				...{ isSealed: false, asksWhy: false, made_by: null }
			});
		expect(may({ organisations: [], persons: [] })).toBe('read');
		expect(may({ organisations: [chair.organisation], persons: [] })).toBe('none');
		expect(may({ organisations: [olga.organisation], persons: [person] })).toBe('read');
	});

	it('is called a guest wherever their name stands', async () => {
		const { person } = await guest();
		expect((await board.people.get(person))?.name).toBe('Maria, guest');
	});

	it('comes in by their link until it expires, however long the login would last', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
		const { token } = await guest();
		const cookie = await comeIn(token);
		const { login } = await board.logins.read(cookie);
		expect(await board.logins.until(login?.handle ?? '')).toBe(Date.now() + 4 * 3_600_000);
		vi.setSystemTime(Date.now() + 4 * 3_600_000 + 1);
		expect(await isIn(cookie)).toBe(false);
		expect(await board.guests.enter(token)).toEqual({ refused: 'link-spent' });
	});

	it('is in one place: coming in again ends the earlier login', async () => {
		const { token } = await guest();
		const first = await comeIn(token);
		const second = await comeIn(token);
		expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
	});

	it('is out at once when those who keep the record end it, or make a new link', async () => {
		const { person, token } = await guest();
		const cookie = await comeIn(token);
		const ended: boolean[] = [];
		board.logins.onEnd((match) => ended.push(match({ person, handle: 'any' })));
		const renewed = done(
			await board.guests.renew(chair.person, board.session, { person, hours: 24 })
		);
		expect([await isIn(cookie), ended]).toEqual([false, [true]]);
		expect(isRefusal(await board.guests.read(token))).toBe(true);
		const again = await comeIn(renewed);
		await board.guests.end(chair.person, board.session, person);
		expect(await isIn(again)).toBe(false);
		expect(isRefusal(await board.guests.read(renewed))).toBe(true);
	});

	it('stays one: no other role, no other session, none of their own, and no calendar that outlasts them', async () => {
		const { person } = await guest();
		const put = (role: 'delegate' | 'guest') =>
			board.participation.put(chair.person, board.session, { person, role, capacity: '' });
		expect(await put('delegate')).toEqual({ refused: 'guest-stays-guest' });
		await board.participation.remove(chair.person, board.session, person);
		expect(await put('guest')).toEqual({ refused: 'guest-stays-guest' });
		expect(await board.people.choices()).toHaveLength(2);
		const feed = await board.commands.execute<undefined>(
			{ by: person, name: 'calendar.create' },
			{ act: () => Promise.resolve(undefined) }
		);
		expect(feed).toEqual({ refused: 'forbidden' });
	});

	it('is invited by those who keep the record, with a delegation of the session', async () => {
		expect(await board.guests.invite(olga.person, board.session, maria())).toEqual({
			refused: 'forbidden'
		});
		const stranger = await board.organisation('EC');
		const asked = { ...maria(), organisation: stranger };
		expect(await board.guests.invite(chair.person, board.session, asked)).toMatchObject({
			refused: 'bad-request'
		});
		expect(await board.guests.of(board.session)).toEqual([]);
	});

	it('is one of so many, also where those before were removed: their names stay', async () => {
		for (let left = LIMITS.sessions.guests; left > 0; left -= 1) {
			const { person } = await guest();
			await board.participation.remove(chair.person, board.session, person);
		}
		expect(await invite()).toMatchObject({ refused: 'limit-reached' });
	});

	it('whose seat was taken comes in no more', async () => {
		const { person, token } = await guest();
		await board.participation.remove(chair.person, board.session, person);
		expect(await board.guests.enter(token)).toEqual({ refused: 'link-spent' });
	});
});
