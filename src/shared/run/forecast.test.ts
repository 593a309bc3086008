import { describe, expect, it } from 'vitest';
import { clockIn, zoneName } from '../time/dates.ts';
import { newId, type AgendaItemId } from '../ids.ts';
import { instantIn } from '../time/zoned-time.ts';
import { itemsAhead } from './agenda-order.ts';
import { dueEnd, forecast, remedies, type ForecastRun, type Plan } from './forecast.ts';

const MINUTE = 60_000;
const plan: Plan = { date: '2024-07-12', startsAt: '09:30', timeZone: 'Europe/Amsterdam' };
const start = instantIn(plan.timeZone, plan.date, '09:30');
const at = (clock: string) => instantIn(plan.timeZone, plan.date, clock);
const item = (plannedMinutes: number | undefined) => ({
	id: newId<AgendaItemId>(),
	plannedMinutes
});

const [opening, threats, exchange, conclusions] = [item(20), item(40), item(100), item(20)];
const agenda = [opening, threats, exchange, conclusions];

const planned: ForecastRun = {
	state: 'planned',
	running: undefined,
	segments: [],
	outcomes: [],
	dueAt: undefined,
	closedAt: undefined
};
const closed = ({ id }: { id: AgendaItemId }, clock: string) => ({
	item: id,
	closedAt: at(clock),
	disposition: undefined
});
const ran = ({ id }: { id: AgendaItemId }, from: string, to?: string) => ({
	item: id,
	startedAt: at(from),
	endedAt: to === undefined ? undefined : at(to)
});

/** The opening ran from 09:30 to 09:52; the threat picture is running. */
const inItem2: ForecastRun = {
	state: 'live',
	running: threats.id,
	segments: [ran(opening, '09:30', '09:52'), ran(threats, '09:52')],
	outcomes: [closed(opening, '09:52')],
	dueAt: dueEnd(agenda, plan, start),
	closedAt: undefined
};

describe('a forecast', () => {
	it('before the start is the plan', () => {
		const { endsAt, dueAt, over, rows } = forecast(agenda, planned, plan, at('08:00'));
		expect(endsAt).toBe(at('12:30'));
		expect(dueAt).toBe(at('12:30'));
		expect(over).toBe(0);
		expect(rows.map(({ startsAt }) => startsAt)).toEqual(
			['09:30', '09:50', '10:30', '12:10'].map(at)
		);
	});

	it('shifts while the start is late, but not for a session from another time', () => {
		expect(forecast(agenda, planned, plan, at('09:40'))).toMatchObject({
			endsAt: at('12:40'),
			over: 10
		});
		const years = forecast(agenda, planned, plan, instantIn('UTC', '2026-11-25', '03:00'));
		expect(years).toMatchObject({ endsAt: at('12:30'), over: 0 });
	});

	it('shifts with an overrun, item by item: 12:38 instead of 12:30', () => {
		const { endsAt, over, rows } = forecast(agenda, inItem2, plan, at('10:38'));
		expect(endsAt).toBe(at('12:38'));
		expect(over).toBe(8);
		expect(rows).toEqual([
			{ item: opening.id, state: 'done', startsAt: at('09:30'), endsAt: at('09:52') },
			{ item: threats.id, state: 'running', startsAt: at('09:52'), endsAt: at('10:38') },
			{ item: exchange.id, state: 'ahead', startsAt: at('10:38'), endsAt: at('12:18') },
			{ item: conclusions.id, state: 'ahead', startsAt: at('12:18'), endsAt: at('12:38') }
		]);
	});

	it('stands still while an item is within its time, and keeps the delay it began with', () => {
		for (const clock of ['09:52', '10:00', '10:31'])
			expect(forecast(agenda, inItem2, plan, at(clock))).toMatchObject({
				endsAt: at('12:32'),
				over: 2
			});
	});

	it('shifts while the session is suspended', () => {
		const suspended: ForecastRun = {
			...inItem2,
			state: 'suspended',
			segments: [ran(opening, '09:30', '09:52'), ran(threats, '09:52', '10:02')]
		};
		expect(forecast(agenda, suspended, plan, at('10:02')).endsAt).toBe(at('12:32'));
		expect(forecast(agenda, suspended, plan, at('10:17')).endsAt).toBe(at('12:47'));
	});

	it('leaves out items that are dealt with elsewhere', () => {
		const outcomes = [
			...inItem2.outcomes,
			{ item: exchange.id, closedAt: undefined, disposition: 'next-session' as const }
		];
		const { endsAt, over, rows } = forecast(agenda, { ...inItem2, outcomes }, plan, at('10:38'));
		expect(endsAt).toBe(at('10:58'));
		expect(over).toBe(0);
		expect(rows[2]).toEqual({
			item: exchange.id,
			state: 'elsewhere',
			startsAt: undefined,
			endsAt: undefined
		});
	});

	it('counts skipped items last, and only the remaining time of an item that was left early', () => {
		const jumped: ForecastRun = {
			...inItem2,
			running: conclusions.id,
			segments: [
				ran(opening, '09:30', '09:50'),
				ran(threats, '09:50', '10:00'),
				ran(conclusions, '10:00')
			]
		};
		const { rows, endsAt } = forecast(agenda, jumped, plan, at('10:00'));
		expect(rows[1]).toMatchObject({ state: 'ahead', startsAt: at('10:20'), endsAt: at('10:50') });
		expect(endsAt).toBe(at('12:30'));
	});

	it('is unknown when nothing is planned, and tells how many items have no planned time', () => {
		const open = [item(undefined), item(undefined)];
		expect(forecast(open, { ...planned, state: 'live' }, plan, start)).toMatchObject({
			endsAt: undefined,
			unplanned: 2
		});
		expect(forecast([item(10), ...open], planned, plan, at('08:00'))).toMatchObject({
			endsAt: at('09:40'),
			unplanned: 2
		});
		const sometime = { ...plan, startsAt: undefined };
		expect(forecast(agenda, planned, sometime, start)).toMatchObject({ endsAt: undefined });
	});

	it('of a closed session is its closing time', () => {
		const over: ForecastRun = { ...inItem2, state: 'closed', running: undefined };
		const end = forecast(agenda, { ...over, closedAt: at('12:34') }, plan, at('18:00'));
		expect(end).toMatchObject({ endsAt: at('12:34'), over: 4 });
	});
});

