import { describe, expect, it } from 'vitest';
import { changeBetween } from './change.ts';

describe('the change of a field', () => {
	it.each([
		['a letter in a run of equal ones', 'aaaa', 'aaaaa', 2, [1, 0, 'a']],
		['a letter taken out of such a run', 'aaaa', 'aaa', 1, [1, 1, '']],
		['a letter before the next of its kind', 'ball', 'balll', 4, [3, 0, 'l']],
		['what a program filled in', 'list of firms', 'the list of firms', 17, [0, 0, 'the ']],
		['a word in the middle that a program changed', 'a big list', 'a long list', 11, [2, 2, 'lon']],
		['the same again', 'list', 'list', 4, [4, 0, '']],
		['all of it', 'list', '', 0, [0, 4, '']],
		['a picture letter by its kin', 'a😀b', 'a😁b', 3, [1, 2, '😁']],
		['one whose second half is alike', '\u{1F600}', '\u{1FA00}', 2, [0, 2, '\u{1FA00}']]
	] as const)('is %s', (_name, old, next, caret, [at, removed, inserted]) => {
		expect(changeBetween(old, next, caret)).toEqual({ at, removed, inserted });
	});
});
