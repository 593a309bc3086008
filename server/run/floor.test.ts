import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type TurnId } from '#shared/ids.ts';
import type { TurnKind } from '#shared/run/floor.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { anotherSession } from '../../tests/support/series.ts';
import { readFloor } from './floor-rows.ts';
import { connect } from '#server/store/connect.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let pierre: Seat;
let observer: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	pierre = await board.seat('Pierre', 'FR', 'delegate');
	observer = await board.seat('Observer', 'EC', 'observer');
	await board.run.start(chair.person, board.session);
});
afterEach(() => {
	vi.useRealTimers();
	return board.end();
});

const ask = (by: Seat, kind: TurnKind = 'speech', person?: Seat) =>
	board.floor.ask(by.person, board.session, { kind, person: person?.person });
const give = (turn: TurnId | undefined, from?: TurnId, by = chair) =>
	board.floor.give(by.person, board.session, { turn: turn ?? newId<TurnId>(), from });
const end = (turn: TurnId | undefined, by = chair) =>
	board.floor.end(by.person, board.session, { turn: turn ?? newId<TurnId>() });
const floor = () => readFloor(board.database, board.session);
const waiting = async () => (await floor()).queue.map(({ person }) => person);
const turnOf = async ({ person }: Seat) =>
	(await floor()).queue.find((turn) => turn.person === person)?.id;

describe('asking for the floor', () => {
	it('queues people in order, points of order first', async () => {
		await ask(olga);
		await ask(chair);
		await ask(pierre, 'point-of-order');
		expect(await waiting()).toEqual([pierre.person, olga.person, chair.person]);
	});

	it('twice queues a person once, and can turn a speech into a point of order', async () => {
		await ask(chair);
		await ask(olga);
		await ask(olga);
		expect(await waiting()).toEqual([chair.person, olga.person]);
		await ask(olga, 'point-of-order');
		expect(await waiting()).toEqual([olga.person, chair.person]);
	});

	it('keeps its order within a millisecond', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		// Ids are random, so several rounds, lest the order be right by chance.
		for (let round = 0; round < 6; round++) {
			const asking = round % 2 ? [olga, chair, pierre] : [pierre, chair, olga];
			for (const seat of asking) await ask(seat);
			expect(await waiting()).toEqual(asking.map(({ person }) => person));
			for (const seat of asking) await end(await turnOf(seat));
		}
	});

	it('for somebody else is only for people who may give it', async () => {
		expect(await ask(olga, 'speech', pierre)).toEqual({ refused: 'forbidden' });
		await ask(chair, 'speech', observer);
		expect(await waiting()).toEqual([observer.person]);
		const nobody = { ...olga, person: newId<Seat['person']>() };
		expect(await ask(chair, 'speech', nobody)).toMatchObject({ refused: 'bad-request' });
	});

	it('is refused for observers, before the session starts and after it is closed', async () => {
		expect(await ask(observer)).toEqual({ refused: 'forbidden' });
		const later = await anotherSession(board, '2024-10-09', [[olga, 'delegate']]);
		expect(await board.floor.ask(olga.person, later.session, { kind: 'speech' })).toEqual({
			refused: 'run-not-live'
		});
		await board.run.close(chair.person, board.session, { overrule: undefined });
		expect(await ask(olga)).toEqual({ refused: 'run-closed' });
	});

	it('can be taken back by the person and by people who may give the floor', async () => {
		await ask(olga);
		await ask(pierre);
		expect(await end(await turnOf(olga), pierre)).toEqual({ refused: 'forbidden' });
		await end(await turnOf(olga), olga);
		await end(await turnOf(pierre));
		expect(await floor()).toEqual({ speaker: undefined, queue: [], spoken: [] });
	});

	it('survives a restart of the server', async () => {
		await ask(olga);
		await ask(pierre);
		await give(await turnOf(olga));
		const before = await floor();
		const again = await connect(board.folder);
		expect(await readFloor(again, board.session)).toEqual(before);
		await again.destroy();
		expect(before.speaker?.person).toBe(olga.person);
	});
});

describe('giving the floor', () => {
	beforeEach(async () => {
		await ask(olga);
		await ask(pierre);
	});

	it('starts a speech and ends the previous one, whose time counts for its delegation', async () => {
		await give(await turnOf(olga));
		const { speaker } = await floor();
		expect(speaker).toMatchObject({ person: olga.person, organisation: olga.organisation });
		await give(await turnOf(pierre), speaker?.id);
		const { spoken, speaker: later } = await floor();
		expect(later?.person).toBe(pierre.person);
		expect(spoken).toEqual([
			{ organisation: olga.organisation, time: expect.any(Number) as number }
		]);
	});

	it('is refused for a chair who saw another speaker', async () => {
		const [first, other] = [await turnOf(olga), await turnOf(pierre)];
		await give(first);
		expect(await give(other)).toEqual({ refused: 'floor-moved' });
		expect(await give(other, newId<TurnId>())).toEqual({ refused: 'floor-moved' });
		expect((await floor()).speaker?.id).toBe(first);
	});

	it('is idempotent, and refused for a person who took the request back', async () => {
		const [first, other] = [await turnOf(olga), await turnOf(pierre)];
		expect(await Promise.all([give(first), give(first)])).toEqual([undefined, undefined]);
		await end(other, pierre);
		expect(await give(other, first)).toEqual({ refused: 'floor-moved' });
	});

	it('is only for the chair; a delegate’s command is audited and changes nothing', async () => {
		expect(await give(await turnOf(olga), undefined, olga)).toEqual({ refused: 'forbidden' });
		expect((await floor()).speaker).toBeUndefined();
		expect((await board.audit.list(board.session)).at(-1)).toMatchObject({
			person: olga.person,
			command: 'floor.give',
			outcome: 'forbidden'
		});
	});

	it('ends with the speech or a suspension; people in the queue keep waiting', async () => {
		await give(await turnOf(olga));
		await end((await floor()).speaker?.id, olga);
		expect((await floor()).speaker).toBeUndefined();
		await give(await turnOf(pierre));
		await ask(olga);
		await board.run.suspend(chair.person, board.session);
		expect((await floor()).speaker).toBeUndefined();
		expect(await waiting()).toEqual([olga.person]);
		expect(await give(await turnOf(olga))).toEqual({ refused: 'run-not-live' });
	});

	it('ends with the item, and so do the requests to speak on it', async () => {
		await give(await turnOf(olga));
		const item = { kind: 'topical', title: 'Next', plannedMinutes: 20, speakers: [] } as const;
		const to = done(await board.agenda.add(chair.person, board.session, item));
		expect(await waiting()).toEqual([pierre.person]);
		await board.run.go(chair.person, board.session, { from: undefined, to });
		expect(await floor()).toMatchObject({
			...{ speaker: undefined, queue: [] },
			spoken: [{ organisation: olga.organisation }]
		});
		await ask(pierre);
		expect((await floor()).queue).toMatchObject([{ person: pierre.person, item: to }]);
	});

	it('increments the revision of the run, so that clients see it', async () => {
		const revision = async () => (await board.run.view(board.session))?.revision ?? 0;
		const before = await revision();
		await give(await turnOf(olga));
		expect(await revision()).toBe(before + 1);
	});
});
