import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonId } from '#shared/ids.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';

let board: JointSession;
let chair: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
});
afterEach(() => board.end());

const put = (person: PersonId, role: 'chair' | 'rapporteur' | 'delegate' | 'guest', by = chair) =>
	board.participation.put(by.person, board.session, { person, role, capacity: role });
const remove = (person: PersonId, by = chair) =>
	board.participation.remove(by.person, board.session, person);
const codes = async () =>
	(await board.participation.delegations(board.session)).map(
		({ organisation }) => organisation.code
	);

describe('participation', () => {
	it('gives readers by role, and none for people outside the session', async () => {
		const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
		const { participation, session } = board;
		expect(await participation.reader(chair.person, session)).toMatchObject({ role: 'chair' });
		expect(await participation.reader(newId<PersonId>(), session)).toBeUndefined();
		const stranger = { ...olga, person: newId<PersonId>() };
		expect(await remove(chair.person, stranger)).toEqual({ refused: 'not-found' });
		expect(await remove(chair.person, olga)).toEqual({ refused: 'forbidden' });
	});

	it('emits accessChanged when it changes', async () => {
		const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
		const told: unknown[] = [];
		board.events.on('accessChanged', (session) => told.push(session));
		await put(olga.person, 'guest');
		await remove(olga.person);
		expect(told).toEqual([board.session, board.session]);
		expect(await board.participation.reader(olga.person, board.session)).toBeUndefined();
	});
});

describe('somebody who was removed and comes back', () => {
	it('inherits no document that named them, unless it named nobody else', async () => {
		const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
		const added = (persons: PersonId[], audience: Seat['organisation'][] = []) =>
			board.document({ kind: 'annex', label: 'TLP:RED', persons, audience });
		const both = await added([olga.person, chair.person]);
		const beside = await added([olga.person], [chair.organisation]);
		const alone = await added([olga.person]);
		await remove(olga.person);
		const access = async (who: Seat) =>
			Promise.all([both, beside, alone].map((id) => board.documents.access(who.person, id)));
		expect(await access(chair)).toEqual(['write', 'write', 'none']);
		await put(olga.person, 'delegate');
		expect(await access(olga)).toEqual(['none', 'none', 'write']);
	});
});

describe('the last person who keeps the record', () => {
	it('can neither be removed nor become a delegate', async () => {
		await board.seat('Named', 'EC', 'rapporteur', false); // cannot sign in, so does not count
		expect(await remove(chair.person)).toEqual({ refused: 'last-keeper' });
		expect(await put(chair.person, 'delegate')).toEqual({ refused: 'last-keeper' });
		expect(await put(chair.person, 'rapporteur')).toBeUndefined();
	});

	it('can be removed when there is another one', async () => {
		const anna = await board.seat('Anna', 'EC', 'rapporteur');
		expect(await remove(chair.person)).toBeUndefined();
		expect(await remove(anna.person, anna)).toEqual({ refused: 'last-keeper' });
	});
});

describe('delegations', () => {
	it('are in the order they were added, and end with their last person', async () => {
		const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
		await board.seat('Kostin', 'UA-PGO', 'delegate');
		expect(await codes()).toEqual(['EUROJUST', 'US-DOJ', 'UA-PGO']);
		await remove(olga.person);
		expect(await codes()).toEqual(['EUROJUST', 'UA-PGO']);
		await board.seat('Anna', 'AT-BMI', 'delegate'); // would come first by name
		expect(await codes()).toEqual(['EUROJUST', 'UA-PGO', 'AT-BMI']);
	});

	it('have people with handles', async () => {
		await board.seat('Anna Meier', 'DE-BKA', 'delegate');
		const [, bka] = await board.participation.delegations(board.session);
		expect(bka?.people).toEqual([
			expect.objectContaining({ name: 'Anna Meier', handle: 'Meier', canSignIn: true })
		]);
	});
});

describe('the chair', () => {
	it('is named by those who keep the record while there is none, and then passed on by a chair only', async () => {
		const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
		const anna = await board.seat('Anna', 'EC', 'rapporteur');
		expect(await put(olga.person, 'chair', anna)).toEqual({ refused: 'chair-passes-on' });
		expect(await put(chair.person, 'rapporteur', anna)).toEqual({ refused: 'chair-passes-on' });
		expect(await remove(chair.person, anna)).toEqual({ refused: 'chair-passes-on' });
		expect(await put(olga.person, 'chair')).toBeUndefined();
		expect(await put(chair.person, 'delegate')).toBeUndefined();
		expect(await remove(olga.person, olga)).toBeUndefined(); // leaves, and nobody chairs
		expect(await put(anna.person, 'chair', anna)).toBeUndefined();
	});

	it('who cannot sign in counts as none', async () => {
		const anna = await board.seat('Anna', 'EC', 'rapporteur');
		await put(chair.person, 'rapporteur');
		await board.seat('Named', 'EC', 'chair', false);
		expect(await put(anna.person, 'chair', anna)).toBeUndefined();
	});
});

describe('a pasted list', () => {
	const paste = async (names: string, by = chair) =>
		board.addListed(by.person, board.session, { names, role: 'delegate' });
	const outside = async (name: string, code: string) => {
		const { person } = await board.seat(name, code, 'delegate');
		await remove(person);
		return person;
	};

	it('adds whom it names, and says of every other line why it did not', async () => {
		const [anna] = [await outside('Anna Meier', 'DE-BKA'), await outside('Jan Roux', 'EC')];
		await outside('Eva Roux', 'US-DOJ');
		const told: unknown[] = [];
		board.events.on('accessChanged', (session) => told.push(session));
		const names = 'Meier, Anna\nChair\nRoux\nNobody\nno@where.example\njan roux@ec.example';
		expect(await paste(names)).toEqual({
			added: 1,
			left: [
				{ line: 'Chair', why: expect.stringContaining('already') as string },
				{ line: 'Roux', why: expect.stringContaining('Jan Roux (EC)') as string },
				{ line: 'Nobody', why: expect.stringContaining('name') as string },
				{ line: 'no@where.example', why: expect.stringContaining('address') as string },
				{ line: 'jan roux@ec.example', why: expect.stringContaining('address') as string }
			]
		});
		expect(await board.participation.reader(anna, board.session)).toMatchObject({
			role: 'delegate'
		});
		expect(told).toEqual([board.session]);
	});

	it('is for those who may change the session, and learns nothing for others', async () => {
		const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
		await outside('Anna Meier', 'DE-BKA');
		expect(await paste('Anna Meier', olga)).toEqual({ refused: 'forbidden' });
		expect(await paste('Nobody', olga)).toEqual({ refused: 'forbidden' });
	});
});
