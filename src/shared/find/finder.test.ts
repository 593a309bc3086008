import { expect, it } from 'vitest';
import { casesOf } from '../../../tests/support/cases.ts';
import { foldText } from '../search.ts';
import { finderFor, type Search } from './finder.ts';

const found = (letters: string, words: string, how: Partial<Search> = {}) =>
	finderFor({ words, matchCase: false, wholeWords: false, ...how })?.(letters).map(({ from, to }) =>
		letters.slice(from, to)
	);

it.each(casesOf('14-names.tsv'))('%s is found by %s, whole', (name = '', search = '') => {
	expect(found(`call ${name} today`, search)).toHaveLength(1);
	expect(found(`call ${name} today`, name)).toEqual([name]);
});

it.each([
	['Łukasz', 'Lukasz', ['Łukasz']],
	['Jørgensen, JØRGENSEN', 'jorgensen', ['Jørgensen', 'JØRGENSEN']],
	['Straße', 'strasse', ['Straße']],
	['Straße', 'Straße', ['Straße']],
	['Mül\u00adl\u200ber', 'müller', ['Mül\u00adl\u200ber']],
	['O\u2019Brien', "o'brien", ['O\u2019Brien']],
	['non\u2011proliferation', 'non-pro', ['non\u2011pro']],
	['\u2060word\u2060', 'word', ['word']],
	['word', 'wo\u200brd', ['word']],
	['Mu\u0308ller', 'mu', ['Mu\u0308']],
	['a𝒳b 𝒳', 'x', ['𝒳', '𝒳']],
	['aaaa', 'aa', ['aa', 'aa']],
	['İstanbul', 'istanbul', ['İstanbul']],
	['10\u00a0000', '10 000', ['10\u00a0000']]
])('in %j, %j finds %j', (letters, words, expected) => {
	expect(found(letters, words)).toEqual(expected);
});

it('finds no part of a letter that stands for two', () => {
	expect(found('Straße', 's')).toEqual(['S']);
	expect(found('Straße', 'stras')).toEqual([]);
});

it('tells capitals when asked to, and words from parts of words', () => {
	expect(found('Lead, lead, Łead', 'Lead', { matchCase: true })).toEqual(['Lead', 'Łead']);
	expect(found('lead leader mislead (lead)', 'lead', { wholeWords: true })).toHaveLength(2);
	expect(found('Straßen straße', 'straße', { wholeWords: true })).toEqual(['straße']);
	expect(found('𝒳lead lead\u200b', 'lead', { wholeWords: true })).toEqual(['lead']);
});

it('finds nothing for an empty search, or one that cannot be seen', () => {
	for (const words of ['', '\u200b\u2060']) expect(found('word', words)).toBeUndefined();
});

it('compares each character as the search of lists does', () => {
	const letters = [...'ŁØßŒĳΑΣς’‑ＵﬁŉåÅ한ﷺ½…'].join('x');
	for (const one of letters.split('x')) expect(found(`.${one}.`, foldText(one))).toEqual([one]);
});
