import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	for (const [title, plannedMinutes] of [
		['Opening', 10],
		['Open points', undefined]
	] as const) {
		const speakers = [{ name: 'A speaker', function: 'who is not kept' }];
		const item = { kind: 'topical', title, plannedMinutes, speakers } as const;
		done(await board.agenda.add(chair.person, board.session, item));
	}
});
afterEach(() => board.end());

const save = (by: Seat, name: string, description = '') =>
	board.templates.save(by.person, board.session, { name, description });
const names = async ({ organisation }: Seat) =>
	(await board.templates.for(organisation))
		.filter(({ isSaved }) => isSaved)
		.map(({ name, description }) => `${name}: ${description}`);

describe('a template', () => {
	it('contains the agenda with its times, without speakers', async () => {
		const key = done(await save(chair, 'Quarterly'));
		expect(await board.templates.agenda(chair.organisation, key)).toEqual([
			{ kind: 'topical', title: 'Opening', plannedMinutes: 10, speakers: [] },
			{ kind: 'topical', title: 'Open points', plannedMinutes: undefined, speakers: [] }
		]);
	});

	it('is offered to people of the saver’s organisation, before the product’s own', async () => {
		const key = done(await save(chair, 'Quarterly', 'every three months'));
		const offered = await board.templates.for(chair.organisation);
		expect(offered[0]).toMatchObject({ key, isSaved: true });
		expect(offered.length).toBeGreaterThan(3);
		expect(await names(olga)).toEqual([]);
		expect(await board.templates.agenda(olga.organisation, key)).toEqual([]);
	});

	it('replaces one of the same name', async () => {
		await save(chair, 'Quarterly', 'old');
		await save(chair, 'Quarterly', 'new');
		await save(chair, 'Yearly', '');
		expect(await names(chair)).toEqual(['Quarterly: new', 'Yearly: ']);
	});

	it('can be saved only by people who keep the record; others are refused and audited', async () => {
		expect(await save(olga, 'Mine')).toEqual({ refused: 'forbidden' });
		expect(await names(olga)).toEqual([]);
		const audit = await board.audit.list(board.session);
		expect(audit.at(-1)).toMatchObject({ command: 'template.save', outcome: 'forbidden' });
	});

	it('of the product has an agenda, and an unknown one is empty', async () => {
		expect(await board.templates.agenda(chair.organisation, 'follow-up')).toHaveLength(5);
		for (const key of ['no-such-template', 'constructor', ''])
			expect(await board.templates.agenda(chair.organisation, key)).toEqual([]);
	});
});
