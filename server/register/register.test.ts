import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayIn } from '#shared/time/dates.ts';
import { newId, type ActionId, type DocumentId, type SeriesId } from '#shared/ids.ts';
import { NO_FILTER, type RegisterFilter } from '#shared/register/filter.ts';
import { withdrawAction } from '#shared/board/actions.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act, anotherSession } from '../../tests/support/series.ts';
import { carryOver } from '../run/carry-over.ts';

const today = dayIn('UTC', new Date());
const [late, soon, later] = [addDays(today, -9), addDays(today, 20), addDays(today, 90)];

let board: JointSession;
let chair: Seat;
let olga: Seat;
let helper: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	helper = await board.seat('Helper', 'EC', 'observer');
	notes = await document();
});
afterEach(() => board.end());

const document = (audience: readonly Seat[] = []) =>
	board.document({
		label: 'TLP:GREEN',
		audience: audience.map(({ organisation }) => organisation)
	});

/** Adds an action led by somebody, or by nobody. */
const give = (text: string, lead: Seat | undefined, due: string | undefined, at = notes) =>
	act(board, at, text, { leadOrganisation: lead?.organisation, leadPerson: lead?.person, due });
const stands = (action: ActionId, status: string) =>
	board.database
		.updateTable('action')
		.set({ status: status as 'closed' })
		.where('id', '=', action)
		.execute();

const all = { offset: 0, limit: 100 };
const shown = async (by: Seat, filter: Partial<RegisterFilter>, window = all) =>
	(await board.register.page(by.person, { ...NO_FILTER, whose: 'all', ...filter }, window)).map(
		({ text }) => text
	);
const counts = (by: Seat, filter: Partial<RegisterFilter> = {}) =>
	board.register.counts(by.person, { ...NO_FILTER, whose: 'all', ...filter });

/** Adds the actions that most tests start with. */
async function several() {
	await give('undated', olga, undefined);
	await give('late #quantum', olga, late);
	await give('later #quantum-keys', chair, later);
	await give('soon, Müller', undefined, soon);
	await stands(await give('done in time', olga, late), 'closed');
}

describe('a page of the register', () => {
	it.for<[Partial<RegisterFilter>, string[]]>([
		[{}, ['late #quantum', 'done in time', 'soon, Müller', 'later #quantum-keys', 'undated']],
		[{ whose: 'mine' }, ['late #quantum', 'done in time', 'undated']],
		[{ whose: 'mine', status: 'open' }, ['late #quantum', 'undated']],
		[{ overdue: true }, ['late #quantum']],
		[{ topic: 'quantum' }, ['late #quantum']],
		[{ text: 'muller SOON' }, ['soon, Müller']],
		[{ text: 'us-doj' }, ['late #quantum', 'done in time', 'undated']],
		[{ text: 'js-01-a3' }, ['later #quantum-keys']],
		[{ text: "%' or 1=1 --" }, []],
		[{ when: 'none' }, ['undated']],
		[{ when: 'earlier' }, ['done in time']],
		[{ status: 'closed' }, ['done in time']],
		[{ series: newId<SeriesId>() }, []],
		[
			{ sort: 'reference' },
			['undated', 'late #quantum', 'later #quantum-keys', 'soon, Müller', 'done in time']
		]
	])('shows for %j: %j', async ([filter, texts]) => {
		await several();
		expect(await shown(olga, filter)).toEqual(texts);
		expect((await counts(olga, filter)).total).toBe(texts.length);
	});

	it('continues where the one before ended', async () => {
		await several();
		const first = await shown(olga, {}, { offset: 0, limit: 2 });
		const second = await shown(olga, {}, { offset: 2, limit: 3 });
		expect([...first, ...second]).toEqual(await shown(olga, {}));
	});

	it('counts actions that an organisation leads or supports as its own', async () => {
		await act(board, notes, 'with us', {
			...{ leadOrganisation: olga.organisation, support: [helper.organisation] }
		});
		await give('not with us', olga, soon);
		expect(await shown(helper, { whose: 'organisation' })).toEqual(['with us']);
		expect(await shown(olga, { lead: olga.organisation })).toEqual(['not with us', 'with us']);
	});

	it('shows withdrawn actions only among all', async () => {
		const gone = await give('withdrawn', olga, soon);
		await give('stays', olga, later);
		await board.write(notes, (doc) => withdrawAction(doc, gone));
		const rows = await board.register.page(chair.person, { ...NO_FILTER, whose: 'all' }, all);
		expect(rows.map((row) => [row.reference, row.void, row.moves])).toEqual([
			['JS-01-A1', true, []],
			['JS-01-A2', false, ['agree', 'supersede', 'cancel']]
		]);
		expect(await shown(olga, { whose: 'mine' })).toEqual(['stays']);
		expect((await counts(olga)).whose).toEqual({ mine: 1, organisation: 1, all: 2 });
	});

	it('can be limited to actions due before the reader’s next session of the series', async () => {
		const next = await anotherSession(board, addDays(today, 30), [[olga, 'delegate']]);
		const series = newId<SeriesId>();
		await board.database
			.insertInto('series')
			.values({ id: series, name: 'Quarterly', created_at: 0 })
			.execute();
		await board.database
			.updateTable('session')
			.set({ series_id: series })
			.where('id', 'in', [board.session, next.session])
			.execute();
		await several();
		await give('on its very day', olga, addDays(today, 30));
		const before = ['late #quantum', 'soon, Müller'];
		expect(await shown(olga, { beforeNext: true })).toEqual(before);
		expect((await counts(olga)).beforeNext).toBe(2);
		expect(await shown(chair, { beforeNext: true })).toEqual([]);
		expect((await counts(chair)).beforeNext).toBe(0);
		expect(await shown(olga, { series })).toHaveLength(6);
		expect((await board.register.choices(olga.person)).series).toEqual([
			{ id: series, name: 'Quarterly' }
		]);
	});
});

