import { describe, expect, it } from 'vitest';
import { newId, type AgendaItemId } from '../ids.ts';
import {
	actualTimes,
	clockWords,
	countdown,
	itemClock,
	runsOf,
	stopwatch,
	untilClock
} from './clock.ts';
import type { Segment } from './run-view.ts';

const id = newId<AgendaItemId>();
const other = newId<AgendaItemId>();
const MINUTE = 60_000;

const ran = (from: number, to?: number, item = id): Segment => ({
	item,
	startedAt: from * MINUTE,
	endedAt: to === undefined ? undefined : to * MINUTE
});
const at = (
	minutes: number,
	segments: readonly Segment[],
	plannedMinutes: number | undefined = 20
) => itemClock({ id, plannedMinutes }, segments, minutes * MINUTE);

describe('the clock of an item', () => {
	it('counts down in green, in amber for the last fifth, and in red once no time is left', () => {
		const running = [ran(0)];
		expect(at(0, running)).toEqual({ elapsed: 0, remaining: 20 * MINUTE, tone: 'green' });
		expect(at(15.99, running).tone).toBe('green');
		expect(at(16, running).tone).toBe('amber');
		expect(at(19.99, running).tone).toBe('amber');
		expect(at(20, running)).toMatchObject({ remaining: 0, tone: 'red' });
		expect(at(28, running)).toMatchObject({ remaining: -8 * MINUTE, tone: 'red' });
	});

	it('turns amber for five minutes at most', () => {
		expect(at(54.9, [ran(0)], 60).tone).toBe('green');
		expect(at(55, [ran(0)], 60).tone).toBe('amber');
	});

	it('stops while the session is suspended, and ignores other items', () => {
		const segments = [ran(0, 5), ran(5, 7, other), ran(17)];
		expect(at(20, segments).elapsed).toBe(8 * MINUTE);
		expect(at(99, [ran(0, 5), ran(17, 20)]).elapsed).toBe(8 * MINUTE);
	});

	it('is plain, and never over, where no time is planned', () => {
		const clock = itemClock({ id, plannedMinutes: undefined }, [ran(0)], 500 * MINUTE);
		expect(clock).toEqual({ elapsed: 500 * MINUTE, remaining: undefined, tone: 'plain' });
	});

	it('does not run backwards for a reader whose estimate of the time is early', () => {
		expect(at(4, [ran(5)]).elapsed).toBe(0);
	});
});

describe('the actual times of an item', () => {
	it('are its first start and its last end', () => {
		const segments = [ran(1, 5), ran(5, 7, other), ran(17, 20)];
		expect(actualTimes(segments, id)).toEqual({ start: MINUTE, end: 20 * MINUTE });
		expect(actualTimes([ran(1, 5), ran(17)], id)).toEqual({ start: MINUTE, end: undefined });
		expect(actualTimes([], id)).toBeUndefined();
	});
});

describe('the times in which an item ran', () => {
	it('are each time that it came up; what a moment interrupted is one', () => {
		const segments = [ran(1, 5), ran(5, 7, other), ran(17, 20), ran(20.5, 22), ran(40)];
		expect(runsOf(segments, id)).toEqual([
			{ start: MINUTE, end: 5 * MINUTE },
			{ start: 17 * MINUTE, end: 22 * MINUTE },
			{ start: 40 * MINUTE, end: undefined }
		]);
	});
});

describe('a duration as clocks show it', () => {
	it.each([
		[0, '0:00', '0:00'],
		[1, '0:01', '0:00'],
		[59_001, '1:00', '0:59'],
		[725_000, '12:05', '12:05'],
		[3_725_000, '1:02:05', '1:02:05']
	])('%i ms: counting down %s, counting up %s', (ms, down, up) => {
		expect([countdown(ms), stopwatch(ms)]).toEqual([down, up]);
	});
});

describe('a clock in words', () => {
	it('says what is left, by how much it is over, or how long it has run', () => {
		expect(clockWords(at(8, [ran(0)]))).toEqual({
			text: '12:00',
			counts: 'left',
			words: '12:00 left'
		});
		expect(clockWords(at(23, [ran(0)]))).toEqual({
			text: '+3:00',
			counts: 'over',
			words: '3:00 over'
		});
		const plain = itemClock({ id, plannedMinutes: undefined }, [ran(0)], 8 * MINUTE);
		expect(clockWords(plain)).toEqual({ text: '8:00', counts: 'so far', words: '8:00 so far' });
	});

	it('counts down to the end of a break, and says when that is over', () => {
		const at12 = 12 * MINUTE;
		expect(untilClock(at12, 8 * MINUTE)).toMatchObject({ words: '4:00 to go', tone: 'plain' });
		expect(untilClock(at12, 13 * MINUTE)).toMatchObject({ text: '+1:00', tone: 'red' });
	});
});
