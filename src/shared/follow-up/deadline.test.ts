import { describe, expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import { addDays, dayIn } from '../time/dates.ts';
import { endOfDue, isOverdue } from './deadline.ts';
import { ACTION_STATUSES } from './status.ts';

/** Including zones that change at midnight, by half an hour, on other days than Europe, and not at all. */
const ZONES = [
	...['Europe/Amsterdam', 'Europe/Kyiv', 'America/New_York', 'America/Sao_Paulo', 'America/Havana'],
	...['Africa/Cairo', 'Asia/Beirut', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']
];
const HOUR = 3_600_000;
const at = (instant: string) => Date.parse(instant);

describe('the end of a due day', () => {
	it.each(ZONES)('is the end of the day by the clocks of %s, every day of many years', (zone) => {
		const random = new Seeded(7);
		for (let tries = 0; tries < 400; tries++) {
			const due = addDays('2011-01-01', random.below(365 * 20));
			const end = endOfDue(due, zone);
			expect(dayIn(zone, new Date(end - 1)) <= due).toBe(true);
			expect(dayIn(zone, new Date(end)) > due).toBe(true);
		}
	});

	it.each(ZONES)('comes later for a later day in %s', (zone) => {
		for (let day = '2024-01-01'; day < '2025-01-01'; day = addDays(day, 1)) {
			const length = endOfDue(addDays(day, 1), zone) - endOfDue(day, zone);
			expect(length).toBeGreaterThanOrEqual(22 * HOUR);
			expect(length).toBeLessThanOrEqual(26 * HOUR);
		}
	});

	it.each([
		['2024-03-30', 'Europe/Amsterdam', '2024-03-30T23:00:00Z'],
		['2024-03-31', 'Europe/Amsterdam', '2024-03-31T22:00:00Z'],
		['2024-10-26', 'Europe/Amsterdam', '2024-10-26T22:00:00Z'],
		['2024-10-27', 'Europe/Amsterdam', '2024-10-27T23:00:00Z'],
		['2024-03-10', 'America/New_York', '2024-03-11T04:00:00Z'],
		['2024-11-03', 'America/New_York', '2024-11-04T05:00:00Z'],
		// Between the two changes The Hague and Washington are five hours apart instead of six.
		['2024-10-30', 'Europe/Amsterdam', '2024-10-30T23:00:00Z'],
		['2024-10-30', 'America/New_York', '2024-10-31T04:00:00Z'],
		// Midnight is skipped, and comes twice.
		['2017-10-14', 'America/Sao_Paulo', '2017-10-15T03:00:00Z'],
		['2024-11-02', 'America/Havana', '2024-11-03T04:00:00Z']
	])('%s in %s is %s', (due, zone, end) => {
		expect(new Date(endOfDue(due, zone)).toISOString()).toBe(new Date(end).toISOString());
	});
});

describe('overdue', () => {
	it('begins by the lead’s clock, not the session’s', () => {
		const [hague, washington] = ['Europe/Amsterdam', 'America/New_York'].map((zone) =>
			endOfDue('2024-09-30', zone)
		);
		const night = at('2024-09-30T23:30:00Z');
		expect(isOverdue('agreed', hague, night)).toBe(true);
		expect(isOverdue('agreed', washington, night)).toBe(false);
	});

	it('does not apply to actions that are delivered, dropped or undated', () => {
		const late = ACTION_STATUSES.filter((status) => isOverdue(status, 1, 2));
		expect(late).toEqual(['proposed', 'agreed', 'in-progress', 'blocked', 'awaiting-input']);
		expect(isOverdue('agreed', undefined, 2)).toBe(false);
	});
});