describe('an action that somebody may not read', () => {
	it('is missing from pages, counts, choices and files', async () => {
		const secret = await document([chair]);
		await give('secret #hush', chair, late, secret);
		await give('open', helper, soon);
		expect(await shown(chair, {})).toEqual(['secret #hush', 'open']);
		expect(await shown(olga, {})).toEqual(['open']);
		expect(await shown(olga, { text: 'secret' })).toEqual([]);
		const { whose, overdue, status } = await counts(olga);
		expect([whose.all, overdue, status.proposed]).toEqual([1, 0, 1]);
		const choices = await board.register.choices(olga.person);
		expect(choices.topics).toEqual([]);
		expect(choices.leads.map(({ code }) => code)).toEqual(['EC']);
		const timeline = await board.register.timeline(olga.person, { ...NO_FILTER, whose: 'all' });
		expect(timeline.stretches.reduce((sum, { count }) => sum + count, 0)).toBe(1);
		const pages = board.register.pages(olga.person, { ...NO_FILTER, whose: 'all' });
		expect((await Array.fromAsync(pages)).flat().map(({ text }) => text)).toEqual(['open']);
	});

	it('is left out of a file from the moment the right ends', async () => {
		const ids = Array.from({ length: 501 }, () => newId<ActionId>());
		await board.database.insertInto('action').values(ids.map(bare)).execute();
		await board.database.insertInto('register_number').values(ids.map(numbered)).execute();
		const pages = board.register.pages(olga.person, { ...NO_FILTER, whose: 'all' });
		expect((await pages.next()).value).toHaveLength(500);
		await board.participation.remove(chair.person, board.session, olga.person);
		expect((await pages.next()).value).toEqual([]);
	});

	const bare = (id: ActionId) =>
		({
			...{ id, session_id: board.session, document_id: notes, text: 'x', support: '[]' },
			...{ illustrative: 0, void: 0, changed_at: 0, item_id: null, due: null },
			...{ lead_organisation_id: null, lead_person_id: null },
			status: 'agreed'
		}) as const;
	const numbered = (id: ActionId, index: number) =>
		({
			...{ session_id: board.session, sequence: index + 1, object_id: id },
			...{ document_id: notes, given_at: 0 },
			kind: 'A'
		}) as const;
});

