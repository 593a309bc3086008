import { expect, it } from 'vitest';
import { casesOf } from '../../../../tests/support/cases.ts';
import { matching, mentionChoices, topicChoices } from './choices.ts';

const keys = (all: Parameters<typeof mentionChoices>[0], typed: string) =>
	matching(mentionChoices(all), typed).map(({ key }) => key);

it.each(casesOf('14-names.tsv'))('%s is suggested for @%s', (name = '', search = '') => {
	const person = { handle: name, name: `Anna ${name}` };
	expect(keys([person, { handle: 'EC', name: 'European Commission' }], search)).toEqual([name]);
});

it('suggests whose handle starts with what was typed, in whatever form', () => {
	const doj = { handle: 'US-DOJ', name: 'Department of Justice' };
	for (const typed of ['us', 'US\u2011D', '\u200bUS', 'ＵＳ', 'justice'])
		expect(keys([doj], typed)).toEqual(['US-DOJ']);
	expect(keys([doj], 'doj')).toEqual([]);
});

it('ranks codes that begin with it first, then words of a name, then what is inside one', () => {
	const all = [
		{ handle: 'EUROJUST', name: 'Eurojust' },
		{ handle: 'Meier', name: 'Anna Usha Meier' },
		{ handle: 'US-DOJ', name: 'Department of Justice' }
	];
	expect(keys(all, 'us')).toEqual(['US-DOJ', 'Meier', 'EUROJUST']);
	expect(keys(all, 'anna')).toEqual(['Meier']);
});

it('offers topics by their name too', () => {
	const topics = topicChoices(new Map([['quantum', 'Quantum technologies']]));
	expect(matching(topics, 'techn').map(({ label }) => label)).toEqual(['#quantum']);
});
