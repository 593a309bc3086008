import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAction, withdrawAction, type NewAction } from '#shared/board/actions.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { MoveName } from '#shared/follow-up/moves.ts';
import { newId, type ActionId, type DocumentId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act, anotherSession } from '../../tests/support/series.ts';
import { carryOver } from '../run/carry-over.ts';

let board: JointSession;
let chair: Seat;
let rapporteur: Seat;
let olga: Seat;
let helper: Seat;
let observer: Seat;
let notes: DocumentId;
let told: FollowUpView[];

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	rapporteur = await board.seat('Rapporteur', 'EUROJUST', 'rapporteur');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	helper = await board.seat('Helper', 'EC', 'delegate');
	observer = await board.seat('Observer', 'US-DOJ', 'observer');
	notes = await board.document();
	told = [];
	board.events.on('followUp', (view) => told.push(view));
});
afterEach(() => board.end());

/** An action led by Olga and written by Eurojust. */
const given = (more: Partial<NewAction> = {}) =>
	act(board, notes, 'share the list', {
		...{ leadOrganisation: olga.organisation, leadPerson: olga.person, due: '2024-09-30' },
		...{ support: [helper.organisation], createdBy: rapporteur.person },
		...more
	});
const place = (action: ActionId) => ({ document: notes, action });
const move = (by: Seat, action: ActionId, name: MoveName, words = '') =>
	board.followUps.move(by.person, place(action), { move: name, words });
const stands = async (action: ActionId) => {
	const [view] = (await board.followUps.views([notes])).filter((one) => one.action === action);
	return view && [view.status, view.takenOn, view.originalDue, view.slips];
};
const history = async (action: ActionId, by = chair) =>
	done(await board.followUps.history(by.person, place(action))).map(({ event, words, by: who }) =>
		[event.kind, 'to' in event ? event.to : '', words, who?.name ?? '']
			.map((part) => (typeof part === 'string' ? part : '…'))
			.join(' | ')
	);

