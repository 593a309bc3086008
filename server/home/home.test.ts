import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { textOf } from '#shared/board/schema.ts';
import type { DocumentId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { writeLine } from '../../tests/support/lines.ts';
import { act, anotherSession, decide } from '../../tests/support/series.ts';
import { draftOf } from '../../tests/support/server-edit.ts';
import { holdWith } from '../held/hold.ts';

let board: JointSession;
let chair: Seat;
let rapporteur: Seat;
let olga: Seat;
let eva: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	rapporteur = await board.seat('Rapporteur', 'EUROJUST', 'rapporteur');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	eva = await board.seat('Eva', 'EC', 'delegate');
	notes = await board.document();
});
afterEach(() => board.end());

const home = (who: Seat) => board.homes.of(who.person);
const needs = async (who: Seat) => (await home(who)).needs;
const texts = (actions: readonly RegisterAction[]) => actions.map(({ text }) => text);
const counts = (list: readonly { readonly count: number; readonly isChair: boolean }[]) =>
	list.map(({ count, isChair }) => [count, isChair]);

describe('what waits for somebody', () => {
	it('is a wording that is read back, until their delegation has answered', async () => {
		const decision = await decide(board, notes, 'to meet again');
		const { session, readBacks } = board;
		const words = { document: notes, decision, verb: 'agreed', text: 'to meet again' } as const;
		const readBack = done(await readBacks.open(chair.person, session, words));
		expect((await needs(olga)).readBacks).toMatchObject([
			{ decision, reference: 'JS-01-D1', text: 'to meet again', label: 'TLP:CLEAR' }
		]);
		const organisations = [olga.organisation];
		done(
			await readBacks.answer(olga.person, session, readBack, {
				...{ organisations, answer: 'agree', words: '', liftBy: undefined }
			})
		);
		expect((await needs(olga)).readBacks).toEqual([]);
		expect((await needs(eva)).readBacks).toHaveLength(1);
	});

	it('is an action that their organisation was asked to take, which is then not repeated', async () => {
		const lead = { leadOrganisation: olga.organisation, createdBy: rapporteur.person };
		await act(board, notes, 'share the list', { ...lead, leadPerson: olga.person });
		await act(board, notes, 'name a contact', lead);
		const { needs, myActions } = await home(olga);
		expect(texts(needs.toAccept).sort()).toEqual(['name a contact', 'share the list']);
		expect(texts(myActions)).toEqual([]);
		expect(texts((await home(eva)).needs.toAccept)).toEqual([]);
	});

	it('is an action that its lead reported, for the chair to confirm', async () => {
		const lead = { leadOrganisation: olga.organisation, createdBy: olga.person };
		const action = await act(board, notes, 'share the list', { ...lead, leadPerson: olga.person });
		const place = { document: notes, action };
		done(await board.followUps.move(chair.person, place, { move: 'agree', words: '' }));
		expect(texts((await home(olga)).myActions)).toEqual(['share the list']);
		done(await board.followUps.move(olga.person, place, { move: 'complete', words: 'sent' }));
		expect(texts((await needs(chair)).toConfirm)).toEqual(['share the list']);
		expect(texts((await needs(rapporteur)).toConfirm)).toEqual([]);
		expect(texts((await home(olga)).myActions)).toEqual([]);
	});

	it('is a proposal of a session that runs, for those who keep its record', async () => {
		const decision = await decide(board, notes, 'to meet again');
		expect((await needs(chair)).toRecord).toEqual([]); // it has not started yet
		done(await board.run.start(chair.person, board.session));
		expect(counts((await needs(chair)).toRecord)).toEqual([[1, true]]);
		expect(counts((await needs(rapporteur)).toRecord)).toEqual([[1, false]]);
		expect((await needs(olga)).toRecord).toEqual([]);
		const words = { document: notes, decision, verb: 'agreed', text: 'to meet again' } as const;
		done(await board.readBacks.record(chair.person, board.session, words));
		expect((await needs(chair)).toRecord).toEqual([]);
	});

	it('is a change that arrived after closing', async () => {
		const write = (doc: Y.Doc) => writeLine(textOf(doc), 'too late');
		const draft = await draftOf(board.rooms, notes, write);
		const update = draft?.update ?? new Uint8Array();
		await holdWith(board)({ document: notes, person: olga.person, reason: 'sealed', update });
		expect(counts((await needs(chair)).held)).toEqual([[1, true]]);
		expect((await needs(olga)).held).toEqual([]);
	});

	it('is nothing of a document that they may not read', async () => {
		const annex = await board.document({ kind: 'annex', audience: [eva.organisation] });
		await decide(board, annex, 'secret');
		await act(board, annex, 'secret', {
			...{ leadOrganisation: olga.organisation, createdBy: eva.person }
		});
		done(await board.run.start(chair.person, board.session));
		expect((await needs(chair)).toRecord).toEqual([]);
		expect((await needs(olga)).toAccept).toEqual([]);
	});
});

it('what runs is shown with its item', async () => {
	const item = { kind: 'topical', title: 'Threats', plannedMinutes: 20, speakers: [] } as const;
	done(await board.agenda.add(chair.person, board.session, item));
	expect((await home(olga)).running).toEqual([]);
	done(await board.run.start(chair.person, board.session));
	expect((await home(olga)).running).toMatchObject([
		{ reference: 'JS-01', state: 'live', item: { number: '1', title: 'Threats' } }
	]);
	expect((await home(olga)).running[0]?.segments).toHaveLength(1);
});

describe('the first steps', () => {
	const newcomer = async () => {
		const { person } = await board.seat('Nina', 'EC', 'delegate');
		await board.participation.remove(chair.person, board.session, person);
		return { ...eva, person };
	};
	const steps = async (who: Seat) => (await home(who)).firstSteps;

	it('tick themselves off as a newcomer takes them', async () => {
		const nina = await newcomer();
		expect(await steps(nina)).toEqual({
			...{ session: undefined, hasPeople: false, hasWritten: false }
		});
		const first = await anotherSession(board, '2024-09-12', [[nina, 'rapporteur']]);
		expect(await steps(nina)).toMatchObject({
			...{ session: { reference: 'JS-02' }, hasPeople: false, hasWritten: false }
		});
		const seat = { person: eva.person, role: 'chair', capacity: '' } as const;
		done(await board.participation.put(nina.person, first.session, seat));
		expect(await steps(nina)).toMatchObject({ hasPeople: true, hasWritten: false });
		await board.write(first.notes, (doc) => writeLine(textOf(doc), 'Welcome'), nina.person);
		expect(await steps(nina)).toMatchObject({ hasPeople: true, hasWritten: true });
	});

	it('are for newcomers only, and can be dismissed', async () => {
		for (const who of [olga, chair]) expect(await steps(who)).toBeUndefined();
		const nina = await newcomer();
		expect(await board.homes.dismissFirstSteps(nina.person)).toBeUndefined();
		expect(await steps(nina)).toBeUndefined();
		await anotherSession(board, '2024-09-12', [[rapporteur, 'rapporteur']]);
		expect(await steps(rapporteur)).toBeUndefined(); // it is their second
	});
});
