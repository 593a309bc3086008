import { expect, test } from 'vitest';
import type { MinutesMeeting } from '#shared/minutes/minutes.ts';
import { ranMinutes } from '../../tests/support/sample-minutes.ts';
import { attendanceWords, momentFacts } from './times.ts';

const meeting = (change: Partial<MinutesMeeting> = {}) => ({ ...ranMinutes().meeting, ...change });
const there = (start: string, end?: string, at = meeting()) =>
	attendanceWords({ stays: [{ mode: 'room', start, end }], absence: undefined }, at);
const opened = (at: string, change: Partial<MinutesMeeting> = {}) =>
	momentFacts(meeting({ ...change, moments: [{ kind: 'started', at }] }));

test('names the day of a time on another day than the session’s, also for UTC', () => {
	expect(opened('2026-11-25T08:10:00.000Z')).toEqual([
		['Opened', '25 November 2026, 09:10 CET (08:10 UTC)']
	]);
	expect(opened('2024-07-12T22:30:00.000Z')).toEqual([
		['Opened', '13 July 2024, 00:30 CEST (12 July 2024, 22:30 UTC)']
	]);
});

test('prints UTC only once when it is the session’s zone or that zone is unknown', () => {
	for (const timeZone of ['UTC', 'Europe/Atlantis'])
		expect(opened('2024-07-12T08:04:00.000Z', { timeZone })).toEqual([['Opened', '08:04 UTC']]);
});

test('names the day of a span that is not on the day of the opening', () => {
	const later = meeting({ moments: [{ kind: 'started', at: '2026-11-25T08:10:00.000Z' }] });
	expect(there('2026-11-25T08:12:00.000Z', '2026-11-25T09:00:00.000Z', later)).toBe(
		'in the room 09:12 to 10:00 CET'
	);
	expect(there('2024-07-12T21:00:00.000Z', '2024-07-12T23:00:00.000Z')).toBe(
		'in the room 23:00 to 13 July 2024, 01:00 CEST'
	);
});

test('names both zones when the clocks changed in between', () => {
	const autumn = meeting({ date: '2024-10-27', moments: undefined });
	expect(there('2024-10-27T00:30:00.000Z', '2024-10-27T01:30:00.000Z', autumn)).toBe(
		'in the room 02:30 CEST to 02:30 CET'
	);
});

test('prints no end for somebody who is still present', () => {
	expect(there('2024-07-12T08:02:00.000Z')).toBe('in the room from 10:02 CEST');
});

test('prints both an early departure and an excuse, and no name for an unnamed replacement', () => {
	const stay = { mode: 'remote', start: '2024-07-12T08:02:00.000Z' } as const;
	const stays = [{ ...stay, end: '2024-07-12T09:00:00.000Z' }];
	expect(attendanceWords({ stays, absence: { kind: 'excused' } }, meeting())).toBe(
		'remote 10:02 to 11:00 CEST;\nexcused'
	);
	const absence = { kind: 'replaced', by: undefined } as const;
	expect(attendanceWords({ stays: [], absence }, meeting())).toBe('replaced');
});
