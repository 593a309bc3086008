import { describe, expect, it } from 'vitest';
import { timeInWords } from './time-in-words.ts';

const now = new Date('2024-07-12T14:00:00Z');
const zone = 'Europe/Amsterdam'; // 16:00 there

describe('timeInWords', () => {
	it.each([
		['2024-07-12T13:59:30Z', 'just now'],
		['2024-07-12T14:00:05Z', 'just now'],
		['2024-07-12T13:59:00Z', '1 minute ago'],
		['2024-07-12T13:00:01Z', '59 minutes ago'],
		['2024-07-12T13:00:00Z', '1 hour ago'],
		['2024-07-11T22:00:00Z', '16 hours ago'],
		['2024-07-11T21:59:00Z', 'yesterday, 23:59'],
		['2024-07-09T12:00:00Z', '3 days ago'],
		['2024-07-05T12:00:00Z', '5 July 2024']
	])('says for %s: %s', (at, words) => {
		expect(timeInWords(new Date(at), now, zone)).toBe(words);
	});

	it('counts minutes across midnight', () => {
		const midnight = new Date('2024-07-11T22:10:00Z');
		expect(timeInWords(new Date('2024-07-11T21:50:00Z'), midnight, zone)).toBe('20 minutes ago');
	});
});
