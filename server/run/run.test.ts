import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Missing } from '#shared/run/closing.ts';
import { newId, type AgendaItemId, type DocumentId, type SessionId } from '#shared/ids.ts';
import type { RunView } from '#shared/run/run-view.ts';
import { connect } from '#server/store/connect.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { readRun } from './run-rows.ts';
import { Run, type Overrule } from './run.ts';

let board: JointSession;
let chair: Seat;
let second: Seat;
let olga: Seat;
let items: AgendaItemId[];

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	second = await board.seat('Second', 'US-DOJ', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	items = [];
	for (const title of ['Opening', 'Threats', 'Exchange']) {
		const item = { kind: 'topical', title, plannedMinutes: 20, speakers: [] } as const;
		items.push(done(await board.agenda.add(chair.person, board.session, item)));
	}
});
afterEach(() => board.end());

const item = (number: number) => items[number - 1] ?? newId<AgendaItemId>();
const start = () => board.run.start(chair.person, board.session);
const next = (from: number, by = chair) =>
	board.run.next(by.person, board.session, { from: item(from) });
const back = (from: number, to: number) =>
	board.run.back(chair.person, board.session, { from: item(from), to: item(to) });
const go = (from: number, to: number, by = chair) =>
	board.run.go(by.person, board.session, { from: item(from), to: item(to) });
const close = () => board.run.close(chair.person, board.session, { overrule: undefined });

async function view(): Promise<RunView> {
	const seen = await board.run.view(board.session);
	if (!seen) throw new Error('there is no such session');
	return seen;
}
const running = async () => items.indexOf((await view()).running ?? newId()) + 1;
const openSegments = async () =>
	(await view()).segments.filter(({ endedAt }) => endedAt === undefined);
const runs = async (session: SessionId) =>
	(await board.audit.list(session)).filter(({ command }) => command.startsWith('run.'));
const audited = async () =>
	(await runs(board.session)).map(({ command, outcome }) => `${command} ${outcome}`);

describe('a session', () => {
	it('is planned, and starts with its first item and a running clock', async () => {
		expect(await view()).toMatchObject({ state: 'planned', running: undefined, revision: 0 });
		expect(await start()).toBeUndefined();
		expect(await view()).toMatchObject({ state: 'live', running: item(1) });
		expect(await openSegments()).toMatchObject([{ item: item(1) }]);
		const { startedAt = 0, dueAt } = await view();
		expect(dueAt).toBe(startedAt + 60 * 60_000);
	});

	it('starts only once when two chairs start it at the same time', async () => {
		const both = await Promise.all([start(), board.run.start(second.person, board.session)]);
		expect(both).toEqual([undefined, undefined]);
		expect((await view()).segments).toHaveLength(1);
		const moments = await board.database.selectFrom('session_moment').selectAll().execute();
		expect(moments).toMatchObject([{ kind: 'started', person_id: chair.person }]);
	});

	it('pauses while it is suspended, and resumes with the same item', async () => {
		await start();
		await board.run.suspend(chair.person, board.session);
		expect(await view()).toMatchObject({ state: 'suspended', running: item(1) });
		expect(await openSegments()).toEqual([]);
		expect(await next(1)).toEqual({ refused: 'run-not-live' });
		await board.run.resume(chair.person, board.session);
		expect(await view()).toMatchObject({ state: 'live', running: item(1) });
		expect((await view()).segments).toHaveLength(2);
	});

	it('closes with its item, and refuses commands afterwards', async () => {
		await start();
		await close();
		const { state, running, closedAt, outcomes } = await view();
		expect([state, running]).toEqual(['closed', undefined]);
		expect(outcomes).toEqual([{ item: item(1), closedAt, disposition: undefined }]);
		expect(await openSegments()).toEqual([]);
		const refused = { refused: 'run-closed' };
		expect(await next(1)).toEqual(refused);
		expect(await go(1, 2)).toEqual(refused);
		expect(await start()).toEqual(refused);
		expect(await board.run.resume(chair.person, board.session)).toEqual(refused);
		expect(await close()).toBeUndefined();
	});

	it('cannot be suspended, moved or closed before it starts', async () => {
		const refused = { refused: 'run-not-live' };
		expect(await board.run.suspend(chair.person, board.session)).toEqual(refused);
		expect(await next(1)).toEqual(refused);
		expect(await close()).toEqual(refused);
	});

	it('can start without items', async () => {
		for (const id of items) await board.agenda.remove(chair.person, board.session, id);
		await start();
		expect(await view()).toMatchObject({ state: 'live', running: undefined, dueAt: undefined });
	});
});