describe('the moves offered for an action', () => {
	const first = async (by: Seat) =>
		(await board.register.page(by.person, { ...NO_FILTER, whose: 'all' }, all))[0];
	const moves = async (by: Seat) => (await first(by))?.moves;

	it('are those that the server allows', async () => {
		const one = await give('prepare it', olga, soon);
		expect(await moves(chair)).toEqual(['agree', 'supersede', 'cancel']);
		expect(await moves(olga)).toEqual(['cancel']);
		expect(await moves(helper)).toEqual([]);
		await stands(one, 'agreed');
		expect(await moves(olga)).toEqual(['start', 'block', 'wait', 'complete', 'cancel']);
	});

	it('are empty for observers, even of the lead organisation', async () => {
		await stands(await give('observe it', helper, soon), 'agreed');
		expect(await first(helper)).toMatchObject({ takenOn: 'asked', moves: [], answers: [] });
	});

	it('come with the lead organisation’s answers while the action is open', async () => {
		const one = await give('prepare it', olga, soon);
		const answers = async (by: Seat) => (await first(by))?.answers;
		expect(await answers(olga)).toEqual(['accept', 'decline']);
		expect(await answers(chair)).toEqual([]);
		const place = { document: notes, action: one };
		done(await board.followUps.answer(olga.person, place, 'accept'));
		expect(await answers(olga)).toEqual(['decline']);
		await stands(one, 'closed');
		expect(await answers(olga)).toEqual([]);
	});

	it('include those of a session that carried the action over', async () => {
		const one = await give('prepare it', olga, soon);
		const next = await anotherSession(board, later, [[olga, 'chair']]);
		done(await board.series.put(chair.person, board.session, { name: 'Quarterly' }));
		const [series] = await board.series.of(chair.person);
		await board.database
			.updateTable('session')
			.set({ series_id: series?.id ?? null })
			.where('id', '=', next.session)
			.execute();
		await stands(one, 'agreed');
		await carryOver(board.database, next.session);
		await stands(one, 'completed');
		expect(await moves(olga)).toEqual(['confirm', 'return']);
	});
});

describe('the board and the timeline', () => {
	it('group actions by status and by due date', async () => {
		await several();
		const columns = await board.register.board(olga.person, { ...NO_FILTER, whose: 'all' }, 10);
		expect(
			columns
				.filter(({ actions }) => actions.length > 0)
				.map(({ status, actions }) => [status, actions.length])
		).toEqual([
			['proposed', 4],
			['closed', 1]
		]);
		const { stretches } = await board.register.timeline(olga.person, {
			...NO_FILTER,
			whose: 'all'
		});
		expect(stretches.map(({ when }) => when)).toEqual(
			['overdue', soon.slice(0, 7), later.slice(0, 7), 'none', 'earlier'].filter(
				(when, index, whens) => whens.indexOf(when) === index
			)
		);
		for (const { when, count } of stretches)
			expect(await shown(olga, { when })).toHaveLength(count);
	});
});

describe('saved views', () => {
	it('are private to their owner', async () => {
		const view = done(await board.savedViews.create(olga.person, 'Mine, late', '?overdue=yes'));
		expect(await board.savedViews.of(olga.person)).toEqual([view]);
		expect(await board.savedViews.of(chair.person)).toEqual([]);
		expect(await board.savedViews.rename(chair.person, view.id, 'Taken')).toEqual({
			refused: 'not-found'
		});
		expect(await board.savedViews.remove(chair.person, view.id)).toEqual({ refused: 'not-found' });
		expect(await board.savedViews.create(olga.person, 'mine, LATE', '')).toEqual({
			refused: 'name-taken'
		});
		expect(await board.savedViews.rename(olga.person, view.id, 'Late')).toBe(undefined);
		expect((await board.savedViews.of(olga.person)).map(({ name }) => name)).toEqual(['Late']);
		expect(await board.savedViews.remove(olga.person, view.id)).toBe(undefined);
		expect(await board.savedViews.of(olga.person)).toEqual([]);
	});

	it('are limited to 50 per person', async () => {
		for (let i = 0; i < 50; i++) done(await board.savedViews.create(olga.person, `${i}`, ''));
		expect(await board.savedViews.create(olga.person, 'one more', '')).toEqual({
			refused: 'views-full'
		});
	});
});
