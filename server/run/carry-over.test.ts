import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawAction } from '#shared/board/actions.ts';
import type { ActionStatus } from '#shared/follow-up/status.ts';
import type { ActionId, AgendaItemId, DocumentId, SessionId } from '#shared/ids.ts';
import { carriedActions } from '#server/follow-up/carried.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act, anotherSession } from '../../tests/support/series.ts';
import { carryOver } from './carry-over.ts';

interface Held {
	readonly session: SessionId;
	readonly notes: DocumentId;
}

let board: JointSession;
let chair: Seat;
let olga: Seat;
let first: Held;
let second: Held;
let third: Held;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	first = { session: board.session, notes: await board.document() };
	second = await inSeries('2024-10-09');
	third = await inSeries('2025-01-15');
	await board.series.put(chair.person, first.session, { name: 'Quarterly' });
	const [series] = await board.series.of(chair.person);
	for (const { session } of [second, third]) await board.series.put(chair.person, session, series);
});
afterEach(() => board.end());

const inSeries = (date: string) =>
	anotherSession(board, date, [
		[chair, 'chair'],
		[olga, 'delegate']
	]);
const open = ({ session }: Held) => carryOver(board.database, session);
const carried = async ({ session }: Held, by = chair) =>
	(await carriedActions(board, by.person, session)).map(
		({ reference, postponed }) => `${reference} ${postponed}`
	);
const stands = (id: ActionId, status: ActionStatus) =>
	board.database.updateTable('action').set({ status }).where('id', '=', id).execute();
const agenda = async ({ session }: Held) =>
	(
		await board.database
			.selectFrom('agenda_item')
			.selectAll()
			.where('session_id', '=', session)
			.orderBy('position')
			.execute()
	).map(({ title, postponed }) => (postponed > 0 ? `${title} +${postponed}` : title));

async function item({ session }: Held, title: string): Promise<AgendaItemId> {
	const speakers = [{ name: 'A speaker', function: '' }];
	const fields = { kind: 'topical', title, plannedMinutes: 20, speakers } as const;
	return done(await board.agenda.add(chair.person, session, fields));
}

describe('carrying over actions', () => {
	it('includes open ones, with a count that grows each time, but not closed or void ones', async () => {
		await act(board, first.notes, 'open still');
		const finished = await act(board, first.notes, 'done since');
		await stands(finished, 'closed');
		const gone = await act(board, first.notes, 'withdrawn');
		await board.write(first.notes, (doc) => withdrawAction(doc, gone));
		await open(second);
		await act(board, second.notes, 'new in the second');
		await open(third);
		expect(await carried(second)).toEqual(['JS-01-A1 1']);
		expect(await carried(third)).toEqual(['JS-01-A1 2', 'JS-02-A1 1']);
		expect(finished).toBeDefined();
	});

	it('lists them until they are closed, not only until they are completed', async () => {
		const id = await act(board, first.notes, 'open still');
		await open(second);
		await stands(id, 'completed');
		expect(await carried(second)).toEqual(['JS-01-A1 1']);
		await stands(id, 'closed');
		expect(await carried(second)).toEqual([]);
	});

	it('tells for how many days they have been open', async () => {
		await act(board, first.notes, 'open still');
		await board.database
			.updateTable('register_number')
			.set({ given_at: Date.parse('2024-07-12T10:00:00Z') })
			.execute();
		await open(second);
		const [one] = await carriedActions(board, chair.person, second.session);
		expect(one?.age).toBe(89);
	});

	it('hides them from people who may not read their document', async () => {
		const annex = await board.document({ kind: 'annex', audience: [chair.organisation] });
		await act(board, first.notes, 'for all');
		await act(board, annex, 'for some');
		await open(second);
		expect(await carried(second)).toEqual(['JS-01-A1 1', 'JS-01-A2 1']);
		expect(await carried(second, olga)).toEqual(['JS-01-A1 1']);
	});
});

describe('carrying over items', () => {
	const close = async ({ session }: Held) => {
		await board.run.start(chair.person, session);
		await board.run.close(chair.person, session, { overrule: undefined });
	};

	it('includes those not discussed or put off, and no others', async () => {
		await item(first, 'Discussed');
		const written = await item(first, 'In writing');
		const later = await item(first, 'Put off');
		await item(first, 'Not reached');
		await board.run.dispose(chair.person, first.session, written, 'written-procedure');
		await board.run.dispose(chair.person, first.session, later, 'next-session');
		await close(first);
		await item(second, 'New');
		await open(second);
		expect(await agenda(second)).toEqual(['New', 'Put off +1', 'Not reached +1']);
		await close(second);
		await open(third);
		expect(await agenda(third)).toEqual(['Put off +2', 'Not reached +2']);
	});

	it('leaves those of a session that was not closed', async () => {
		await item(first, 'Not reached');
		await open(second);
		expect(await agenda(second)).toEqual([]);
	});

	it('leaves removed ones', async () => {
		await item(first, 'Discussed');
		const gone = await item(first, 'Removed');
		await board.agenda.remove(chair.person, first.session, gone);
		await close(first);
		await open(second);
		expect(await agenda(second)).toEqual([]);
	});
});

describe('carrying over', () => {
	it('is idempotent, even when done twice at the same time', async () => {
		await act(board, first.notes, 'open still');
		await item(first, 'Discussed');
		await item(first, 'Not reached');
		await board.run.start(chair.person, first.session);
		await board.run.close(chair.person, first.session, { overrule: undefined });
		await Promise.all([open(second), open(second)]);
		await open(second);
		expect(await carried(second)).toEqual(['JS-01-A1 1']);
		expect(await agenda(second)).toEqual(['Not reached +1']);
	});

	it('does nothing for a session without a series or the first of one', async () => {
		await act(board, first.notes, 'open still');
		await open(first);
		await board.series.put(chair.person, second.session, undefined);
		await open(second);
		expect([await carried(first), await carried(second)]).toEqual([[], []]);
	});
});

describe('a series', () => {
	it('is visible only to people who keep the record of one of its sessions', async () => {
		const other = await board.seat('Other', 'EC', 'observer');
		for (const by of [olga, other]) expect(await board.series.of(by.person)).toEqual([]);
		const [known] = await board.series.of(chair.person);
		expect(known?.name).toBe('Quarterly');
		const alone = await anotherSession(board, '2025-02-01', [[other, 'chair']]);
		expect(await board.series.put(other.person, alone.session, known)).toEqual({
			refused: 'not-found'
		});
		expect(await board.series.put(olga.person, first.session, undefined)).toEqual({
			refused: 'forbidden'
		});
	});

	it('shows the day of the next session to its participants only', async () => {
		expect(await board.series.nextDay(chair.person, first.session)).toBe('2024-10-09');
		expect(await board.series.nextDay(chair.person, third.session)).toBeUndefined();
		const other = await board.seat('Other', 'EC', 'observer');
		expect(await board.series.nextDay(other.person, first.session)).toBeUndefined();
	});
});
