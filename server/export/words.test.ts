import { expect, test } from 'vitest';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { isFromSource, orBlank, roman } from './words.ts';

test('annex numbers are Roman', () => {
	expect([1, 4, 5, 9, 14, 29].map(roman)).toEqual(['I', 'IV', 'V', 'IX', 'XIV', 'XXIX']);
});

test('it is seen whether the session or its source is silent', () => {
	expect(isFromSource(emptyMinutes('not recorded'))).toBe(false);
	expect(isFromSource(emptyMinutes('not stated in the source'))).toBe(true);
});

test('a missing or empty text prints the words for it', () => {
	const minutes = emptyMinutes('not recorded');
	expect([undefined, '', '  ', 'Hall B'].map((text) => orBlank(text, minutes))).toEqual([
		'not recorded',
		'not recorded',
		'not recorded',
		'Hall B'
	]);
});