describe('an action', () => {
	it('goes from proposal to confirmation, and its history records each actor', async () => {
		const one = await given();
		expect(await stands(one)).toEqual(['proposed', 'asked', undefined, 0]);
		done(await move(chair, one, 'agree'));
		done(await board.followUps.answer(olga.person, place(one), 'accept'));
		done(await move(olga, one, 'start'));
		done(await board.followUps.note(helper.person, place(one), 'progress', 'sent our half'));
		done(await move(olga, one, 'complete', 'case 12/2024'));
		done(await move(chair, one, 'confirm'));
		expect(await stands(one)).toEqual(['closed', 'accepted', '2024-09-30', 0]);
		expect(await history(one)).toEqual([
			'lead | … |  | ',
			'moved | agreed |  | Chair',
			'taken-on | accepted |  | Olga',
			'moved | in-progress |  | Olga',
			'progress |  | sent our half | Helper',
			'evidence |  | case 12/2024 | Olga',
			'moved | completed |  | Olga',
			'moved | closed |  | Chair'
		]);
		expect(told.map(({ status }) => status)).toEqual([
			...['proposed', 'agreed', 'agreed', 'in-progress', 'in-progress', 'completed', 'closed']
		]);
	});

	it('is accepted when its lead starts work on it', async () => {
		const one = await given();
		done(await move(chair, one, 'agree'));
		done(await move(olga, one, 'start'));
		expect(await stands(one)).toEqual(['in-progress', 'accepted', '2024-09-30', 0]);
	});

	it('counts how often its due date was put off', async () => {
		const one = await given();
		done(await move(rapporteur, one, 'agree'));
		await board.actions.change(olga.person, place(one), { due: '2024-10-31' });
		await board.actions.change(rapporteur.person, place(one), { due: '2024-11-30' });
		expect(await stands(one)).toEqual(['agreed', 'asked', '2024-09-30', 2]);
	});

	it('records the actor of a change, and nothing of what is typed into the document once it is agreed', async () => {
		const one = await given();
		await board.write(notes, (doc) => changeAction(doc, one, { leadPerson: undefined }));
		done(await move(rapporteur, one, 'agree'));
		done(await board.actions.change(olga.person, place(one), { due: '2024-10-31' }));
		await board.write(notes, (doc) => changeAction(doc, one, { due: '2024-11-30' }));
		expect((await history(one)).slice(-3)).toEqual([
			'lead | … |  | ',
			'moved | agreed |  | Rapporteur',
			'due | 2024-10-31 |  | Olga'
		]);
	});

	it('records the right actor for each of two simultaneous changes', async () => {
		const one = await given();
		done(await move(rapporteur, one, 'agree'));
		const change = (by: Seat, due: string) => board.actions.change(by.person, place(one), { due });
		await Promise.all([change(olga, '2024-10-31'), change(rapporteur, '2024-11-30')]);
		expect((await history(one)).slice(-2)).toEqual([
			'due | 2024-10-31 |  | Olga',
			'due | 2024-11-30 |  | Rapporteur'
		]);
	});

	it('keeps its status whatever is typed into the document, and cannot be moved once withdrawn', async () => {
		const one = await given();
		done(await move(chair, one, 'agree'));
		await board.write(notes, (doc) => {
			changeAction(doc, one, { text: 'share the whole list' });
			doc
				.getMap<{ set: (key: string, value: string) => void }>('actions')
				.get(one)
				?.set('status', 'closed');
		});
		expect(await stands(one)).toEqual(['agreed', 'asked', '2024-09-30', 0]);
		const proposal = await given();
		await board.write(notes, (doc) => withdrawAction(doc, proposal));
		expect(await stands(proposal)).toBe(undefined);
		expect(await move(chair, proposal, 'agree')).toEqual({ refused: 'not-found' });
	});

	it('that was withdrawn keeps its number, follow-up and history when it comes back', async () => {
		const one = await given();
		done(await board.followUps.answer(olga.person, place(one), 'accept'));
		const kept = async () => [
			await board.registers.numbersOf(notes),
			await stands(one),
			await history(one)
		];
		const before = await kept();
		await board.write(notes, (doc) => withdrawAction(doc, one));
		expect(await stands(one)).toBeUndefined();
		await given({ id: one });
		expect(await kept()).toEqual(before);
		done(await move(chair, one, 'agree'));
	});

	it('can be declined only with a reason, and the next lead is then asked', async () => {
		const one = await given();
		expect(await board.followUps.answer(olga.person, place(one), 'decline')).toMatchObject({
			refused: 'words-missing'
		});
		done(await board.followUps.answer(olga.person, place(one), 'decline', 'not our remit'));
		expect((await stands(one))?.[1]).toBe('declined');
		await board.actions.change(rapporteur.person, place(one), {
			leadOrganisation: helper.organisation,
			leadPerson: helper.person
		});
		expect((await stands(one))?.[1]).toBe('asked');
	});

	it('can be superseded only by another one of its document', async () => {
		const [one, other] = [await given(), await given()];
		const supersede = (by: ActionId) =>
			board.followUps.move(chair.person, place(one), { move: 'supersede', by });
		expect(await supersede(newId<ActionId>())).toEqual({ refused: 'not-found' });
		expect(await supersede(one)).toEqual({ refused: 'not-found' });
		done(await supersede(other));
		expect((await stands(one))?.[0]).toBe('superseded');
	});

	it('does not change when a move is refused, and the refusal is audited', async () => {
		const one = await given();
		const before = await stands(one);
		expect(await move(olga, one, 'confirm')).toMatchObject({ refused: 'not-your-move' });
		expect(await move(chair, one, 'confirm')).toMatchObject({
			refused: 'not-from-here',
			detail: 'it is proposed'
		});
		expect(await move(helper, one, 'start')).toMatchObject({ refused: 'not-your-move' });
		expect(await move(observer, one, 'start')).toMatchObject({ refused: 'forbidden' });
		const other = await board.seat('Other', 'UA-PGO', 'delegate');
		expect(
			await board.followUps.note(other.person, place(one), 'progress', 'not mine')
		).toMatchObject({ refused: 'not-your-move' });
		expect(await stands(one)).toEqual(before);
		const audited = await board.audit.list(board.session);
		expect(audited.map(({ command, outcome }) => `${command} ${outcome}`)).toEqual([
			'action.confirm not-your-move',
			'action.confirm not-from-here',
			'action.start not-your-move',
			'action.start forbidden',
			'action.progress not-your-move'
		]);
		expect(JSON.stringify(audited)).not.toContain('share the list');
	});

	it('does not exist for people who may not read its document', async () => {
		const secret = await board.document({ kind: 'briefing', audience: [chair.organisation] });
		const one = await act(board, secret, 'secret', { leadOrganisation: olga.organisation });
		const there = { document: secret, action: one };
		for (const answer of [
			await board.followUps.move(olga.person, there, { move: 'start' }),
			await board.followUps.note(olga.person, there, 'progress', 'x'),
			await board.followUps.answer(olga.person, there, 'accept'),
			await board.followUps.history(olga.person, there)
		])
			expect(answer).toEqual({ refused: 'not-found' });
	});

	it('moves only once when two people move it at the same time', async () => {
		const one = await given();
		const both = await Promise.all([move(chair, one, 'agree'), move(rapporteur, one, 'agree')]);
		expect(both.filter(isRefusal)).toHaveLength(1);
		expect(await history(one)).toHaveLength(2);
	});
});

describe('a session', () => {
	it('agrees its proposed actions when it closes', async () => {
		const one = await given();
		await board.run.start(chair.person, board.session);
		expect(await board.run.close(chair.person, board.session, { overrule: undefined })).toBe(
			undefined
		);
		expect(await stands(one)).toEqual(['agreed', 'asked', '2024-09-30', 0]);
		expect((await history(one)).at(-1)).toBe('moved | agreed |  | Chair');
	});

	it('gives its chair rights over the actions it carries over', async () => {
		const one = await given();
		const later = await anotherSession(board, '2024-10-09', [
			[olga, 'chair'],
			[chair, 'delegate']
		]);
		await board.series.put(rapporteur.person, board.session, { name: 'Quarterly' });
		const [series] = await board.series.of(rapporteur.person);
		await board.database
			.updateTable('session')
			.set({ series_id: series?.id ?? null })
			.where('id', '=', later.session)
			.execute();
		done(await move(chair, one, 'agree'));
		done(await move(olga, one, 'complete', 'case 12/2024'));
		expect(await move(olga, one, 'confirm')).toMatchObject({ refused: 'not-your-move' });
		await carryOver(board.database, later.session);
		done(await move(olga, one, 'confirm'));
		expect((await stands(one))?.[0]).toBe('closed');
	});

	it('moves the deadlines of its actions when its time zone changes', async () => {
		const one = await given();
		const end = async () =>
			(await board.followUps.views([notes])).find(({ action }) => action === one)?.dueAt;
		expect(await end()).toBe(Date.parse('2024-09-30T22:00:00Z'));
		const details = await board.sessions.details(board.session);
		if (!details) throw new Error('no session');
		await board.sessions.change(chair.person, board.session, {
			...details,
			timeZone: 'America/New_York'
		});
		expect(await end()).toBe(Date.parse('2024-10-01T04:00:00Z'));
	});
});
