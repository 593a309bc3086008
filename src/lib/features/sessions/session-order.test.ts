import { expect, it } from 'vitest';
import type { SessionSummary } from '#shared/sessions/session-details.ts';
import { byNearness, findSessions } from './session-order.ts';

const today = '2024-07-12';

it('puts the nearest to come first, the last that is past first, and what runs apart', () => {
	const sessions = [
		{ state: 'closed', date: '2024-05-01', startsAt: undefined },
		{ state: 'closed', date: today, startsAt: '09:00' },
		{ state: 'planned', date: '2024-09-30', startsAt: undefined },
		{ state: 'planned', date: today, startsAt: '14:00' },
		{ state: 'planned', date: today, startsAt: '10:00' },
		{ state: 'planned', date: '2024-07-11', startsAt: undefined },
		{ state: 'live', date: '2024-01-10', startsAt: undefined },
		{ state: 'suspended', date: '2024-05-02', startsAt: undefined }
	] as const;
	const { running, coming, past } = byNearness(sessions, today);
	const words = (list: readonly (typeof sessions)[number][]) =>
		list.map(({ state, date, startsAt }) => `${state} ${date} ${startsAt ?? ''}`.trim());
	expect(words(running)).toEqual(['live 2024-01-10', 'suspended 2024-05-02']);
	expect(words(coming)).toEqual([
		'planned 2024-07-12 10:00',
		'planned 2024-07-12 14:00',
		'planned 2024-09-30'
	]);
	expect(words(past)).toEqual([
		'closed 2024-07-12 09:00',
		'planned 2024-07-11',
		'closed 2024-05-01'
	]);
});

it.each([
	['', ['JS-01', 'JS-02']],
	['krakow', ['JS-02']],
	['JS-01', ['JS-01']],
	['12 july', ['JS-01']],
	['chips quarterly', ['JS-02']],
	['nothing like it', []]
])('finds by "%s": %j', (search, found) => {
	const session = (one: object) => ({ hosts: [], ...one }) as unknown as SessionSummary;
	const sessions = [
		session({ reference: 'JS-01', title: 'Quantum', date: '2024-07-12' }),
		session({
			...{ reference: 'JS-02', title: 'Chips', date: '2024-10-12', place: 'Kraków' },
			series: { name: 'Quarterly' }
		})
	];
	expect(findSessions(sessions, search).map(({ reference }) => reference)).toEqual(found);
});
