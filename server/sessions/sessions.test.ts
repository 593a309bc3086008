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