describe('moving on', () => {
	beforeEach(start);

	it('closes the running item and opens the next, until none is left', async () => {
		for (const number of [1, 2, 3]) {
			expect(await running()).toBe(number);
			await next(number);
		}
		expect(await running()).toBe(0);
		expect((await view()).outcomes).toHaveLength(3);
		expect(await openSegments()).toEqual([]);
	});

	it('by two chairs at the same time moves only one item, and succeeds for both', async () => {
		const both = await Promise.all([next(1), next(1, second)]);
		expect(both).toEqual([{ left: [] }, { left: [] }]);
		expect(await running()).toBe(2);
		expect((await view()).segments).toHaveLength(2);
	});

	it('is refused for a chair who saw an older item', async () => {
		await next(1);
		await next(2);
		const before = await view();
		expect(await next(1, second)).toEqual({ refused: 'run-moved' });
		expect(await go(1, 2, second)).toEqual({ refused: 'run-moved' });
		expect({ ...(await view()), now: 0 }).toEqual({ ...before, now: 0 });
	});

	it('is refused for a chair who missed a jump to the next item, because that closed nothing', async () => {
		await go(1, 2);
		expect(await next(1, second)).toEqual({ refused: 'run-moved' });
		expect((await view()).outcomes).toEqual([]);
	});

	it('by a jump leaves the item open, and skipped items come last', async () => {
		await go(1, 3);
		expect(await running()).toBe(3);
		await next(3);
		expect(await running()).toBe(1);
		await next(1);
		expect(await running()).toBe(2);
	});

	it('back to a closed item reopens it, and its times add up', async () => {
		await next(1);
		await go(2, 1);
		expect((await view()).outcomes).toEqual([]);
		const own = (await view()).segments.filter((segment) => segment.item === item(1));
		expect(own).toHaveLength(2);
	});

	it('skips an item dealt with elsewhere, until that is undone', async () => {
		const dispose = (number: number, to: 'written-procedure' | undefined) =>
			board.run.dispose(chair.person, board.session, item(number), to);
		await dispose(2, 'written-procedure');
		await next(1);
		expect(await running()).toBe(3);
		await dispose(2, undefined);
		await next(3);
		expect(await running()).toBe(2);
		expect(await dispose(2, 'written-procedure')).toEqual({ refused: 'item-running' });
	});

	it('to an item that is missing or removed is refused', async () => {
		expect(await go(1, 9)).toEqual({ refused: 'item-missing' });
		await board.agenda.remove(chair.person, board.session, item(2));
		expect(await go(1, 2)).toEqual({ refused: 'item-missing' });
	});

	it('cannot lose its item: a running one cannot be removed from the agenda', async () => {
		const remove = board.agenda.remove(chair.person, board.session, item(1));
		expect(await remove).toEqual({ refused: 'item-running' });
	});

	it('increments the revision with every change, and emits an event', async () => {
		const told: SessionId[] = [];
		board.events.on('run', (session) => told.push(session));
		const before = (await view()).revision;
		await next(1);
		await board.run.plan(chair.person, board.session, item(3), 12);
		expect((await view()).revision).toBe(before + 2);
		expect(told).toEqual([board.session, board.session]);
		expect((await board.agenda.list(board.session))[2]?.plannedMinutes).toBe(12);
	});
});

