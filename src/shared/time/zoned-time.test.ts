import { describe, expect, it } from 'vitest';
import { instantAround, instantIn } from './zoned-time.ts';

const utc = (zone: string, day: string, clock: string) =>
	new Date(instantIn(zone, day, clock)).toISOString();

describe('the instant of a wall clock', () => {
	it.each([
		['Europe/Amsterdam', '2024-07-12', '10:00', '2024-07-12T08:00:00.000Z'],
		['America/New_York', '2024-07-12', '04:00', '2024-07-12T08:00:00.000Z'],
		['Europe/Kyiv', '2024-07-12', '11:00', '2024-07-12T08:00:00.000Z'],
		['Europe/Amsterdam', '2024-01-15', '10:00', '2024-01-15T09:00:00.000Z'],
		['UTC', '2024-07-12', '00:00', '2024-07-12T00:00:00.000Z'],
		['Asia/Kathmandu', '2024-07-12', '05:45', '2024-07-12T00:00:00.000Z'],
		['Pacific/Kiritimati', '2024-07-12', '13:00', '2024-07-11T23:00:00.000Z']
	])('in %s on %s at %s is %s', (zone, day, clock, expected) => {
		expect(utc(zone, day, clock)).toBe(expected);
	});

	it('that is skipped in spring is read an hour later', () => {
		expect(utc('Europe/Amsterdam', '2024-03-31', '02:30')).toBe('2024-03-31T01:30:00.000Z');
		expect(utc('America/New_York', '2024-03-10', '02:30')).toBe('2024-03-10T07:30:00.000Z');
	});

	it('that occurs twice in autumn is the first of the two', () => {
		expect(utc('Europe/Amsterdam', '2024-10-27', '02:30')).toBe('2024-10-27T00:30:00.000Z');
		expect(utc('America/New_York', '2024-11-03', '01:30')).toBe('2024-11-03T05:30:00.000Z');
	});

	it('is right just before and after the clocks change', () => {
		expect(utc('Europe/Amsterdam', '2024-03-31', '01:59')).toBe('2024-03-31T00:59:00.000Z');
		expect(utc('Europe/Amsterdam', '2024-03-31', '03:00')).toBe('2024-03-31T01:00:00.000Z');
		expect(utc('Europe/Amsterdam', '2024-10-27', '03:00')).toBe('2024-10-27T02:00:00.000Z');
	});
});

describe('a time given for a session', () => {
	it.each([
		['is on its day', '09:30', '11:15', '2024-07-12 11:15'],
		['may be before the start', '09:30', '08:50', '2024-07-12 08:50'],
		['is on the next day after midnight', '22:40', '00:20', '2024-07-13 00:20'],
		['is on the day before, too', '00:10', '23:50', '2024-07-11 23:50']
	])('%s: begun at %s, %s is %s', (_, begun, clock, expected) => {
		const start = instantIn('Europe/Amsterdam', '2024-07-12', begun);
		const at = instantAround('Europe/Amsterdam', start, clock);
		const [day = '', time = ''] = expected.split(' ');
		expect(at).toBe(instantIn('Europe/Amsterdam', day, time));
	});
});
