import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawDecision } from '#shared/board/decisions.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { anotherSession, decide } from '../../tests/support/series.ts';
import type { DecisionPlace } from './decision-changes.ts';
import { seat as writeSeat } from '#server/sessions/participant-rows.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;
let later: { session: SessionId; notes: DocumentId };
let first: DecisionPlace;
let second: DecisionPlace;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await board.document();
	later = await anotherSession(board, '2024-10-09', [
		[chair, 'chair'],
		[olga, 'delegate']
	]);
	first = { decision: await decide(board, notes, 'lists every quarter'), document: notes };
	second = {
		decision: await decide(board, later.notes, 'lists every month'),
		document: later.notes
	};
});
afterEach(() => board.end());

const mark = (
	kind: 'amended' | 'superseded' | undefined,
	{ by = chair, earlier = first, place = second, session = board.session } = {}
) => board.decisionChanges.mark(by.person, session, earlier, kind && { kind, by: place });
const withdraw = async ({ document, decision }: DecisionPlace) => {
	await board.write(document, (doc) => withdrawDecision(doc, decision));
};
const standings = async (by = chair) =>
	(await board.decisions.of(by.person)).map(
		({ reference, standing, changedBy }) =>
			`${reference} ${standing}${changedBy ? ` by ${changedBy.reference}` : ''}`
	);

describe('a decision', () => {
	it('stands as it did until a later one amends or supersedes it, and again when that is undone', async () => {
		expect(await standings()).toEqual(['JS-02-D1 proposed', 'JS-01-D1 proposed']);
		expect(await mark('amended')).toBeUndefined();
		expect(await standings()).toContain('JS-01-D1 amended by JS-02-D1');
		expect(await mark('superseded')).toBeUndefined();
		expect(await standings()).toContain('JS-01-D1 superseded by JS-02-D1');
		expect(await mark(undefined)).toBeUndefined();
		expect(await standings()).toContain('JS-01-D1 proposed');
	});

	it('cannot be changed by itself or by an earlier one', async () => {
		const backwards = { earlier: second, place: first, session: later.session };
		expect(await mark('superseded', backwards)).toEqual({ refused: 'not-later' });
		expect(await mark('superseded', { place: first })).toEqual({ refused: 'not-later' });
		const third = { decision: await decide(board, notes, 'third'), document: notes };
		expect(await mark('superseded', { earlier: third, place: first })).toEqual({
			refused: 'not-later'
		});
	});

	it('that was withdrawn cannot change another one', async () => {
		await withdraw(second);
		expect(await mark('superseded')).toEqual({ refused: 'not-found' });
	});

	it('that was withdrawn cannot be changed by another one', async () => {
		await withdraw(first);
		expect(await mark('superseded')).toEqual({ refused: 'not-found' });
		expect(await standings()).toContain('JS-01-D1 proposed');
	});

	it('stands as before when the one that changed it is withdrawn, for every reader', async () => {
		const pavlo = await board.seat('Pavlo', 'UA-PGO', 'delegate');
		await mark('superseded');
		await withdraw(second);
		expect(await standings()).toContain('JS-01-D1 proposed');
		expect(await standings(pavlo)).toEqual(['JS-01-D1 proposed']);
	});

	it('is shown as superseded without naming its successor to people who may not read that one', async () => {
		const pavlo = await board.seat('Pavlo', 'UA-PGO', 'delegate');
		await mark('superseded');
		expect(await standings(pavlo)).toEqual(['JS-01-D1 superseded']);
	});
});

describe('marking a decision', () => {
	it('is only for people who keep both records; others are refused and audited, and change nothing', async () => {
		expect(await mark('superseded', { by: olga })).toEqual({ refused: 'forbidden' });
		const half = await board.seat('Half', 'EC', 'chair');
		expect(await mark('superseded', { by: half })).toEqual({ refused: 'not-found' });
		const seat = { person: half.person, role: 'observer', capacity: 'observer' } as const;
		await writeSeat(board.database, later.session, seat, half.organisation);
		expect(await mark('superseded', { by: half })).toEqual({ refused: 'forbidden' });
		expect(await mark('superseded', { session: later.session })).toEqual({ refused: 'not-found' });
		expect(await standings()).toContain('JS-01-D1 proposed');
		const audit = await board.audit.list(board.session);
		expect(audit.map(({ command, outcome }) => `${command} ${outcome}`)).toEqual([
			'decision.mark forbidden',
			'decision.mark not-found',
			'decision.mark forbidden'
		]);
		expect(JSON.stringify(audit)).not.toContain('lists every');
	});
});
