import { describe, expect, it } from 'vitest';
import { newId, type VersionId } from '#shared/ids.ts';
import { thinned } from './thinning.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 29, 12);

const keptAt = (at: number) => ({ id: newId<VersionId>(), at });
const everyHour = (days: number) =>
	Array.from({ length: days * 24 }, (_, hours) => keptAt(NOW - hours * HOUR));

/** When what stays was kept, as ages in days. */
function ages(versions: ReturnType<typeof everyHour>): number[] {
	const gone = new Set(thinned(versions, NOW));
	return versions.filter(({ id }) => !gone.has(id)).map(({ at }) => (NOW - at) / DAY);
}

describe('automatic versions', () => {
	it('all stay for 24 hours', () => {
		const versions = everyHour(1);
		expect(thinned(versions, NOW)).toEqual([]);
	});

	it('are thinned to the last of each day, then of each week', () => {
		const left = ages(everyHour(100));
		expect(left.filter((age) => age < 1)).toHaveLength(24);
		expect(left.filter((age) => age >= 1 && age < 30)).toHaveLength(30);
		const weekly = left.filter((age) => age >= 30);
		expect(weekly.length).toBeLessThanOrEqual(11);
		const apart = weekly.slice(2).map((age, index) => Math.round(age - (weekly[index + 1] ?? 0)));
		expect(new Set(apart)).toEqual(new Set([7]));
	});

	it('stay thinned as time goes on, without losing the newest', () => {
		const old = [keptAt(NOW - 400 * DAY), keptAt(NOW - 400 * DAY - HOUR)];
		expect(thinned(old, NOW)).toEqual([old[1]?.id]);
	});

	it('are limited in number; the oldest go first', () => {
		const weekly = Array.from({ length: 200 }, (_, week) => keptAt(NOW - (40 + 7 * week) * DAY));
		expect(thinned(weekly, NOW)).toEqual(weekly.slice(150).map(({ id }) => id));
	});
});
