import { afterEach, beforeEach, expect, it } from 'vitest';
import { jointSession, type JointSession } from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';

let board: JointSession;

beforeEach(async () => {
	board = await jointSession();
});
afterEach(() => board.end());

it('counts a person’s open actions only in documents that they may read', async () => {
	const olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	const eu = await board.seat('Eva', 'EC', 'delegate');
	const lead = { leadOrganisation: olga.organisation, leadPerson: olga.person };
	const annex = await board.document({ kind: 'annex', audience: [eu.organisation] });
	await act(board, annex, 'watch Olga', lead);
	const openActions = async () => (await board.sessions.of(olga.person))[0]?.openActions;
	expect(await openActions()).toBe(0);
	await act(board, await board.document(), 'share the list', lead);
	expect(await openActions()).toBe(1);
});

it('keeps the words of two who sent the details at once', async () => {
	const chair = await board.seat('Chair', 'EC', 'chair');
	const opened = await board.sessions.details(board.session);
	if (!opened) throw new Error('no session');
	const theirs = {
		...opened,
		title: `Joint ${opened.title}`,
		place: 'Room 4',
		purpose: 'To decide'
	};
	const mine = { ...opened, title: `${opened.title}, day 2`, date: '2024-07-15' };
	for (const details of [theirs, mine])
		expect(
			await board.sessions.change(chair.person, board.session, details, opened)
		).toBeUndefined();
	expect(await board.sessions.details(board.session)).toMatchObject({
		title: `Joint ${opened.title}, day 2`,
		...{ place: 'Room 4', purpose: 'To decide', date: '2024-07-15' }
	});
});
