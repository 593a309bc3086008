import { expect, it } from 'vitest';
import { inOrder } from './session-order.ts';

it('puts running sessions first, then the newest', () => {
	const sessions = [
		{ state: 'closed', date: '2024-07-12', startsAt: '09:00' },
		{ state: 'planned', date: '2024-09-30', startsAt: undefined },
		{ state: 'live', date: '2024-01-10', startsAt: undefined },
		{ state: 'suspended', date: '2024-05-02', startsAt: undefined },
		{ state: 'planned', date: '2024-07-12', startsAt: '14:00' }
	] as const;
	expect(inOrder(sessions).map(({ state, date }) => `${state} ${date}`)).toEqual([
		'live 2024-01-10',
		'suspended 2024-05-02',
		'planned 2024-09-30',
		'planned 2024-07-12',
		'closed 2024-07-12'
	]);
});
