import { expect, it } from 'vitest';
import { casesOf } from '../../../../tests/support/cases.ts';
import { matching } from './mention-list.ts';

it.each(casesOf('14-names.tsv'))('%s is suggested for @%s', (name = '', search = '') => {
	const person = { handle: name, name: `Anna ${name}` };
	expect(matching([person, { handle: 'EC', name: 'European Commission' }], search)).toEqual([
		person
	]);
});

it('suggests whose handle starts with what was typed, in whatever form', () => {
	const doj = { handle: 'US-DOJ', name: 'Department of Justice' };
	for (const typed of ['us', 'US\u2011D', '\u200bUS', 'ＵＳ', 'justice'])
		expect(matching([doj], typed)).toEqual([doj]);
	expect(matching([doj], 'doj')).toEqual([]);
});
