import { describe, expect, it } from 'vitest';
import {
	addDays,
	clockIn,
	day,
	dayIn,
	endOfMonth,
	isDay,
	isTimeZone,
	longDay,
	weekday,
	zoneName
} from './dates.ts';

const BRUSSELS = 'Europe/Brussels';
const NEW_YORK = 'America/New_York';

describe('days', () => {
	it('are real days only, from 1900 to 2199', () => {
		expect(['2024-07-12', '2024-02-29', '1900-01-01', '2199-12-31'].every(isDay)).toBe(true);
		for (const far of ['9999-12-31', '0001-01-01', '1899-12-31', '2200-01-01'])
			expect(isDay(far)).toBe(false);
		for (const no of ['2024-02-30', '2023-02-29', '2024-13-01', '2024-7-12', '', 20240712, null])
			expect(isDay(no)).toBe(false);
		expect(day(2024, 2, 29)).toBe('2024-02-29');
		expect(day(2024, 4, 31)).toBeUndefined();
		expect(day(24, 4, 1)).toBeUndefined();
		expect(day(2024, 4, Number.NaN)).toBeUndefined();
	});

	it('are counted across months, years and leap days, whatever the clocks do', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
		expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
		expect(addDays('2024-03-30', 2)).toBe('2024-04-01'); // the night the clocks go forward in Europe
		expect([endOfMonth(2024, 2), endOfMonth(2023, 2), endOfMonth(2024, 12)]).toEqual([
			'2024-02-29',
			'2023-02-28',
			'2024-12-31'
		]);
	});

	it('print in full, in short and with their weekday', () => {
		expect(longDay('2024-07-02')).toBe('2 July 2024');
		expect(weekday('2024-07-12')).toBe('Friday');
	});
});

describe('the clock in a zone', () => {
	const apart = (at: Date) => {
		const hour = (zone: string) => Number(clockIn(zone, at).slice(0, 2));
		return (hour(BRUSSELS) - hour(NEW_YORK) + 24) % 24;
	};

	it('differs by six hours between Brussels and New York, by five between their clock changes', () => {
		expect(apart(new Date('2024-03-09T12:00:00Z'))).toBe(6);
		expect(apart(new Date('2024-03-10T12:00:00Z'))).toBe(5); // America changed
		expect(apart(new Date('2024-03-30T12:00:00Z'))).toBe(5);
		expect(apart(new Date('2024-03-31T12:00:00Z'))).toBe(6); // Europe followed
		expect(apart(new Date('2024-10-26T12:00:00Z'))).toBe(6);
		expect(apart(new Date('2024-10-27T12:00:00Z'))).toBe(5); // Europe changed
		expect(apart(new Date('2024-11-02T12:00:00Z'))).toBe(5);
		expect(apart(new Date('2024-11-03T12:00:00Z'))).toBe(6); // America followed
	});

	it('skips the missing hour and shows the repeated hour twice', () => {
		expect(clockIn(BRUSSELS, new Date('2024-03-31T00:59:00Z'))).toBe('01:59');
		expect(clockIn(BRUSSELS, new Date('2024-03-31T01:00:00Z'))).toBe('03:00');
		expect(clockIn(BRUSSELS, new Date('2024-10-27T00:30:00Z'))).toBe('02:30');
		expect(clockIn(BRUSSELS, new Date('2024-10-27T01:30:00Z'))).toBe('02:30');
	});

	it('starts at 00:00, and the day changes in the reader’s zone', () => {
		const late = new Date('2024-07-12T22:00:00Z');
		expect(clockIn(BRUSSELS, late)).toBe('00:00');
		expect(dayIn(BRUSSELS, late)).toBe('2024-07-13');
		expect(dayIn(NEW_YORK, late)).toBe('2024-07-12');
	});

	it('names the zone as people there do', () => {
		const [summer, winter] = [new Date('2024-07-12T12:00:00Z'), new Date('2024-01-12T12:00:00Z')];
		expect([zoneName(BRUSSELS, summer), zoneName(BRUSSELS, winter)]).toEqual(['CEST', 'CET']);
		expect([zoneName(NEW_YORK, summer), zoneName(NEW_YORK, winter)]).toEqual(['EDT', 'EST']);
		expect(zoneName('Europe/Kyiv', summer)).toBe('EEST');
		expect(zoneName('Asia/Tbilisi', summer)).toBe('GMT+4');
	});

	it('knows zones of the IANA database only', () => {
		expect([isTimeZone('Europe/Kyiv'), isTimeZone('UTC')]).toEqual([true, true]);
		expect(['Mars/Base', '', undefined, 7].some(isTimeZone)).toBe(false);
	});
});
