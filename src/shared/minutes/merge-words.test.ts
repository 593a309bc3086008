import { expect, it } from 'vitest';
import { mergeWords } from './merge-words.ts';

const WAS = 'The President opened the meeting.';

it.each([
	[
		'before',
		'The President of Eurojust opened the meeting.',
		'The President opened the meeting at ten.'
	],
	[
		'behind',
		'The President opened the meeting at ten.',
		'The President of Eurojust opened the meeting.'
	]
])('a correction %s another change keeps both', (_, wanted, now) => {
	expect(mergeWords(WAS, wanted, now)).toBe('The President of Eurojust opened the meeting at ten.');
});

it('a correction of a line that is as it was is what was wanted', () => {
	expect(mergeWords(WAS, 'Other words.', WAS)).toBe('Other words.');
	expect(mergeWords(WAS, 'Other words.', 'Other words.')).toBe('Other words.');
});

it.each([
	[
		'The President of the Court opened the meeting.',
		'The President of Eurojust opened the meeting.'
	],
	['The President closed the meeting.', 'The President reopened the meeting.'],
	['', 'Nobody opened the meeting.']
])('%j and %j change the same words, so that somebody must choose', (wanted, now) => {
	expect(mergeWords(WAS, wanted, now)).toBeUndefined();
});
