import { afterEach, beforeEach, expect, it } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import type { SessionId } from '#shared/ids.ts';
import type { PersonView } from '#shared/people.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { newAction } from '../../tests/support/series.ts';
import { JULY_MEETING } from '../demo/july-meeting.ts';
import type { Beginning } from './found.ts';

let board: JointSession;
let chair: Seat;
let anna: Seat;
let olga: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	anna = await board.seat('Anna', 'EC', 'rapporteur');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
});
afterEach(() => board.end());

const found = async (by: Seat, begin: Partial<Beginning> = {}) => {
	const founder = (await board.people.get(by.person)) as PersonView;
	const details = { ...JULY_MEETING, title: 'The next one', purpose: undefined, hosts: [] };
	return board.found(founder, details, { template: 'empty', series: undefined, ...begin });
};
const seats = async (session: SessionId) =>
	(await board.participation.delegations(session)).flatMap(({ people }) =>
		people.map(({ name, role }) => `${name}: ${role}`)
	);

it('is chaired by whom its founder chooses', async () => {
	expect(await seats(done(await found(olga, { chair: 'me' })))).toEqual(['Olga: chair']);
	expect(await seats(done(await found(olga, { chair: 'later' })))).toEqual(['Olga: rapporteur']);
	expect(await seats(done(await found(olga, { chair: chair.person })))).toEqual([
		...['Olga: rapporteur', 'Chair: chair']
	]);
	const named = await board.seat('Named', 'EC', 'guest', false);
	expect(await found(olga, { chair: named.person })).toMatchObject({ refused: 'bad-request' });
});

it('that is like another has its people, agenda and settings, and nothing of what was written', async () => {
	const item = { kind: 'topical', title: 'Threats', plannedMinutes: 20 } as const;
	const speakers = [{ name: 'Olga', function: 'Delegate' }];
	done(await board.agenda.add(chair.person, board.session, { ...item, speakers }));
	const notes = await board.document();
	await board.document({ kind: 'briefing', title: 'Chips' });
	await board.write(notes, (doc) => addAction(doc, newAction('share the list')));
	const like = { session: board.session, agenda: true, people: true };
	const session = done(await found(anna, { like, chair: 'before' }));
	expect(await seats(session)).toEqual(['Chair: chair', 'Anna: rapporteur', 'Olga: delegate']);
	expect(await board.agenda.list(session)).toMatchObject([{ ...item, speakers: [] }]);
	expect(await board.sessions.details(session)).toMatchObject({
		...{ title: 'The next one', purpose: JULY_MEETING.purpose, hosts: JULY_MEETING.hosts }
	});
	expect((await board.documents.heads(session)).map(({ kind }) => kind)).toEqual(['board']);
	const other = done(await found(anna, { like, chair: 'me' }));
	expect(await seats(other)).toEqual(['Anna: chair', 'Chair: delegate', 'Olga: delegate']);
	const bare = { ...like, agenda: false, people: false };
	const third = done(await found(anna, { like: bare, chair: 'before' }));
	expect(await seats(third)).toEqual(['Anna: rapporteur']);
	expect(await board.agenda.list(third)).toEqual([]);
});

it('is like a session only for those who may change that one', async () => {
	const like = { session: board.session, agenda: true, people: true };
	expect(await found(olga, { like })).toEqual({ refused: 'forbidden' });
	await board.participation.remove(chair.person, board.session, olga.person);
	expect(await found(olga, { like })).toEqual({ refused: 'not-found' });
	expect(await board.sessions.of(olga.person)).toEqual([]);
});
