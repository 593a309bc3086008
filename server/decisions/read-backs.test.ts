import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeDecision, withdrawDecision } from '#shared/board/decisions.ts';
import {
	newId,
	type DecisionId,
	type DocumentId,
	type OrganisationId,
	type ReadBackId
} from '#shared/ids.ts';
import type { ReadBackAnswer, ReadBackView } from '#shared/decisions/read-back.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { decide } from '../../tests/support/series.ts';
import { addPerson } from '#server/accounts/people.ts';
import { createSession } from '#server/sessions/sessions.ts';
import { seat as writeSeat } from '#server/sessions/participant-rows.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let pavlo: Seat;
let watcher: Seat;
let stranger: Seat;
let notes: DocumentId;
let decision: DecisionId;
let told: ReadBackView[];

const WORDING = 'to exchange lists every quarter';

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	pavlo = await board.seat('Pavlo', 'UA-PGO', 'delegate');
	watcher = await board.seat('Watcher', 'EC', 'observer');
	stranger = await outsider();
	notes = await create([]);
	decision = await decided(notes);
	told = [];
	board.events.on('readBack', (view) => told.push(view));
});
afterEach(() => board.end());

async function outsider(): Promise<Seat> {
	const organisation = await board.organisation('ELSEWHERE');
	const account = { organisation, name: 'Stranger', function: 'none' };
	const person = done(await addPerson(board.database, account));
	return { person, organisation, justified: new Set() };
}

const create = (audience: readonly OrganisationId[]) =>
	board.document({ kind: audience.length > 0 ? 'annex' : 'board', audience });
const decided = (document: DocumentId, text = WORDING) => decide(board, document, text);

const open = (by = chair, change: Partial<{ text: string; verb: string }> = {}) =>
	board.readBacks.open(by.person, board.session, {
		...{ document: notes, decision, verb: 'agreed', text: WORDING },
		...change
	});
const answer = (id: ReadBackId, by: Seat, said: ReadBackAnswer, of = [by], liftBy?: string) =>
	board.readBacks.answer(by.person, board.session, id, {
		organisations: of.map(({ organisation }) => organisation),
		...{ answer: said, words: said === 'reservation' ? 'scrutiny' : '', liftBy }
	});
const conclude = (id: ReadBackId, by = chair) =>
	board.readBacks.conclude(by.person, board.session, id);
const takeBack = (id: ReadBackId, by = chair) =>
	board.readBacks.takeBack(by.person, board.session, id);
const lift = (id: ReadBackId, by: Seat, of = by) =>
	board.readBacks.lift(by.person, board.session, id, of.organisation);

async function view(of = notes): Promise<ReadBackView> {
	const [found] = await board.readBacks.in([of]);
	if (!found) throw new Error('nothing was read back');
	return found;
}
const register = async (by = chair) =>
	(await board.decisions.of(by.person)).map(
		({ reference, text, void: isVoid }) => `${reference} ${isVoid ? 'void' : text}`
	);
const rewrite = async (text: string) => {
	await board.write(notes, (doc) => changeDecision(doc, decision, { text }));
};
const audited = async () =>
	(await board.audit.list(board.session)).map(({ command, outcome }) => `${command} ${outcome}`);

