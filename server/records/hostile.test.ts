import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addAction, withdrawAction } from '#shared/board/actions.ts';
import { addDecision } from '#shared/board/decisions.ts';
import { MAX_RECORDS } from '#shared/board/fair-records.ts';
import { copiesOf } from '#shared/records/records.ts';
import { newId, type ActionId, type DecisionId, type DocumentId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { decide, newAction } from '../../tests/support/series.ts';

let board: JointSession;
let chair: Seat;
let mallory: Seat;
let notes: DocumentId;

async function setup(hooks: Parameters<typeof jointSession>[0] = {}): Promise<void> {
	board = await jointSession(hooks);
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	mallory = await board.seat('Mallory', 'US-DOJ', 'delegate');
	notes = await board.document();
}

beforeEach(() => setup());
afterEach(() => board.end());

const minutes = async (illustrative = true) => {
	const reader = { ...chair, role: 'chair' as const };
	const request = { session: board.session, reader, illustrative, at: new Date() };
	return done(await board.minutes.of(request));
};

/** A record in which every field is what a client of ours never writes. */
function poisoned(doc: Y.Doc, fields: Readonly<Record<string, unknown>>): ActionId {
	const id = newId<ActionId>();
	addAction(doc, newAction('poisoned', { id }));
	for (const [key, value] of Object.entries(fields))
		copiesOf(doc, 'actions', id)[0]?.set(key, value);
	return id;
}

const rowOf = (id: ActionId) =>
	board.database.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst();

describe('a hostile record', () => {
	it.each(['9999-12-31', '0000-01-01', '-271821-04-20', '2024-02-30', '1899-12-31'])(
		'due on %s has no date, and everybody else’s are read',
		async (due) => {
			const id = await board.write(notes, (doc) => {
				addAction(doc, newAction('honest', { due: '2024-09-30' }));
				return poisoned(doc, { due });
			});
			expect(await rowOf(id)).toMatchObject({ text: 'poisoned', due: null });
			expect((await minutes()).actions.map((one) => one.due).sort()).toEqual([
				'2024-09-30',
				undefined
			]);
		}
	);

	it('with types, numbers and bytes in its fields is read as far as it makes sense', async () => {
		const id = await board.write(notes, (doc) =>
			poisoned(doc, {
				...{
					text: new Y.Map(),
					leadPerson: 7,
					support: new Uint8Array(4),
					priority: 'constructor'
				},
				...{ createdAt: '9'.repeat(10_000), item: { a: 1 }, unread: 'x', dependsOn: null }
			})
		);
		expect(await rowOf(id)).toMatchObject({ text: '', support: '[]', priority: 'normal' });
	});

	it('in too large a number leaves those that have a number in their place', async () => {
		const honest = newAction('honest');
		await board.write(notes, (doc) => addAction(doc, honest));
		await board.write(notes, (doc) => {
			for (let i = 0; i < MAX_RECORDS + 500; i++)
				doc.getMap('actions').set(
					newId(),
					new Y.Map<unknown>([
						['here', true],
						['createdAt', '2000-01-01T00:00:00Z']
					])
				);
		});
		expect(await rowOf(honest.id)).toMatchObject({ text: 'honest', void: 0 });
		const { count } = await board.database
			.selectFrom('action')
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		expect(Number(count)).toBe(MAX_RECORDS);
	});
});

describe('records without end', () => {
	it('get no more numbers than one person may have, and take none from others', async () => {
		const most = 1_000;
		const flood = (doc: Y.Doc) => {
			const actions = doc.getMap('actions');
			actions.clear();
			for (let i = 0; i < 600; i++) actions.set(newId(), new Y.Map([['here', true]]));
		};
		await board.write(notes, flood, mallory.person);
		await board.write(notes, flood, mallory.person);
		const { count } = await board.database
			.selectFrom('action')
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		expect(Number(count)).toBe(most);
		const honest = newAction('honest');
		await board.write(notes, (doc) => addAction(doc, honest), chair.person);
		expect((await minutes()).actions.at(-1)).toMatchObject({ text: 'honest', void: false });
	});

	it('are counted, and told to their author and to those who keep the record, until they are gone', async () => {
		const refused: string[] = [];
		const told: string[] = [];
		await board.end();
		await setup({ recordsPerPerson: 2, onRefused: (code) => refused.push(code) });
		board.events.on('leftOut', (document) => told.push(document));
		const many = ['one', 'two', 'three', 'four'].map((text) => newAction(text));
		await board.write(notes, (doc) => many.forEach((one) => addAction(doc, one)), mallory.person);
		const leftOut = (by: Seat | undefined) =>
			board.registers.leftOut(notes, by?.person ?? 'anybody');
		expect([await leftOut(mallory), await leftOut(chair), await leftOut(undefined)]).toEqual([
			2, 0, 2
		]);
		expect([refused, told]).toEqual([['records-full', 'records-full'], [notes]]);
		await board.write(notes, (doc) => addAction(doc, newAction('honest')), chair.person);
		expect([refused.length, told.length]).toEqual([2, 1]);
		await board.write(notes, (doc) => many.forEach(({ id }) => withdrawAction(doc, id)));
		expect([await leftOut(mallory), await leftOut(undefined)]).toEqual([0, 0]);
	});

	it('of two people together do not push out those of a third, and none becomes void by it', async () => {
		const boris = await board.seat('Boris', 'EC', 'delegate');
		const flood = (count: number) => (doc: Y.Doc) => {
			for (let i = 0; i < count; i++)
				doc.getMap('actions').set(newId(), new Y.Map([['createdAt', '2000-01-01T00:00:00Z']]));
		};
		await board.write(notes, flood(990), mallory.person);
		await board.write(notes, flood(990), boris.person);
		await board.write(notes, flood(300), mallory.person);
		const honest = newAction('honest');
		await board.write(notes, (doc) => addAction(doc, honest), chair.person);
		expect(await rowOf(honest.id)).toMatchObject({ text: 'honest', void: 0 });
		const isVoid = await board.database
			.selectFrom('action')
			.select('id')
			.where('void', '=', 1)
			.execute();
		expect(isVoid).toEqual([]);
	});
});

describe('the record of others', () => {
	it('keeps its number although somebody copied its id first', async () => {
		const briefing = await board.document({ kind: 'briefing' });
		const id = newId<DecisionId>();
		const decision = {
			...({ id, kind: 'decision', verb: 'agreed', item: undefined, createdBy: undefined } as const),
			createdAt: ''
		};
		await board.write(briefing, (doc) => addDecision(doc, { ...decision, text: 'stolen' }));
		await board.write(notes, (doc) => addDecision(doc, { ...decision, text: 'the chair’s' }));
		expect((await minutes()).decisions.map(({ text }) => text)).toEqual(['stolen', 'the chair’s']);
	});

	it('has the author whose login sent it, whoever it names', async () => {
		const forged = newAction('forged', {
			...{ leadOrganisation: chair.organisation, leadPerson: chair.person, createdBy: chair.person }
		});
		await board.write(notes, (doc) => addAction(doc, forged), mallory.person);
		expect(await rowOf(forged.id)).toMatchObject({ taken_on: 'asked' });
		await board.notices.settle();
		expect(await board.notices.list(chair.person)).toHaveLength(1);
	});

	it('cannot be made illustrative by a word in the document, and so leave the faithful minutes', async () => {
		const id = await decide(board, notes, 'to share the list');
		await board.write(notes, (doc) => copiesOf(doc, 'decisions', id)[0]?.set('illustrative', true));
		expect((await minutes(false)).decisions.map(({ text }) => text)).toEqual(['to share the list']);
	});

	it('is sealed when the session is closed, but for those who keep it', async () => {
		const access = (who: Seat) => board.documents.access(who.person, notes);
		expect(await access(mallory)).toBe('write');
		await board.database.updateTable('session').set({ state: 'closed' }).execute();
		expect([await access(mallory), await access(chair)]).toEqual(['read', 'write']);
		const place = { document: notes, action: newId<ActionId>() };
		expect(await board.actions.change(mallory.person, place, { text: 'rewritten' })).toEqual({
			refused: 'forbidden'
		});
	});
});