describe('a server restarted in the middle of an item', () => {
	it('has the same state, with the clock still running', async () => {
		await start();
		await next(1);
		const before = await view();
		const again = await connect(board.folder);
		const after = await readRun(again, board.session);
		await again.destroy();
		expect({ ...after, now: 0 }).toEqual({ ...before, now: 0 });
		expect(after?.segments.at(-1)).toMatchObject({ item: item(2), endedAt: undefined });
	});
});

describe('a presented document', () => {
	const add = async (audience: readonly Seat[]): Promise<DocumentId> => {
		const document = { kind: 'briefing', title: 'Chips', label: 'TLP:GREEN' } as const;
		const organisations = audience.map(({ organisation }) => organisation);
		const some = { organisations, persons: [] };
		const one = { ...document, audience: organisations.length > 0 ? some : ('everybody' as const) };
		return done(await board.documents.add(chair.person, board.session, one));
	};
	const present = (document: DocumentId | undefined) =>
		board.run.present(chair.person, board.session, document);

	it('is shown until the next item', async () => {
		await start();
		const chips = await add([]);
		await present(chips);
		expect((await view()).presented).toBe(chips);
		await next(1);
		expect((await view()).presented).toBeUndefined();
	});

	it('must be one of this session that all participants may read', async () => {
		const secret = await add([chair]);
		expect(await present(secret)).toEqual({ refused: 'not-for-all' });
		expect(await present(newId())).toEqual({ refused: 'not-for-all' });
		expect((await view()).presented).toBeUndefined();
	});
});

describe('moving on or closing while something is missing', () => {
	const wording: Missing = { code: 'decision-without-wording', reference: 'JS-01-D1' };
	let kept: Overrule[];
	let strict: Run;

	beforeEach(async () => {
		kept = [];
		const { database, commands, events } = board;
		strict = new Run({
			...{ database, commands, events },
			missing: () => Promise.resolve([wording]),
			overruled: async (_, overrule) => void kept.push(overrule),
			onStart: () => Promise.resolve(),
			onClose: () => Promise.resolve()
		});
		await start();
	});

	const closeStrict = (overrule: string | undefined) =>
		strict.close(chair.person, board.session, { overrule });

	it('goes on with the agenda, and answers with what the item left open', async () => {
		const from = item(1);
		expect(await strict.next(chair.person, board.session, { from })).toEqual({ left: [wording] });
		expect(await running()).toBe(2);
		expect(await audited()).toEqual(['run.start done', 'run.next done']);
	});

	it('does not close the session: it answers with what is missing and changes nothing', async () => {
		expect(await closeStrict(undefined)).toEqual({ missing: [wording] });
		expect((await view()).state).toBe('live');
		expect(await audited()).toEqual(['run.start done', 'run.close missing']);
	});

	it('closes it with a reason, which is stored and audited', async () => {
		await closeStrict('The text follows in writing.');
		expect((await view()).state).toBe('closed');
		const reason = 'The text follows in writing.';
		expect(kept).toEqual([
			{ session: board.session, by: chair.person, reason, missing: [wording] }
		]);
		const last = (await board.audit.list(board.session)).at(-1);
		expect(last?.detail).toEqual({ overrule: reason });
	});

	it('does not ask a chair whose session is closed already', async () => {
		await close();
		expect(await closeStrict(undefined)).toBeUndefined();
		expect(await closeStrict('Once more.')).toBeUndefined();
		expect(kept).toEqual([]);
	});
});

