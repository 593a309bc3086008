import { expect, it } from 'vitest';
import { casesOf } from '../../tests/support/cases.ts';
import { foldText, searchWords } from './search.ts';

it.each(casesOf('14-names.tsv'))('%s is found by %s', (name = '', search = '') => {
	expect(foldText(`call ${name} today`)).toContain(foldText(search));
});

it.each([
	['Đorđe', 'dorde'],
	['Ħamrun', 'hamrun'],
	['Iğdır', 'igdir'],
	['İstanbul', 'istanbul'],
	['Sigurður Þór', 'sigurdur thor'],
	['Ærø', 'aero'],
	['Œuvre', 'oeuvre'],
	['Ŋgala', 'ngala'],
	['GROẞ', 'gross'],
	['Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
	['ΟΔΟΣ', 'οδός'],
	['Ｍüller', 'muller'],
	['ﬁnance', 'finance'],
	['O’Brien', "o'brien"],
	['Smith\u2011Jones', 'smith-jones'],
	['Mü\u00adl\u200bler', 'muller'],
	['می\u200cخواهم', 'میخواهم'],
	['Mu\u0308ller', 'Müller']
])('%s is found by %s, and the other way round', (name, search) => {
	expect(foldText(name)).toBe(foldText(search));
});

it('folds a folded text to itself, every letter there is', () => {
	for (let code = 0; code < 0x1_f000; code++) {
		if (code >= 0xd800 && code < 0xe000) continue;
		const folded = foldText(`a${String.fromCodePoint(code)}b`);
		if (foldText(folded) !== folded) expect.soft(foldText(folded), code.toString(16)).toBe(folded);
	}
});

it('splits a search into words at spaces of any kind', () => {
	expect(searchWords(' Łukasz\u00a0Müller\u3000\u200b ')).toEqual(['lukasz', 'muller']);
	expect(searchWords('\u200b')).toEqual([]);
});
