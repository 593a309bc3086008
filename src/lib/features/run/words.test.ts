import { describe, expect, it } from 'vitest';
import { bothTimes, timeWords } from './words.ts';

const HAGUE = 'Europe/Amsterdam';
const WASHINGTON = 'America/New_York';
const noon = Date.UTC(2024, 6, 12, 10); // 12:00 in The Hague

describe('a time in two zones', () => {
	it('is given in the session’s and the reader’s zone, six hours apart in summer', () => {
		const end = Date.UTC(2024, 6, 12, 10, 38);
		expect(bothTimes(end, HAGUE, WASHINGTON, noon)).toBe('12:38 CEST, 06:38 EDT for you');
	});

	it('differs by five hours while only one side has changed its clocks', () => {
		const end = Date.UTC(2026, 9, 27, 11, 38);
		expect(bothTimes(end, HAGUE, WASHINGTON, end)).toBe('12:38 CET, 07:38 EDT for you');
	});

	it('is given once to readers whose clock shows the same, or whose zone is unknown', () => {
		expect(bothTimes(noon, HAGUE, 'Europe/Paris', noon)).toBe('12:00 CEST');
		expect(bothTimes(noon, HAGUE, undefined, noon)).toBe('12:00 CEST');
	});

	it('names the day if it is not today, in each zone separately', () => {
		const late = Date.UTC(2024, 6, 12, 22, 30);
		expect(timeWords(late, HAGUE, noon)).toBe('00:30 CEST on 13 July 2024');
		expect(bothTimes(late, HAGUE, WASHINGTON, noon)).toBe(
			'00:30 CEST on 13 July 2024, 18:30 EDT for you'
		);
	});
});
