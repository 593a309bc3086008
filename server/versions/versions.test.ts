import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addAction, readActions } from '#shared/board/actions.ts';
import { notesOf, textOf } from '#shared/board/schema.ts';
import {
	newId,
	type ActionId,
	type AgendaItemId,
	type DocumentId,
	type VersionId
} from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { linesIn, writeLine } from '../../tests/support/lines.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let observer: Seat;
let briefing: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	observer = await board.seat('Observer', 'EC', 'observer');
	briefing = await add([]);
});
afterEach(() => board.end());

async function add(audience: readonly Seat[]): Promise<DocumentId> {
	const document = { kind: 'briefing', title: 'Chips', label: 'TLP:AMBER' } as const;
	const organisations = audience.map(({ organisation }) => organisation);
	const some = { organisations, persons: [] };
	return done(
		await board.documents.add(olga.person, board.session, {
			...{ ...document, audience: organisations.length > 0 ? some : ('everybody' as const) }
		})
	);
}

function write(words: string, root: (doc: Y.Doc) => Y.Text = textOf, id = briefing) {
	return board.edit(id, (doc) => writeLine(root(doc), words));
}

const text = () => board.read(briefing, (doc) => linesIn(textOf(doc)).join('|'));
const keep = (by: Seat, label: string) => board.versions.keep(by.person, briefing, label);
const restore = (by: Seat, id: VersionId) => board.versions.restore(by.person, briefing, id);
const list = async (by: Seat) => done(await board.versions.list(by.person, briefing));

const action = (id: ActionId) => ({
	id,
	text: 'share the list',
	leadOrganisation: undefined,
	leadPerson: undefined,
	support: [],
	due: undefined,
	item: undefined,
	unread: [],
	createdBy: undefined,
	createdAt: '2024-07-12T10:00:00.000Z'
});

describe('a version', () => {
	it('can be kept by writers, and is listed for readers with author and time', async () => {
		await write('One.');
		const id = done(await keep(olga, 'First reading'));
		expect(await list(observer)).toEqual([
			{ id, label: 'First reading', by: 'Olga', at: expect.any(Number) as number }
		]);
		expect(await keep(observer, 'Mine')).toEqual({ refused: 'forbidden' });
		expect(await restore(observer, id)).toEqual({ refused: 'forbidden' });
	});

	it('has the text of the time it was kept', async () => {
		await write('One.');
		const id = done(await keep(olga, 'First reading'));
		await write('Two.');
		const read = done(await board.versions.read(observer.person, briefing, id));
		expect(JSON.stringify(read.sections)).toContain('One.');
		expect(JSON.stringify(read.sections)).not.toContain('Two.');
		expect(read.head).toMatchObject({ judgements: [] });
	});

	it('of the board has its notes by item, those of removed items last', async () => {
		const notes = await board.document();
		const item = {
			kind: 'other',
			title: 'Opening',
			plannedMinutes: undefined,
			speakers: []
		} as const;
		const known = done(await board.agenda.add(chair.person, board.session, item));
		await write('Gone.', (doc) => notesOf(doc, newId<AgendaItemId>()), notes);
		await write('Welcome.', (doc) => notesOf(doc, known), notes);
		const id = done(await board.versions.keep(chair.person, notes, 'First'));
		const { sections } = done(await board.versions.read(chair.person, notes, id));
		expect(sections.map(({ heading }) => heading)).toEqual(['Opening', 'An item that was removed']);
	});

	it('does not exist for people who may not read its document, not even the chair', async () => {
		briefing = await add([olga]);
		const id = done(await keep(olga, 'First reading'));
		const nothing = { refused: 'not-found' };
		expect(await board.versions.list(chair.person, briefing)).toEqual(nothing);
		expect(await board.versions.read(chair.person, briefing, id)).toEqual(nothing);
		expect(await keep(chair, 'Mine')).toEqual(nothing);
		expect(await restore(chair, id)).toEqual(nothing);
	});

	it('cannot be found through another document', async () => {
		const id = done(await keep(olga, 'First reading'));
		briefing = await add([]);
		expect(await board.versions.read(olga.person, briefing, id)).toEqual({ refused: 'not-found' });
		expect(await restore(olga, id)).toEqual({ refused: 'not-found' });
	});

	it('emits an event with its document', async () => {
		const told: DocumentId[] = [];
		board.events.on('versions', (document) => told.push(document));
		await restore(olga, done(await keep(olga, 'First reading')));
		expect(told).toEqual([briefing, briefing]);
	});
});

describe('restoring a version', () => {
	it('brings its text back, and keeps the previous text as another version', async () => {
		await write('One.');
		const id = done(await keep(olga, 'First reading'));
		await write('Two.');
		const before = done(await restore(chair, id));
		expect(await text()).toBe('One.');
		const [newest] = await list(olga);
		expect(newest).toMatchObject({
			id: before,
			label: 'Before restoring “First reading”',
			by: 'Chair'
		});
		done(await restore(olga, before));
		expect(await text()).toBe('One.|Two.');
	});

	it('gives a withdrawn action its number back, and voids a later one', async () => {
		const [early, late] = [newId<ActionId>(), newId<ActionId>()];
		await board.write(briefing, (doc) => addAction(doc, action(early)));
		const id = done(await keep(olga, 'First reading'));
		await board.write(briefing, (doc) => {
			doc.getMap('actions').delete(early);
			addAction(doc, action(late));
		});
		done(await restore(olga, id));
		expect(await board.read(briefing, (doc) => readActions(doc))).toMatchObject([{ id: early }]);
		const register = await board.actions.of(olga.person);
		expect(register.map((row) => [row.id, row.reference.slice(-2), row.void])).toEqual([
			[early, 'A1', false],
			[late, 'A2', true]
		]);
	});

	it('is possible from a full list, to which people can add no more', async () => {
		const name = { label: 'One of many', by: undefined };
		for (let i = 0; i < 200; i++) await board.rooms.versions.keep(briefing, name);
		expect(await keep(olga, 'One more')).toEqual({ refused: 'versions-full' });
		const [newest] = await list(olga);
		expect(newest?.by).toBeUndefined();
		done(await restore(olga, newest?.id ?? newId()));
		expect(await list(olga)).toHaveLength(201);
	});
});
