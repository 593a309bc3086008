import { describe, expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import { addDays, day, longDay, weekdayOf } from '../time/dates.ts';
import { calendarOf } from './calendar.ts';
import { readDay } from './day.ts';
import { ENGLISH } from './english.ts';

const FRIDAY = '2024-07-12';
const on = (words: string, today = FRIDAY) =>
	readDay(words, { today, nextSession: '2024-10-09' }, ENGLISH);

describe('a day as people write it', () => {
	it.each([
		['2024-09-30', '2024-09-30'],
		['30 Sept', '2024-09-30'],
		['30 Sept.', '2024-09-30'],
		['30 September 2025', '2025-09-30'],
		['30th of September', '2024-09-30'],
		['Sept 30', '2024-09-30'],
		['Sept 30, 2025', '2025-09-30'],
		['September 30th', '2024-09-30'],
		['the 1st September', '2024-09-01'],
		['30.9.', '2024-09-30'],
		['30.9', '2024-09-30'],
		['30.09.2025', '2025-09-30'],
		['30. 9. 2025', '2025-09-30'],
		['30/9/2024', '2024-09-30'],
		['9/30/2024', '2024-09-30'],
		['8/8', '2024-08-08'],
		['today', '2024-07-12'],
		['Tomorrow', '2024-07-13'],
		['the day after tomorrow', '2024-07-14'],
		['12 July', '2024-07-12'],
		['11 July', '2025-07-11'],
		['1 January', '2025-01-01']
	])('%s is %s', (words, day) => expect(on(words)).toBe(day));

	it.each([
		['in two weeks', '2024-07-26'],
		['in a week', '2024-07-19'],
		['in 10 days', '2024-07-22'],
		['within twelve days', '2024-07-24'],
		['in two months', '2024-09-12'],
		['in a year', '2025-07-12']
	])('%s is %s', (words, day) => expect(on(words)).toBe(day));

	it.each([
		['Saturday', '2024-07-13'],
		['Friday', '2024-07-19'],
		['Mon', '2024-07-15'],
		['this Sunday', '2024-07-14'],
		['next Friday', '2024-07-19'],
		['next Monday', '2024-07-15'],
		['next Sunday', '2024-07-21'],
		['Friday 12 July', '2024-07-12'],
		['Monday, 30 September 2024', '2024-09-30'],
		['Mon 2024-09-30', '2024-09-30']
	])('%s is %s, said on a Friday', (words, day) => expect(on(words)).toBe(day));

	it('said on a Monday, "Friday" is the coming one and "next Friday" that of the week after', () => {
		expect(on('Friday', '2024-07-08')).toBe('2024-07-12');
		expect(on('next Friday', '2024-07-08')).toBe('2024-07-19');
	});

	it.each([
		['end of September', '2024-09-30'],
		['the end of Feb', '2025-02-28'],
		['end of February 2028', '2028-02-29'],
		['end of the month', '2024-07-31'],
		['end of this month', '2024-07-31'],
		['end of next month', '2024-08-31'],
		['end of the week', '2024-07-12'],
		['end of next week', '2024-07-19'],
		['end of the year', '2024-12-31'],
		['end of next year', '2025-12-31'],
		['end of 2026', '2026-12-31'],
		['end of Q3', '2024-09-30'],
		['end of Q1', '2025-03-31'],
		['start of October', '2024-10-01'],
		['the beginning of next week', '2024-07-15'],
		['mid-September', '2024-09-15'],
		['the middle of next month', '2024-08-15'],
		['next session', '2024-10-09'],
		['the next meeting', '2024-10-09']
	])('%s is %s', (words, day) => expect(on(words)).toBe(day));

	it.each([
		...['soon', 'asap', 'COB', 'COB Friday', 'Friday COB', 'next week', 'next month', 'May'],
		...['31 June', '32 May', '0 May', 'end of term', 'in zero days', 'in some weeks', '9/10/2024'],
		...['Saturday 12 July', 'next Friday 19 July', 'end of Q5', 'early September', 'a fortnight'],
		...['Septober 3', '30 Se', 'May June', '12 13', '2024-02-30', '13.13.', '13/13', '']
	])('%s is unclear', (words) => expect(on(words)).toBeUndefined());

	it('knows leap days: the coming one, or none in a year without one', () => {
		expect(on('29 Feb', '2023-12-01')).toBe('2024-02-29');
		expect(on('29 Feb', '2024-02-29')).toBe('2024-02-29');
		expect(on('29 Feb', '2024-03-01')).toBeUndefined();
		expect(on('29.2.2025')).toBeUndefined();
		expect(on('in a month', '2024-01-31')).toBe('2024-02-29');
		expect(on('in a year', '2024-02-29')).toBe('2025-02-28');
	});
});

describe('whatever day it is', () => {
	const anyDay = (seeded: Seeded) => addDays('2020-01-01', seeded.below(4_000));

	it('a day that is written out reads as itself', () => {
		const seeded = new Seeded(11);
		for (let round = 0; round < 2_000; round++) {
			const wanted = anyDay(seeded);
			expect(on(longDay(wanted), anyDay(seeded)), wanted).toBe(wanted);
		}
	});

	it('a relative day is never before today, and a weekday falls on that weekday', () => {
		const seeded = new Seeded(12);
		const words = [
			'30 Sept',
			'Friday',
			'next Friday',
			'in two weeks',
			'end of next week',
			'mid-May'
		];
		for (let round = 0; round < 2_000; round++) {
			const today = anyDay(seeded);
			for (const one of words) {
				const found = on(one, today) ?? '';
				expect(found >= today, `${one}, said on ${today}`).toBe(true);
				if (one.includes('Friday')) expect(weekdayOf(found)).toBe(4);
			}
		}
	});

	it('"this" comes before "next"', () => {
		const seeded = new Seeded(13);
		for (let round = 0; round < 500; round++) {
			const today = anyDay(seeded);
			const [sooner = '', later = ''] = [
				on('end of this month', today),
				on('end of next month', today)
			];
			expect(sooner < later).toBe(true);
			expect(later).toBe(endOfMonthAfter(later));
		}
	});

	const endOfMonthAfter = (within: string) => {
		const [year = 0, month = 1] = within.split('-').map(Number);
		return addDays(day(year + Math.floor(month / 12), (month % 12) + 1, 1) ?? '', -1);
	};
});

describe('the reference day of a session', () => {
	const late = Date.parse('2026-07-12T22:30:00Z');

	it.each([
		['America/New_York', '2026-07-12'],
		['Europe/Amsterdam', '2026-07-13'],
		['Pacific/Auckland', '2026-07-13']
	])('is the day in its own zone: %s', (timeZone, today) => {
		const calendar = calendarOf({ date: '2026-07-12', timeZone }, late);
		expect(readDay('tomorrow', calendar, ENGLISH)).toBe(addDays(calendar.today, 1));
		expect(calendarOf({ date: today, timeZone }, late).today).toBe(today);
		expect(calendarOf({ date: '2026-08-01', timeZone }, late).today).toBe(today);
		expect(calendarOf({ date: '2026-07-01', timeZone }, late).today).toBe('2026-07-01');
	});
});
