import { expect, test } from 'vitest';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { isFromSource, orBlank, roman } from './words.ts';

test('writes Roman numerals', () => {
	expect([1, 4, 5, 9, 14, 29].map(roman)).toEqual(['I', 'IV', 'V', 'IX', 'XIV', 'XXIX']);
});

test('tells minutes made from a source from those of a session', () => {
	expect(isFromSource(emptyMinutes('not recorded'))).toBe(false);
	expect(isFromSource(emptyMinutes('not stated in the source'))).toBe(true);
});

test('prints the blank wording for a missing or empty text', () => {
	const minutes = emptyMinutes('not recorded');
	expect([undefined, '', '  ', 'Hall B'].map((text) => orBlank(text, minutes))).toEqual([
		'not recorded',
		'not recorded',
		'not recorded',
		'Hall B'
	]);
});
