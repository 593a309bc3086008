import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AskedChange } from '#shared/follow-up/change-request.ts';
import { newId, type ActionId, type DocumentId, type RequestId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let ukraine: Seat;
let notes: DocumentId;
let action: ActionId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	ukraine = await board.seat('Iryna', 'UA-PGO', 'delegate');
	notes = await board.document();
	const lead = { leadOrganisation: olga.organisation, leadPerson: olga.person };
	action = await act(board, notes, 'share the list', { ...lead, due: '2030-09-30' });
	done(await board.followUps.move(chair.person, place(), { move: 'agree' }));
});
afterEach(() => board.end());

const place = () => ({ document: notes, action });
const ask = (by: Seat, change: AskedChange, words = 'we need time') =>
	board.changeRequests.ask(by.person, place(), change, words);
const waiting = async (by = olga) => done(await board.changeRequests.of(by.person, place()));
const only = async (): Promise<RequestId> => (await waiting())[0]?.id ?? newId<RequestId>();
const due = async () => (await board.actions.of(olga.person))[0]?.due;
const history = async () =>
	done(await board.followUps.history(chair.person, place())).map(({ event }) => event.kind);
const notices = async (of: Seat) => {
	await board.notices.settle();
	const rows = await board.database
		.selectFrom('notification')
		.select('kind')
		.where('person_id', '=', of.person)
		.execute();
	return rows.map(({ kind }) => kind);
};

describe('a change of an agreed action that somebody else asks for', () => {
	it('changes nothing until the lead grants it; both are told, and the history has it', async () => {
		expect(await ask(ukraine, { due: '2030-10-15' })).toMatchObject({ changesAsked: 1 });
		expect(await due()).toBe('2030-09-30');
		expect(await waiting()).toMatchObject([
			{
				by: { name: 'Iryna', code: 'UA-PGO' },
				change: { due: '2030-10-15' },
				words: 'we need time'
			}
		]);
		expect(await notices(olga)).toContain('change-asked');
		expect(await notices(chair)).toContain('change-asked');
		const granted = await board.changeRequests.grant(olga.person, place(), await only());
		expect(granted).toMatchObject({ changesAsked: 0 });
		expect(await due()).toBe('2030-10-15');
		expect(await waiting()).toEqual([]);
		expect(await notices(ukraine)).toContain('change-answered');
		expect(await history()).toEqual(expect.arrayContaining(['asked', 'due', 'granted']));
	});

	it('may take the date away, and is refused with a reason', async () => {
		await ask(ukraine, { due: null });
		const request = await only();
		const refuse = (words: string) =>
			board.changeRequests.refuse(chair.person, place(), request, words);
		expect(await refuse('')).toEqual({ refused: 'words-missing' });
		expect(await refuse('it is needed')).toMatchObject({ changesAsked: 0 });
		expect(await due()).toBe('2030-09-30');
		await ask(ukraine, { due: null });
		await board.changeRequests.grant(chair.person, place(), await only());
		expect(await due()).toBeUndefined();
	});

	it('replaces what the same person asked for before', async () => {
		await ask(ukraine, { due: '2030-10-15' });
		expect(await ask(ukraine, { text: 'share two lists' })).toMatchObject({ changesAsked: 1 });
		expect(await waiting()).toMatchObject([{ change: { text: 'share two lists' } }]);
	});

	it('is granted by nobody who may not make it, and needs a reason and something to change', async () => {
		await ask(ukraine, { due: '2030-10-15' });
		const request = await only();
		const iryna = ukraine.person;
		const refused = { refused: 'not-your-move' };
		expect(await board.changeRequests.grant(iryna, place(), request)).toEqual(refused);
		expect(await board.changeRequests.refuse(iryna, place(), request, 'no')).toEqual(refused);
		expect(await due()).toBe('2030-09-30');
		expect(await ask(ukraine, { due: '2030-10-15' }, '')).toEqual({ refused: 'words-missing' });
		expect(await ask(ukraine, {})).toEqual({ refused: 'bad-request' });
		const unknown = newId<RequestId>();
		expect(await board.changeRequests.grant(olga.person, place(), unknown)).toEqual({
			refused: 'not-found'
		});
	});

	it('is not known to those who may not read the document', async () => {
		const annex = await board.document({ kind: 'annex', audience: [olga.organisation] });
		const secret = await act(board, annex, 'a secret', { leadOrganisation: olga.organisation });
		const there = { document: annex, action: secret };
		const iryna = ukraine.person;
		const asked = board.changeRequests.ask(iryna, there, { due: '2030-10-15' }, 'why');
		expect(await asked).toEqual({ refused: 'not-found' });
		expect(await board.changeRequests.of(iryna, there)).toEqual({ refused: 'not-found' });
		const grant = board.changeRequests.grant(iryna, there, newId<RequestId>());
		expect(await grant).toEqual({ refused: 'not-found' });
	});
});

it('tells the lead, those in support and those informed when an action is withdrawn', async () => {
	const led = { leadOrganisation: olga.organisation, leadPerson: olga.person };
	const told = await act(board, notes, 'tell us', { ...led, informed: [ukraine.organisation] });
	const move = { move: 'cancel', words: 'not needed any more' } as const;
	done(await board.followUps.move(chair.person, { document: notes, action: told }, move));
	for (const seat of [olga, ukraine]) expect(await notices(seat)).toContain('cancelled');
});
