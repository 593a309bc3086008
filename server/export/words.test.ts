import { expect, test } from 'vitest';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { counted, noneOf, orBlank, roman } from './words.ts';

test('annex numbers are Roman', () => {
	expect([1, 4, 5, 9, 14, 29].map(roman)).toEqual(['I', 'IV', 'V', 'IX', 'XIV', 'XXIX']);
});

test('one participant, but two', () => {
	expect([counted(1, 'participant'), counted(2, 'participant')]).toEqual([
		'1 participant',
		'2 participants'
	]);
});

test('an empty list says whether the session or its source is silent', () => {
	expect(noneOf('action point', emptyMinutes('not recorded'))).toBe('No action point is recorded.');
	expect(noneOf('action point', emptyMinutes('not stated in the source'))).toBe(
		'No action point is stated in the source.'
	);
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
