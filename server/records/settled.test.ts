import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAction, readAction, withdrawAction } from '#shared/board/actions.ts';
import type { ActionId, DocumentId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';
import { readDocument } from '../../tests/support/server-edit.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let pavlo: Seat;
let notes: DocumentId;
let action: ActionId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	pavlo = await board.seat('Pavlo', 'UA-PGO', 'delegate');
	notes = await board.document();
	action = await act(board, notes, 'share the list', {
		...{ leadOrganisation: olga.organisation, leadPerson: olga.person, due: '2024-09-30' }
	});
});
afterEach(() => board.end());

const place = () => ({ document: notes, action });
const agree = async () =>
	done(await board.followUps.move(chair.person, place(), { move: 'agree' }));
const change = (by: Seat, due: string) => board.actions.change(by.person, place(), { due });
const type = (due: string) =>
	board.write(notes, (doc) => changeAction(doc, action, { due, text: 'other words' }));
const view = async () =>
	(await board.followUps.views([notes])).find((one) => one.action === action);
const listed = async () =>
	(await board.actions.of(chair.person)).map(({ text, due, void: isVoid }) => [text, due, isVoid]);
const inDocument = () => readDocument(board.rooms, notes, (doc) => readAction(doc, action)?.due);

describe('an agreed action', () => {
	it('counts as it was agreed, whatever is typed, and the page is told', async () => {
		await agree();
		await type('2025-12-31');
		expect(await listed()).toEqual([['share the list', '2024-09-30', false]]);
		expect((await view())?.agreed).toEqual({
			...{ text: 'share the list', due: '2024-09-30' },
			...{ leadOrganisation: olga.organisation, leadPerson: olga.person }
		});
	});

	it('is what was typed as long as it is a proposal', async () => {
		await type('2025-12-31');
		await agree();
		expect(await listed()).toEqual([['other words', '2025-12-31', false]]);
		expect((await view())?.agreed).toBeUndefined();
	});

	it('is changed by its lead and those who keep the record, and by nobody else', async () => {
		await agree();
		expect(await change(pavlo, '2024-10-15')).toEqual({ refused: 'not-your-move' });
		expect(await change(olga, '2024-10-15')).toBeUndefined();
		expect(await change(chair, '2024-10-31')).toBeUndefined();
		expect(await listed()).toEqual([['share the list', '2024-10-31', false]]);
		expect(await inDocument()).toBe('2024-10-31');
	});

	it('is put back into a document that says something else', async () => {
		await agree();
		await type('2025-12-31');
		const { agreed } = (await view()) ?? {};
		if (!agreed) throw new Error('the document says the same');
		expect(await board.actions.change(olga.person, place(), agreed)).toBeUndefined();
		expect(await inDocument()).toBe('2024-09-30');
		expect((await view())?.agreed).toBeUndefined();
		expect(await listed()).toEqual([['share the list', '2024-09-30', false]]);
	});

	it('is not withdrawn by taking it out of the document; it is cancelled, with a reason', async () => {
		await agree();
		await board.write(notes, (doc) => withdrawAction(doc, action));
		expect(await listed()).toEqual([['share the list', '2024-09-30', false]]);
		const { agreed } = (await view()) ?? {};
		expect(agreed?.text).toBe('share the list');
		expect(await board.actions.change(olga.person, place(), agreed ?? {})).toBeUndefined();
		expect(await inDocument()).toBe('2024-09-30');
		expect((await view())?.agreed).toBeUndefined();
		const cancel = (by: Seat, words: string) =>
			board.followUps.move(by.person, place(), { move: 'cancel', words });
		expect(await cancel(pavlo, 'Not needed.')).toEqual({ refused: 'not-your-move' });
		expect(await cancel(olga, '')).toEqual({ refused: 'words-missing' });
		expect(done(await cancel(olga, 'Done by others.')).status).toBe('cancelled');
		expect(await listed()).toEqual([['share the list', '2024-09-30', false]]);
	});
});
