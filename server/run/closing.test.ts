import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/access.ts';
import { headText } from '#shared/board/briefing-head.ts';
import { changeDecision } from '#shared/board/decisions.ts';
import type { AgendaItemId, DocumentId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act, decide } from '../../tests/support/series.ts';
import { keepOverrule } from './closing.ts';
import { Run } from './run.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;
let item: AgendaItemId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await board.document();
	const fields = { kind: 'topical', title: 'Threats', plannedMinutes: 20, speakers: [] } as const;
	item = done(await board.agenda.add(chair.person, board.session, fields));
});
afterEach(() => board.end());

const led = () => ({
	leadOrganisation: olga.organisation,
	leadPerson: olga.person,
	due: '2024-09-30'
});
const missing = async (of: AgendaItemId | undefined = item, by = chair, role: Role = 'chair') =>
	(await board.closing.missing({ ...by, role }, board.session, of)).map(
		({ code, reference }) => `${reference ?? ''} ${code}`
	);

describe('closing an item', () => {
	it('asks for nothing when everything is complete', async () => {
		await act(board, notes, 'share the list', { item, ...led() });
		await decide(board, notes, 'to share the list', { item });
		expect(await missing()).toEqual([]);
	});

	it('asks for the leads and due dates of its actions', async () => {
		await act(board, notes, 'no one', { item });
		await act(board, notes, 'no person', { item, ...led(), leadPerson: undefined });
		await act(board, notes, 'no date', { item, ...led(), due: undefined });
		const dropped = await act(board, notes, 'dropped', { item });
		await board.database
			.updateTable('action')
			.set({ status: 'cancelled' })
			.where('id', '=', dropped)
			.execute();
		await act(board, notes, 'of no item');
		expect(await missing()).toEqual([
			'JS-01-A1 action-without-lead',
			'JS-01-A1 action-without-date',
			'JS-01-A2 action-without-lead',
			'JS-01-A3 action-without-date'
		]);
	});

	it('asks for the wording of decisions, the action of a request, and the result of open read-backs', async () => {
		await decide(board, notes, ' ', { item });
		const request = await decide(board, notes, 'to report', { item, verb: 'requested' });
		const read = await decide(board, notes, 'to share', { item });
		const seen = { document: notes, decision: read, verb: 'agreed', text: 'to share' };
		done(await board.readBacks.open(chair.person, board.session, seen));
		expect(await missing()).toEqual([
			'JS-01-D1 decision-without-wording',
			'JS-01-D2 request-without-action',
			'JS-01-D3 read-back-open'
		]);
		const action = await act(board, notes, 'report', { item, ...led() });
		await board.edit(notes, (doc) => changeDecision(doc, request, { action }));
		expect(await missing()).not.toContain('JS-01-D2 request-without-action');
	});

	it('asks who was present while it ran', async () => {
		await board.run.start(chair.person, board.session);
		expect(await missing()).toEqual([' nobody-present']);
		const at = Date.now();
		await board.database
			.insertInto('stay')
			.values({
				...{ id: 'a'.repeat(24) as never, session_id: board.session, person_id: olga.person },
				...{ mode: 'room', source: 'hand', arrived_at: at - 5_000, left_at: null }
			})
			.execute();
		expect(await missing()).toEqual([]);
		await board.database
			.updateTable('stay')
			.set({ left_at: at - 4_000 })
			.execute();
		expect(await missing()).toEqual([' nobody-present']);
	});

	it('does not mention documents that the reader may not read', async () => {
		const annex = await board.document({ kind: 'annex', audience: [olga.organisation] });
		await act(board, annex, 'a secret', { item });
		expect(await missing()).toEqual([]);
		expect(await missing(item, olga, 'chair')).toHaveLength(2);
	});
});

describe('closing a session', () => {
	it('asks for everything missing in it, and for required parts of its briefings', async () => {
		await act(board, notes, 'of no item', { ...led(), due: undefined });
		const type = { kind: 'briefing', title: 'A case', briefingType: 'case' } as const;
		const briefing = await board.document(type);
		await board.document({ kind: 'briefing', title: 'Free' });
		const whole = () =>
			board.closing.missing({ ...chair, role: 'chair' }, board.session, undefined);
		expect((await whole()).map(({ code, reference }) => `${reference ?? ''} ${code}`)).toEqual([
			'JS-01-A1 action-without-date',
			'A case briefing-incomplete',
			' nobody-present'
		]);
		await board.edit(briefing, (doc) => {
			for (const part of ['owner', 'asOf', 'controlCodes', 'known'] as const)
				headText(doc, part).insert(0, 'said');
		});
		expect((await whole()).map(({ code }) => code)).not.toContain('briefing-incomplete');
	});

	it('asks about those who are only invited, once somebody has come', async () => {
		const whole = () =>
			board.closing.missing({ ...chair, role: 'chair' }, board.session, undefined);
		const arrived = { people: [chair.person], mode: 'room', at: undefined } as const;
		await board.run.start(chair.person, board.session);
		done(await board.attendance.arrive(chair.person, board.session, arrived));
		expect(await whole()).toMatchObject([
			{ code: 'still-invited', reference: 'Olga', people: [olga.person] }
		]);
		done(await board.attendance.excuse(chair.person, board.session, { person: olga.person }));
		expect(await whole()).toEqual([]);
	});

	it('is possible in spite of missing things with a reason, which is stored', async () => {
		const run = new Run({
			...{ database: board.database, commands: board.commands, events: board.events },
			missing: (reader, session, of) => board.closing.missing(reader, session, of),
			overruled: keepOverrule,
			onStart: () => Promise.resolve(),
			onClose: () => Promise.resolve()
		});
		const action = await act(board, notes, 'no date', { item, ...led(), due: undefined });
		await run.start(chair.person, board.session);
		const close = (overrule?: string) => run.close(chair.person, board.session, { overrule });
		expect(await close()).toMatchObject({
			missing: [
				{ code: 'action-without-date', action, text: 'no date' },
				{ code: 'nobody-present' }
			]
		});
		expect(await run.view(board.session)).toMatchObject({ state: 'live' });
		expect(await close('the date follows by mail')).toBeUndefined();
		expect(await run.view(board.session)).toMatchObject({ state: 'closed' });
		const kept = await board.database.selectFrom('overrule').selectAll().execute();
		expect(kept).toMatchObject([
			{ item_id: null, reason: 'the date follows by mail', person_id: chair.person }
		]);
		expect(kept[0]?.missing).not.toContain('no date');
	});
});
