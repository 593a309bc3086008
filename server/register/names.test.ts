import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_FILTER } from '#shared/register/filter.ts';
import { casesOf } from '../../tests/support/cases.ts';
import { jointSession, type JointSession } from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';

let board: JointSession;
beforeEach(async () => {
	board = await jointSession();
});
afterEach(() => board.end());

it('finds actions by names as people type them', async () => {
	const chair = await board.seat('Chair', 'EUROJUST', 'chair');
	const notes = await board.document({ label: 'TLP:GREEN', audience: [] });
	const names = casesOf('14-names.tsv');
	for (const [name] of names) await act(board, notes, `call ${name}`, {});
	for (const [name, search = ''] of names)
		for (const text of [search, name ?? '', `\u200b${search.toUpperCase()}`]) {
			const filter = { ...NO_FILTER, whose: 'all', text } as const;
			const found = await board.register.page(chair.person, filter, { offset: 0, limit: 9 });
			expect(found.map((action) => action.text)).toEqual([`call ${name}`]);
		}
});
