import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addAction, readActions } from '#shared/board/actions.ts';
import { textOf } from '#shared/board/schema.ts';
import { newId, type DocumentId, type HeldId } from '#shared/ids.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { newAction } from '../../tests/support/series.ts';
import { draftOf } from '../../tests/support/server-edit.ts';
import { holdWith } from './hold.ts';
import { writeLine } from '../../tests/support/lines.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let other: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	other = await board.seat('Other', 'EC', 'delegate');
	notes = await board.document();
});
afterEach(() => board.end());

/** Olga's change, which arrived after the session was closed. */
async function hold(change: (doc: Y.Doc) => void, document = notes): Promise<boolean> {
	const update = (await draftOf(board.rooms, document, change))?.update ?? new Uint8Array();
	return holdWith(board)({ document, person: olga.person, reason: 'sealed', update });
}

const write = (words: string) => (doc: Y.Doc) => writeLine(textOf(doc), words);
const list = (who: Seat) => board.heldChanges.list(who.person, board.session);
const only = async (): Promise<HeldId> => (await list(olga))[0]?.id ?? newId();

describe('a held change', () => {
	it('is seen by its author and by those who keep the record, in its words, and by nobody else', async () => {
		expect(await hold(write('too late'))).toBe(true);
		const seen = { name: 'Olga', reason: 'sealed', words: 'too late' };
		expect(await list(olga)).toMatchObject([{ ...seen, isMine: true, mayTake: false }]);
		expect(await list(chair)).toMatchObject([{ ...seen, isMine: false, mayTake: true }]);
		expect(await list(other)).toEqual([]);
	});

	it('is not seen by a chair who may not read its document', async () => {
		const secret = await board.document({ kind: 'briefing', audience: [olga.organisation] });
		await hold(write('secret'), secret);
		expect(await list(chair)).toEqual([]);
		expect(await list(olga)).toHaveLength(1);
	});

	it('is taken over as its author’s, whose action gets a number', async () => {
		await hold((doc) =>
			addAction(doc, newAction('late', { leadOrganisation: chair.organisation }))
		);
		expect(await board.heldChanges.take(chair.person, notes, await only())).toBeUndefined();
		expect(await board.read(notes, (doc) => readActions(doc))).toMatchObject([{ text: 'late' }]);
		expect(await board.actions.of(chair.person)).toMatchObject([{ reference: 'JS-01-A1' }]);
		const row = await board.database.selectFrom('action').select('taken_on').executeTakeFirst();
		expect(row).toEqual({ taken_on: 'asked' }); // its author is of another organisation than its lead
		expect(await list(chair)).toEqual([]);
	});

	it('is taken or refused by those who keep the record, and dropped by its author', async () => {
		await hold(write('too late'));
		const id = await only();
		const { heldChanges } = board;
		expect(await heldChanges.take(olga.person, notes, id)).toEqual({ refused: 'forbidden' });
		expect(await heldChanges.refuse(other.person, notes, id)).toEqual({ refused: 'forbidden' });
		expect(await heldChanges.drop(chair.person, notes, id)).toEqual({ refused: 'not-found' });
		expect(await heldChanges.drop(olga.person, notes, id)).toBeUndefined();
		await hold(write('again'));
		expect(await heldChanges.refuse(chair.person, notes, await only())).toBeUndefined();
		expect(await list(olga)).toEqual([]);
	});

	it('that builds on what the document does not have is refused in words, and changes nothing', async () => {
		const elsewhere = new Y.Doc();
		write('missing')(elsewhere);
		const before = Y.encodeStateVector(elsewhere);
		write('late')(elsewhere);
		const update = Y.encodeStateAsUpdate(elsewhere, before);
		await holdWith(board)({ document: notes, person: olga.person, reason: 'sealed', update });
		const head = (await board.rooms.bytes(notes))?.head;
		const taken = await board.heldChanges.take(chair.person, notes, await only());
		expect(taken).toEqual({ refused: 'held-does-not-fit' });
		expect((await board.rooms.bytes(notes))?.head).toBe(head);
		expect(await list(chair)).toHaveLength(1);
	});

	it('is kept without its words when it costs much to read', async () => {
		const heavy = new Y.Doc();
		heavy.transact(() => {
			for (let i = 0; i < 60_000; i++) heavy.getText('t').insert(0, 'x');
		});
		const update = Y.encodeStateAsUpdate(heavy);
		const change = { document: notes, person: olga.person, reason: 'too-large', update } as const;
		expect(await holdWith(board)(change)).toBe(true);
		expect(await list(olga)).toMatchObject([{ words: '', reason: 'too-large' }]);
	});

	it('is not kept when its author has too many', async () => {
		for (let i = 0; i < 20; i++) expect(await hold(write(`${i}`))).toBe(true);
		expect(await hold(write('one more'))).toBe(false);
	});
});
