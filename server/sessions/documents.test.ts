import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DocumentId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
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

const add = (by: Seat, audience: OrganisationId[]) =>
	board.documents.add(by.person, board.session, {
		kind: 'briefing',
		title: 'Chips',
		label: 'TLP:AMBER',
		audience
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
		const stranger = { person: newId<PersonId>(), organisation: olga.organisation };
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