describe('the end in two zones', () => {
	const shown = (day: string, zone: string) => {
		const on = { ...plan, date: day };
		const now = instantIn(plan.timeZone, day, '08:00');
		const end = new Date(forecast(agenda, planned, on, now).endsAt ?? NaN);
		return `${clockIn(zone, end)} ${zoneName(zone, end)}`;
	};

	it.each([
		['2024-07-12', '12:30 CEST', '06:30 EDT', 'six hours apart in summer'],
		['2024-03-09', '12:30 CET', '06:30 EST', 'the day before the US changes'],
		['2024-03-14', '12:30 CET', '07:30 EDT', 'five hours: the US has changed, Europe has not'],
		['2024-03-31', '12:30 CEST', '06:30 EDT', 'the day Europe changes'],
		['2024-10-29', '12:30 CET', '07:30 EDT', 'five hours: Europe has changed, the US has not'],
		['2024-11-03', '12:30 CET', '06:30 EST', 'the day the US changes'],
		['2026-03-10', '12:30 CET', '07:30 EDT', 'five hours in March 2026'],
		['2026-10-27', '12:30 CET', '07:30 EDT', 'five hours in October 2026']
	])('%s: %s and %s, %s', (day, hague, washington) => {
		expect(shown(day, 'Europe/Amsterdam')).toBe(hague);
		expect(shown(day, 'America/New_York')).toBe(washington);
	});

	it('counts real minutes through a night in which the clocks change', () => {
		const night = { ...plan, date: '2024-03-31', startsAt: '01:30' };
		const now = instantIn(plan.timeZone, '2024-03-30', '12:00');
		const end = forecast([item(60)], planned, night, now).endsAt ?? NaN;
		expect(clockIn(plan.timeZone, new Date(end))).toBe('03:30');
	});
});

describe('the due end', () => {
	it('counts from the planned start, even when the session starts late or early', () => {
		for (const clock of ['09:20', '09:30', '09:47'])
			expect(dueEnd(agenda, plan, at(clock))).toBe(at('12:30'));
	});

	it('counts from the actual start on another day or without a planned time', () => {
		const later = start + 400 * 24 * 60 * MINUTE;
		expect(dueEnd(agenda, plan, later)).toBe(later + 180 * MINUTE);
		expect(dueEnd(agenda, { ...plan, startsAt: undefined }, later)).toBe(later + 180 * MINUTE);
		expect(dueEnd([item(undefined)], plan, start)).toBeUndefined();
	});
});

describe('the remedy for an overrun', () => {
	it('is offered for the items ahead: shorter by the overrun, or to five minutes', () => {
		expect(remedies(agenda, inItem2, { over: 8 })).toEqual([
			{ item: exchange.id, shortenTo: 92 },
			{ item: conclusions.id, shortenTo: 12 }
		]);
		expect(remedies(agenda, inItem2, { over: 50 })).toEqual([
			{ item: exchange.id, shortenTo: 50 },
			{ item: conclusions.id, shortenTo: 5 }
		]);
	});

	it('is absent without one, and never shortens an item that is short already or has no planned time', () => {
		expect(remedies(agenda, inItem2, { over: 0 })).toEqual([]);
		const short = [threats, item(5), item(undefined)];
		expect(remedies(short, inItem2, { over: 8 }).map(({ shortenTo }) => shortenTo)).toEqual([
			undefined,
			undefined
		]);
	});

	it('brings the end back to the due time', () => {
		const now = at('10:38');
		const [first] = remedies(agenda, inItem2, { over: 8 });
		const shorter = agenda.map((one) =>
			one.id === first?.item ? { ...one, plannedMinutes: first.shortenTo } : one
		);
		expect(forecast(shorter, inItem2, plan, now)).toMatchObject({ endsAt: at('12:30'), over: 0 });
	});
});

describe('the items ahead', () => {
	it('are those below, then the skipped ones; from the top if none is running', () => {
		const ids = (from: AgendaItemId | undefined) =>
			itemsAhead(agenda, [closed(opening, '09:52')], from).map(({ id }) => id);
		expect(ids(exchange.id)).toEqual([conclusions.id, threats.id]);
		expect(ids(undefined)).toEqual([threats.id, exchange.id, conclusions.id]);
		expect(ids(conclusions.id)).toEqual([threats.id, exchange.id]);
		expect(itemsAhead([], [], undefined)).toEqual([]);
	});
});
