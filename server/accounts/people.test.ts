import { afterEach, beforeEach, expect, it } from 'vitest';
import { jointSession, type JointSession } from '../../tests/support/joint-session.ts';

let board: JointSession;
beforeEach(async () => {
	board = await jointSession();
});
afterEach(() => board.end());

it('those who seat people see who is there, and nobody’s address', async () => {
	await board.seat('Olga', 'US-DOJ', 'delegate');
	const choices = await board.people.choices();
	expect(choices).toMatchObject([
		{ name: 'Olga', function: 'delegate', organisation: { code: 'US-DOJ' } }
	]);
	expect(JSON.stringify(choices)).not.toMatch(/@|administrator|disabled/);
	expect((await board.people.list()).map(({ email }) => email)).toEqual(['olga@us-doj.example']);
});