describe('a slip of the chair', () => {
	const ask = (kind: 'speech' | 'point-of-order' = 'speech') =>
		board.floor.ask(olga.person, board.session, { kind });

	it('is taken back as if nothing had happened: items, times and floor', async () => {
		await start();
		await ask();
		const before = await view();
		await next(1);
		expect((await view()).floor.queue).toEqual([]);
		expect(await back(1, 2)).toBeUndefined();
		const { segments, outcomes, floor } = await view();
		expect({ segments, outcomes, floor }).toEqual({
			...{ segments: before.segments, outcomes: before.outcomes, floor: before.floor }
		});
		expect(await running()).toBe(1);
		expect(await back(1, 2)).toBeUndefined(); // pressed twice
	});

	it('is taken back after the last item too', async () => {
		await start();
		for (const number of [1, 2, 3]) await next(number);
		const slip = { from: item(3), to: undefined };
		expect(await board.run.back(chair.person, board.session, slip)).toBeUndefined();
		expect(await running()).toBe(3);
	});

	it('leaves nobody waiting twice who asked again meanwhile', async () => {
		await start();
		await ask();
		await next(1);
		await ask('point-of-order');
		await back(1, 2);
		expect((await view()).floor.queue).toMatchObject([{ kind: 'point-of-order' }]);
	});

	it('stays once the session went on, was suspended meanwhile, or half a minute has passed', async () => {
		await start();
		await next(1);
		await next(2);
		expect(await back(1, 2)).toEqual({ refused: 'run-moved' });
		await board.run.suspend(chair.person, board.session);
		await board.run.resume(chair.person, board.session);
		expect(await back(2, 3)).toEqual({ refused: 'run-moved' });
		await next(3);
		await board.database.updateTable('agenda_item').set({ closed_at: 1 }).execute();
		await board.database
			.updateTable('item_segment')
			.set({ ended_at: 1 })
			.where('item_id', '=', item(3))
			.execute();
		const slip = { from: item(3), to: undefined };
		const late = await board.run.back(chair.person, board.session, slip);
		expect(late).toEqual({ refused: 'too-late-to-undo' });
	});
});

describe('a break', () => {
	it('has a time to resume, which can be changed, and none once the session goes on', async () => {
		await start();
		const { person } = chair;
		await board.run.suspend(person, board.session, 15);
		const first = (await view()).resumesAt ?? 0;
		expect(first - (await view()).now).toBeGreaterThan(14 * 60_000);
		await board.run.suspend(person, board.session, 30);
		expect((await view()).resumesAt).toBeGreaterThan(first);
		await board.run.suspend(person, board.session);
		expect(await view()).toMatchObject({ state: 'suspended', resumesAt: undefined });
		await board.run.suspend(person, board.session, 5);
		await board.run.resume(person, board.session);
		expect(await view()).toMatchObject({ state: 'live', resumesAt: undefined });
	});
});

describe('commands without the right', () => {
	it('are refused for a delegate, audited, and change nothing', async () => {
		await start();
		const before = await view();
		const { run, session } = board;
		const { person } = olga;
		const seen = { from: item(1), overrule: undefined, to: item(2) };
		const answers = [
			await run.start(person, session),
			await run.suspend(person, session),
			await run.resume(person, session),
			await run.next(person, session, seen),
			await run.back(person, session, seen),
			await run.go(person, session, { from: item(1), to: item(3) }),
			await run.close(person, session, { overrule: 'because' }),
			await run.plan(person, session, item(2), 1),
			await run.dispose(person, session, item(2), 'next-session'),
			await run.present(person, session, undefined)
		];
		expect(answers).toEqual(answers.map(() => ({ refused: 'forbidden' })));
		expect({ ...(await view()), now: 0 }).toEqual({ ...before, now: 0 });
		const entries = (await runs(session)).slice(1);
		expect(entries).toHaveLength(answers.length);
		for (const entry of entries)
			expect(entry).toMatchObject({ person, session, outcome: 'forbidden' });
	});

	it('are answered with not-found for somebody outside the session, and audited', async () => {
		const stranger = await board.seat('Stranger', 'X', 'chair');
		await board.participation.remove(chair.person, board.session, stranger.person);
		expect(await next(1, stranger)).toEqual({ refused: 'not-found' });
		const nowhere = newId<SessionId>();
		const there = board.run.start(stranger.person, nowhere);
		expect(await there).toEqual({ refused: 'not-found' });
		expect(await board.audit.list(nowhere)).toMatchObject([
			{ person: stranger.person, command: 'run.start', outcome: 'not-found' }
		]);
	});
});
