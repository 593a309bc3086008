import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
	addAction,
	changeAction,
	withdrawAction,
	type ActionChange,
	type ActionSeen,
	type NewAction
} from '#shared/board/actions.ts';
import { addDecision } from '#shared/board/decisions.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import { newId, type ActionId, type DecisionId, type DocumentId } from '#shared/ids.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { act, newAction } from '../../tests/support/series.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await create('board');
});
afterEach(() => board.end());

const create = (kind: 'board' | 'briefing', ...audience: Seat[]) =>
	board.document({ kind, audience: audience.map(({ organisation }) => organisation) });

const action = (text: string, more: Partial<NewAction> = {}) =>
	newAction(text, { createdBy: chair.person, ...more });
const added = (text: string, more: Partial<NewAction> = {}, at = notes) =>
	act(board, at, text, { createdBy: chair.person, ...more });

const place = (one: ActionId, document = notes): ActionPlace => ({ document, action: one });
const change = async (by: Seat, at: ActionPlace, fields: ActionChange, seen?: ActionSeen) =>
	(await board.actions.change(by.person, at, fields, seen))?.refused ?? 'done';

const rows = async (by = chair) =>
	(await board.actions.of(by.person)).map(
		({ reference, text, void: isVoid }) => `${reference} ${isVoid ? 'void' : text}`
	);

describe('numbers', () => {
	it('follow the order of creation, in a sequence for each kind', async () => {
		await board.write(notes, (doc) => {
			addAction(doc, action('one'));
			addAction(doc, action('two'));
			for (const kind of ['decision', 'conclusion'] as const)
				addDecision(doc, {
					id: newId<DecisionId>(),
					kind,
					verb: 'agreed',
					text: kind,
					item: undefined,
					createdBy: undefined,
					createdAt: '2024-07-12'
				});
		});
		expect(await rows()).toEqual(['JS-01-A1 one', 'JS-01-A2 two']);
		const numbers = Object.values(await board.registers.numbersOf(notes)).sort();
		expect(numbers).toEqual(['JS-01-A1', 'JS-01-A2', 'JS-01-C1', 'JS-01-D1']);
	});

	it('are consecutive across the documents of a session, without duplicates', async () => {
		const briefing = await create('briefing');
		await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				added(String(index), {}, index % 2 === 0 ? notes : briefing)
			)
		);
		const references = (await board.actions.of(chair.person)).map(({ reference }) => reference);
		const wanted = Array.from({ length: 20 }, (_, index) => `JS-01-A${index + 1}`);
		expect(new Set(references)).toEqual(new Set(wanted));
		expect(references).toHaveLength(20);
	});

	it('are never reused after a withdrawal', async () => {
		await added('one');
		const two = await added('two');
		await board.write(notes, (doc) => withdrawAction(doc, two));
		await added('three');
		expect(await rows()).toEqual(['JS-01-A1 one', 'JS-01-A2 void', 'JS-01-A3 three']);
	});

	it('come back when a withdrawal is undone', async () => {
		const one = await added('one');
		const anna = new Y.Doc();
		const send = () => board.write(notes, (doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(anna)));
		await board.read(notes, (doc) => Y.applyUpdate(anna, Y.encodeStateAsUpdate(doc)));
		const history = new Y.UndoManager(anna.getMap('actions'), {
			trackedOrigins: new Set(['Anna'])
		});
		anna.transact(() => withdrawAction(anna, one), 'Anna');
		await send();
		expect(await rows()).toEqual(['JS-01-A1 void']);
		history.undo();
		await send();
		expect(await rows()).toEqual(['JS-01-A1 one']);
	});

	it('are given to a copy in another document too, so that nobody takes the number of a record', async () => {
		const one = action('original');
		await board.write(notes, (doc) => addAction(doc, one));
		const briefing = await create('briefing');
		await board.write(briefing, (doc) => addAction(doc, { ...one, text: 'copy' }));
		expect(await board.registers.numbersOf(briefing)).toEqual({ [one.id]: 'JS-01-A2' });
		await added('next');
		expect(await rows()).toEqual(['JS-01-A1 original', 'JS-01-A2 copy', 'JS-01-A3 next']);
	});

	it('survive a hostile document that uses one id for an action and a decision', async () => {
		const one = action('one');
		await board.write(notes, (doc) => {
			addAction(doc, one);
			addDecision(doc, {
				...{ id: one.id as string as DecisionId, kind: 'decision', verb: 'agreed', text: 'x' },
				...{ item: undefined, createdBy: undefined, createdAt: '' }
			});
		});
		expect(await rows()).toEqual(['JS-01-A1 one']);
	});

	it('are announced with their document, once', async () => {
		const told: unknown[] = [];
		board.events.on('numbers', (_, document, numbers) =>
			told.push([document, ...Object.values(numbers)])
		);
		const one = await added('one');
		await board.write(notes, (doc) => changeAction(doc, one, { due: '2024-09-30' }));
		expect(told).toEqual([[notes, 'JS-01-A1']]);
	});
});

describe('the register', () => {
	it('follows the document, and writes changes back to it', async () => {
		const one = await added('one', { leadOrganisation: olga.organisation });
		expect(await change(olga, place(one), { due: '2024-09-30' })).toBe('done');
		const [row] = await board.actions.of(chair.person);
		expect(row).toMatchObject({ due: '2024-09-30', lead: { code: 'US-DOJ' }, mayEdit: true });
	});

	it('hides actions of a document from people who may not read it', async () => {
		const secret = await create('briefing', olga);
		const one = await added('secret', {}, secret);
		expect(await rows(olga)).toEqual(['JS-01-A1 secret']);
		expect(await rows(chair)).toEqual([]);
		expect(await change(chair, place(one, secret), { due: '2024-09-30' })).toBe('not-found');
		expect(await board.actions.find(chair.person, one)).toEqual({ refused: 'not-found' });
	});

	it('cannot be changed by observers', async () => {
		const observer = await board.seat('Observer', 'EC', 'observer');
		const one = await added('one');
		expect(await change(observer, place(one), { due: '2024-09-30' })).toBe('forbidden');
	});

	it('refuses a change to an action that somebody else has changed since it was seen', async () => {
		const one = await added('one', { due: '2024-09-30' });
		const seen = { due: '2024-09-30', leadOrganisation: undefined } as const;
		expect(await change(chair, place(one), { due: '2024-10-31' }, seen)).toBe('done');
		expect(await change(olga, place(one), { due: '2024-11-30' }, seen)).toBe('action-changed');
		const [row] = await board.actions.of(chair.person);
		expect(row?.due).toBe('2024-10-31');
		expect(await change(olga, place(one), { text: 'two' }, { text: 'one' })).toBe('done');
		expect(await rows()).toEqual(['JS-01-A1 two']);
	});

	it('refuses a change to a withdrawn action', async () => {
		const one = await added('one');
		await board.write(notes, (doc) => withdrawAction(doc, one));
		expect(await change(olga, place(one), { text: 'two' })).toBe('not-found');
	});

	it.each(['its log', 'a snapshot'])('catches up after a crash from %s', async (from) => {
		const update = new Y.Doc();
		addAction(update, action('unseen'));
		const data = Y.encodeStateAsUpdate(update);
		const row = { document_id: notes, seq: 2, at: 0, data };
		if (from === 'its log')
			await board.database.insertInto('document_update').values(row).execute();
		else await board.database.insertInto('document_snapshot').values(row).execute();
		expect(await rows()).toEqual([]);
		await board.projector.catchUp();
		expect(await rows()).toEqual(['JS-01-A1 unseen']);
		expect(await board.registers.stale()).toEqual([]);
	});
});