describe('a read-back', () => {
	it('asks every delegation that has somebody who may answer, in order of protocol', async () => {
		done(await open());
		const asked = (await view()).answers.map(({ organisation }) => organisation);
		expect(asked).toEqual([chair.organisation, olga.organisation, pavlo.organisation]);
	});

	it('can be concluded when all delegations have answered, and shows their answers', async () => {
		const id = done(await open());
		await answer(id, olga, 'reservation', [olga], '2024-07-26');
		expect(await conclude(id)).toEqual({ refused: 'answers-missing', detail: '2 of 3' });
		await answer(id, chair, 'agree', [chair, pavlo]);
		expect(await conclude(id)).toBeUndefined();
		expect(await view()).toMatchObject({
			result: 'agreed-with-reservation',
			answers: [
				{ answer: 'agree' },
				{ answer: 'reservation', words: 'scrutiny', liftBy: '2024-07-26', liftedAt: undefined },
				{ answer: 'agree' }
			]
		});
		expect(await answer(id, olga, 'agree')).toEqual({ refused: 'read-back-over' });
		expect(await conclude(id)).toEqual({ refused: 'read-back-over' });
		expect(await takeBack(id)).toEqual({ refused: 'read-back-over' });
	});

	it('lets a delegation change its answer while it is open, and lift its reservation afterwards', async () => {
		const id = done(await open());
		await answer(id, olga, 'cannot-join');
		await answer(id, olga, 'reservation');
		await answer(id, chair, 'agree', [chair, pavlo]);
		await conclude(id);
		expect(await lift(id, pavlo, olga)).toEqual({ refused: 'forbidden' });
		expect(await lift(id, olga)).toBeUndefined();
		const lifted = (await view()).answers[1]?.liftedAt;
		expect(lifted).toBeTypeOf('number');
		expect(await lift(id, olga)).toBeUndefined();
		expect((await view()).answers[1]?.liftedAt).toBe(lifted);
		expect(await lift(id, pavlo)).toEqual({ refused: 'read-back-over' });
	});

	it('emits an event for every change, each with a higher revision', async () => {
		const id = done(await open());
		await answer(id, olga, 'agree');
		await answer(id, chair, 'agree', [chair, pavlo]);
		await conclude(id);
		expect(told.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
		expect(told.at(-1)).toEqual(await view());
	});

	it('is opened only once when two people open it at the same time', async () => {
		const both = await Promise.all([open(), open()]);
		expect(both.map((one) => (typeof one === 'string' ? 'opened' : one.refused)).sort()).toEqual([
			'opened',
			'wording-frozen'
		]);
	});
});

describe('the wording of a read-back', () => {
	it('must be what the person saw, or nothing is frozen', async () => {
		await rewrite('to exchange lists every month');
		expect(await open()).toEqual({ refused: 'wording-moved' });
		expect(await open(chair, { text: 'to exchange lists every month', verb: 'decided' })).toEqual({
			refused: 'wording-moved'
		});
		await rewrite('  ');
		expect(await open(chair, { text: '  ' })).toEqual({ refused: 'no-wording' });
		expect(await board.readBacks.in([notes])).toEqual([]);
	});

	it('stays as it was read, whatever is then typed into the document', async () => {
		const id = done(await open());
		await rewrite('something else altogether');
		expect(await register()).toEqual([`JS-01-D1 ${WORDING}`]);
		await answer(id, chair, 'agree', [chair, olga, pavlo]);
		await conclude(id);
		await rewrite('and something else again');
		expect(await register()).toEqual([`JS-01-D1 ${WORDING}`]);
		await board.write(notes, (doc) => withdrawDecision(doc, decision));
		expect(await register()).toEqual([`JS-01-D1 ${WORDING}`]);
		expect(await open()).toEqual({ refused: 'not-found' });
	});

	it('can be changed again when it was not agreed or was taken back', async () => {
		const first = done(await open());
		await rewrite('mended');
		expect(await register()).toEqual([`JS-01-D1 ${WORDING}`]);
		await takeBack(first);
		expect(await register()).toEqual(['JS-01-D1 mended']);
		const second = done(await open(chair, { text: 'mended' }));
		await answer(second, chair, 'cannot-join', [chair, olga, pavlo]);
		await conclude(second);
		expect((await view()).result).toBe('not-agreed');
		await rewrite('mended once more');
		expect(await register()).toEqual(['JS-01-D1 mended once more']);
		done(await open(chair, { text: 'mended once more' }));
		expect((await view()).result).toBeUndefined();
	});
});

describe('a decision that the chair records', () => {
	const record = (by = chair) =>
		board.readBacks.record(by.person, board.session, {
			...{ document: notes, decision, verb: 'agreed', text: WORDING }
		});
	const reopen = (id: ReadBackId, by = chair) =>
		board.readBacks.reopen(by.person, board.session, id);
	const standings = async () =>
		(await board.decisions.of(chair.person)).map(({ standing }) => standing);

	it('is a proposal until then, and counts from then on with the wording that was seen', async () => {
		expect(await standings()).toEqual(['proposed']);
		done(await record());
		expect(await standings()).toEqual(['in-force']);
		await rewrite('something else altogether');
		expect(await register()).toEqual([`JS-01-D1 ${WORDING}`]);
		expect(await record()).toEqual({ refused: 'wording-moved' });
	});

	it('is recorded by nobody else', async () => {
		const keeper = await board.seat('Keeper', 'EUROJUST', 'rapporteur');
		for (const by of [keeper, olga, watcher])
			expect(await record(by)).toEqual({ refused: 'forbidden' });
		expect(await record(stranger)).toEqual({ refused: 'not-found' });
		expect(await standings()).toEqual(['proposed']);
	});

	it('is a proposal again when that was a mistake', async () => {
		const keeper = await board.seat('Keeper', 'EUROJUST', 'rapporteur');
		const id = done(await record());
		expect(await reopen(id, keeper)).toEqual({ refused: 'forbidden' });
		expect(await reopen(id)).toBeUndefined();
		expect(await standings()).toEqual(['proposed']);
		await rewrite('to exchange lists every month');
		expect(await register()).toEqual(['JS-01-D1 to exchange lists every month']);
		expect(await reopen(id)).toEqual({ refused: 'read-back-over' });
	});

	it('is being read back again, with its answers, when a result was recorded by mistake', async () => {
		const id = done(await open());
		await answer(id, chair, 'cannot-join', [chair, olga, pavlo]);
		await conclude(id);
		expect(await standings()).toEqual(['not-agreed']);
		expect(await reopen(id)).toBeUndefined();
		expect(await standings()).toEqual(['read-back']);
		await answer(id, chair, 'agree', [olga, pavlo]);
		await conclude(id);
		expect((await view()).result).toBe('agreed-in-part');
		expect(await standings()).toEqual(['in-force']);
	});
});

describe('a right in a read-back', () => {
	it('to open, conclude and take back belongs to people who keep the record; others are refused and audited', async () => {
		for (const by of [olga, watcher]) expect(await open(by)).toEqual({ refused: 'forbidden' });
		expect(await open(stranger)).toEqual({ refused: 'not-found' });
		expect(await board.readBacks.in([notes])).toEqual([]);
		const id = done(await open());
		for (const by of [olga, watcher]) {
			expect(await conclude(id, by)).toEqual({ refused: 'forbidden' });
			expect(await takeBack(id, by)).toEqual({ refused: 'forbidden' });
		}
		expect(await audited()).toEqual([
			...Array.from({ length: 2 }, () => 'read-back.open forbidden'),
			'read-back.open not-found',
			'read-back.open done',
			...Array.from({ length: 2 }, () => [
				'read-back.conclude forbidden',
				'read-back.take-back forbidden'
			]).flat()
		]);
		expect((await view()).revision).toBe(0);
	});

	it('to answer belongs to delegates for their own delegation, and to keepers for all that are asked', async () => {
		const id = done(await open());
		expect(await answer(id, olga, 'agree', [pavlo])).toEqual({ refused: 'forbidden' });
		expect(await answer(id, olga, 'agree', [olga, pavlo])).toEqual({ refused: 'forbidden' });
		expect(await answer(id, watcher, 'agree')).toEqual({ refused: 'forbidden' });
		expect(await answer(id, stranger, 'agree')).toEqual({ refused: 'not-found' });
		expect(await answer(id, chair, 'agree', [watcher])).toEqual({ refused: 'not-asked' });
		expect((await view()).answers.every((one) => one.answer === undefined)).toBe(true);
		expect(await answer(id, olga, 'agree')).toBeUndefined();
		expect(await answer(id, chair, 'not-present', [pavlo])).toBeUndefined();
	});
});

describe('a read-back in a document with an audience', () => {
	it('does not ask other delegations, and does not exist for them', async () => {
		const annex = await create([chair.organisation, olga.organisation]);
		const secret = await decided(annex, 'a secret');
		const seen = { document: annex, decision: secret, verb: 'agreed', text: 'a secret' };
		const keeper = await board.seat('Keeper', 'UA-PGO', 'rapporteur');
		expect(await board.readBacks.open(keeper.person, board.session, seen)).toEqual({
			refused: 'not-found'
		});
		const id = done(await board.readBacks.open(chair.person, board.session, seen));
		expect((await view(annex)).answers.map(({ organisation }) => organisation)).toEqual([
			chair.organisation,
			olga.organisation
		]);
		expect(await answer(id, pavlo, 'agree')).toEqual({ refused: 'not-found' });
		expect(await answer(id, keeper, 'agree', [olga])).toEqual({ refused: 'not-found' });
		expect(await answer(newId<ReadBackId>(), pavlo, 'agree')).toEqual({ refused: 'not-found' });
		expect(await answer(id, olga, 'agree')).toBeUndefined();
		expect(await register(keeper)).toEqual([`JS-01-D1 ${WORDING}`]);
		expect(await register(olga)).toEqual([`JS-01-D1 ${WORDING}`, 'JS-01-D2 a secret']);
	});

	it('cannot be reached through another session', async () => {
		const other = await createSession(
			board.database,
			{ ...OTHER, date: '2024-09-20' },
			{ by: undefined }
		);
		const seat = { person: chair.person, role: 'chair', capacity: 'chair' } as const;
		await writeSeat(board.database, other, seat, chair.organisation);
		const id = done(await open());
		const there = { organisations: [chair.organisation], answer: 'agree', words: '' } as const;
		expect(
			await board.readBacks.answer(chair.person, other, id, { ...there, liftBy: undefined })
		).toEqual({ refused: 'not-found' });
		const seen = { document: notes, decision, verb: 'agreed', text: WORDING };
		expect(await board.readBacks.open(chair.person, other, seen)).toEqual({ refused: 'not-found' });
	});
});

const OTHER = {
	title: 'Another',
	startsAt: undefined,
	timeZone: 'Europe/Amsterdam',
	place: undefined,
	purpose: undefined,
	source: undefined,
	hosts: [],
	label: 'TLP:CLEAR',
	community: '',
	clients: ''
} as const;
