import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DocumentId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { decide } from '../../tests/support/series.ts';
import { createDocument } from '#server/sessions/document-rows.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let observer: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	observer = await board.seat('Observer', 'EC', 'observer');
});
afterEach(() => board.end());

const asked = (organisations: readonly OrganisationId[]) =>
	organisations.length > 0 ? { organisations, persons: [] } : ('everybody' as const);
const add = (by: Seat, audience: OrganisationId[]) =>
	board.documents.add(by.person, board.session, {
		kind: 'briefing',
		title: 'Chips',
		label: 'TLP:AMBER',
		audience: asked(audience)
	});

describe('a briefing', () => {
	it('for everybody can be written by delegates and read by observers', async () => {
		const id = done(await add(olga, []));
		expect(await board.documents.access(olga.person, id)).toBe('write');
		expect(await board.documents.access(chair.person, id)).toBe('write');
		expect(await board.documents.access(observer.person, id)).toBe('read');
	});

	it('for one organisation cannot be read by anybody else, not even the chair', async () => {
		const id = done(await add(olga, [olga.organisation]));
		expect(await board.documents.access(olga.person, id)).toBe('write');
		expect(await board.documents.access(chair.person, id)).toBe('none');
		const seen = await board.documents.list(board.session, { ...chair, role: 'chair' });
		expect(seen).toEqual([]);
		const [mine] = await board.documents.list(board.session, { ...olga, role: 'delegate' });
		expect(mine).toMatchObject({ id, audience: ['US-DOJ'], access: 'write' });
	});

	it('cannot exclude the person who adds it', async () => {
		expect(await add(olga, [chair.organisation])).toMatchObject({ refused: 'bad-request' });
		expect(done(await add(olga, [chair.organisation, olga.organisation]))).toBeTruthy();
	});

	it('cannot be added by observers or people outside the session', async () => {
		expect(await add(observer, [])).toEqual({ refused: 'forbidden' });
		const stranger = { ...olga, person: newId<PersonId>() };
		expect(await add(stranger, [])).toEqual({ refused: 'not-found' });
	});

	it('is created with a schema version and its initial content', async () => {
		const about = { kind: 'briefing', title: 'T', label: 'TLP:RED', audience: [] } as const;
		const id = await createDocument(board.database, board.session, about, (doc) =>
			doc.getText('t').insert(0, 'once')
		);
		const found = await board.read(id, (doc, head) => [
			doc.getMap('meta').get('schema'),
			doc.getText('t').toString(),
			head
		]);
		expect(found).toEqual([2, 'once', 1]);
	});

	it('that does not exist gives nobody access', async () => {
		expect(await board.documents.access(chair.person, newId<DocumentId>())).toBe('none');
	});
});

describe('a document', () => {
	const titles = async (who = chair, role: 'chair' | 'delegate' | 'observer' = 'chair') =>
		(await board.documents.list(board.session, { ...who, role })).map(({ title }) => title);
	const named = (title: string, audience: OrganisationId[] = [], by = chair) =>
		board.documents
			.add(by.person, board.session, {
				...{ kind: 'briefing', title, label: 'TLP:AMBER', audience: asked(audience) }
			})
			.then(done);
	const { rename, move, archive, restore } = {
		rename: (by: Seat, id: DocumentId, title: string, seen?: string) =>
			board.documentChanges.rename(by.person, id, title, seen),
		move: (by: Seat, id: DocumentId, after?: DocumentId) =>
			board.documentChanges.move(by.person, id, after),
		archive: (by: Seat, id: DocumentId) => board.documentChanges.archive(by.person, id),
		restore: (by: Seat, id: DocumentId) => board.documentChanges.restore(by.person, id)
	};

	it('is renamed, moved and archived by those who keep the record, and its readers are told', async () => {
		const notes = await board.document();
		const [a, b] = [await named('A'), await named('B')];
		const told: DocumentId[] = [];
		board.events.on('documentChanged', (id) => told.push(id));
		expect(await rename(chair, a, 'Quantum')).toBeUndefined();
		expect(await move(chair, a, b)).toBeUndefined();
		expect(await titles()).toEqual(['Notes', 'B', 'Quantum']);
		expect(await move(chair, a)).toBeUndefined();
		expect(await titles()).toEqual(['Notes', 'Quantum', 'B']);
		expect(await archive(chair, a)).toBeUndefined();
		const list = await board.documents.list(board.session, { ...olga, role: 'delegate' });
		expect(list.map(({ isArchived, mayEdit }) => [isArchived, mayEdit])).toEqual([
			[false, false],
			[true, false],
			[false, false]
		]);
		expect(await board.documents.access(olga.person, a)).toBe('write');
		expect(await restore(chair, a)).toBeUndefined();
		expect(told).toEqual([a, a, a, a, a]);
		for (const refused of [await rename(chair, notes, 'X'), await archive(chair, notes)])
			expect(refused).toEqual({ refused: 'forbidden' });
		expect(await move(chair, b, newId<DocumentId>())).toEqual({ refused: 'order-stale' });
	});

	it('is changed by the organisation it comes from too, by nobody else, and is unknown to others', async () => {
		const own = await named('Own', [olga.organisation], olga);
		expect(await rename(olga, own, 'Our own')).toBeUndefined();
		expect(await rename(chair, own, 'X')).toEqual({ refused: 'not-found' });
		expect(await archive(chair, own)).toEqual({ refused: 'not-found' });
		const all = await named('All');
		for (const act of [rename(olga, all, 'X'), move(olga, all), archive(olga, all)])
			expect(await act).toEqual({ refused: 'forbidden' });
		expect(await archive(observer, all)).toEqual({ refused: 'forbidden' });
		expect(await titles(olga, 'delegate')).toEqual(['Our own', 'All']);
	});

	it('that two rename at once has the words of both', async () => {
		const id = await named('Chips and lasers');
		expect(await rename(chair, id, 'Chips and new lasers', 'Chips and lasers')).toBeUndefined();
		expect(await rename(chair, id, 'Old chips and lasers', 'Chips and lasers')).toBeUndefined();
		expect(await titles()).toEqual(['Old chips and new lasers']);
	});

	it('in the archive is not printed, but its records are', async () => {
		const id = await named('Lasers');
		await decide(board, id, 'to count the lasers');
		const reader = { ...chair, role: 'chair' } as const;
		const asked = { session: board.session, reader, illustrative: true, at: new Date() };
		const paper = async () => JSON.stringify(await board.minutes.of(asked));
		expect(await paper()).toContain('"title":"Lasers"');
		await archive(chair, id);
		expect(await paper()).not.toContain('"title":"Lasers"');
		expect(await paper()).toContain('to count the lasers');
	});

	it('names the people that it is limited to', async () => {
		const id = await named('Two', [chair.organisation]);
		await board.database
			.insertInto('document_audience')
			.values({ document_id: id, organisation_id: null, person_id: olga.person })
			.execute();
		const [seen] = await board.documents.list(board.session, { ...olga, role: 'delegate' });
		expect(seen?.audience).toEqual(['EUROJUST', 'Olga']);
	});
});
