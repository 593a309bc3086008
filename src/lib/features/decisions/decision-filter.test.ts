import { describe, expect, it } from 'vitest';
import {
	newId,
	type DecisionId,
	type DocumentId,
	type SeriesId,
	type SessionId
} from '#shared/ids.ts';
import type { RegisterDecision } from '#shared/register/register-decision.ts';
import {
	countDecisions,
	filterDecisions,
	filterQuery,
	readFilter,
	seriesIn,
	type DecisionFilter
} from './decision-filter.ts';

const quarterly = { id: newId<SeriesId>(), name: 'Quarterly' };
const session = {
	id: newId<SessionId>(),
	reference: 'JS-01',
	title: 'Sensitive technologies',
	date: '2024-07-12'
};
const decision = (reference: string, more: Partial<RegisterDecision> = {}): RegisterDecision => ({
	...{ id: newId<DecisionId>(), document: newId<DocumentId>(), reference, session },
	label: 'TLP:GREEN',
	...{ series: undefined, kind: 'decision', verb: 'agreed', text: 'to exchange lists' },
	...{ standing: 'in-force', changedBy: undefined, readBack: undefined },
	...{ illustrative: false, void: false, mayChange: false },
	...more
});

const register = [
	decision('JS-01-D1'),
	decision('JS-01-D2', { standing: 'superseded', series: quarterly }),
	decision('JS-01-C1', { kind: 'conclusion', text: 'the rôle of Müller' }),
	decision('JS-01-D3', { void: true, text: '' })
];
const everything: DecisionFilter = { show: 'all', kind: 'all', series: '', text: '' };
const shown = (filter: Partial<DecisionFilter>) =>
	filterDecisions(register, { ...everything, ...filter }).map(({ reference }) => reference);

describe('the register of decisions', () => {
	it('shows everything by default, void decisions too', () => {
		expect(shown({})).toEqual(['JS-01-D1', 'JS-01-D2', 'JS-01-C1', 'JS-01-D3']);
	});

	it('filters by standing, kind, series and words; a void decision is not in force', () => {
		expect(shown({ show: 'in-force' })).toEqual(['JS-01-D1', 'JS-01-C1']);
		expect(shown({ show: 'superseded' })).toEqual(['JS-01-D2']);
		expect(shown({ kind: 'conclusion' })).toEqual(['JS-01-C1']);
		expect(shown({ series: quarterly.id })).toEqual(['JS-01-D2']);
		expect(shown({ text: 'muller ROLE' })).toEqual(['JS-01-C1']);
		expect(shown({ show: 'superseded', kind: 'conclusion' })).toEqual([]);
	});

	it('counts what each choice would show', () => {
		expect(countDecisions(register, { ...everything, kind: 'decision' })).toMatchObject({
			all: 3,
			'in-force': 1,
			superseded: 1,
			amended: 0
		});
	});

	it('names each series once', () => {
		expect(seriesIn([...register, ...register])).toEqual([quarterly]);
	});
});

describe('its address', () => {
	it.each<Partial<DecisionFilter>>([
		{},
		{ show: 'in-force' },
		{ kind: 'conclusion', text: 'ab & c' },
		{ show: 'amended', series: quarterly.id }
	])('holds the whole filter: %o', (some) => {
		const filter = { ...everything, ...some };
		expect(readFilter(new URLSearchParams(filterQuery(filter)))).toEqual(filter);
	});

	it('falls back to the default if malformed', () => {
		expect(readFilter(new URLSearchParams('show=toString&kind=x'))).toEqual(everything);
	});
});
