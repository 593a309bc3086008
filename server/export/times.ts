import { m } from '#messages/messages.js';
import { clockIn, dayIn, isTimeZone, longDay, zoneName, type Day } from '#shared/time/dates.ts';
import type {
	MinutesAttendance,
	MinutesItem,
	MinutesMeeting,
	MinutesTimes
} from '#shared/minutes/minutes.ts';
import { MODE_WORDS } from '#shared/run/attendance.ts';
import type { MomentKind } from '#shared/run/run-view.ts';
import { led, type Block } from './paper.ts';
import { flagged } from './words.ts';

const MOMENT_WORDS: Record<MomentKind, () => string> = {
	started: m.paper_opened,
	suspended: m.paper_suspended,
	resumed: m.paper_resumed,
	closed: m.paper_closed
};

/** When the session was actually opened, suspended, resumed and closed: a row for each time, in order. */
export function momentFacts(meeting: MinutesMeeting): [term: string, value: string][] {
	return (meeting.moments ?? []).map(({ kind, at }) => [
		MOMENT_WORDS[kind](),
		momentWords(meeting, at)
	]);
}

/** When the item was actually discussed; empty if that is not recorded. */
export function timeBlocks({ times }: MinutesItem, meeting: MinutesMeeting): Block[] {
	if (times.length === 0) return [];
	return [{ kind: 'aside', leads: true, runs: led(m.paper_time(), spansWords(meeting, times)) }];
}

/** "10:05 to 10:20, 10:45 to 11:02 CEST": the zone is named again only where it changes. */
function spansWords(meeting: MinutesMeeting, spans: readonly MinutesTimes[]): string {
	const all = spans.map((span) => ({
		words: spanWords(meeting, span),
		zone: ` ${zoneName(zoneOf(meeting), new Date(span.end ?? span.start))}`
	}));
	return all
		.map(({ words, zone }, at) =>
			all[at + 1]?.zone === zone && words.endsWith(zone) ? words.slice(0, -zone.length) : words
		)
		.join(', ');
}

/** "in the room 10:02 to 11:10 CEST; excused", one line for each. */
export function attendanceWords(attendance: MinutesAttendance, meeting: MinutesMeeting): string {
	const stays = attendance.stays.map(
		(stay) => `${MODE_WORDS[stay.mode]()} ${spanWords(meeting, stay)}`
	);
	return [...stays, ...absenceWords(attendance)].join(';\n');
}

function absenceWords({ absence }: MinutesAttendance): string[] {
	if (!absence) return [];
	if (absence.kind === 'excused') return [m.attendance_is_excused()];
	const { by } = absence;
	if (!by) return [m.paper_replaced()];
	return [m.attendance_is_replaced_by({ name: flagged(by.name, by.illustrative) })];
}

/**
 * "10:02 CEST (08:02 UTC)", after the day if it is not the session's; likewise UTC if its day differs from the local.
 */
function momentWords(meeting: MinutesMeeting, at: string): string {
	const zone = zoneOf(meeting);
	const local = timeWords(zone, at, meeting.date);
	const universal = timeWords('UTC', at, dayIn(zone, new Date(at)));
	return zone === 'UTC' ? local : `${local} (${universal})`;
}

/** "10:05 to 10:40 CEST", after the day if it is not the day of the opening. */
function spanWords(meeting: MinutesMeeting, { start, end }: MinutesTimes): string {
	const zone = zoneOf(meeting);
	const from = timeWords(zone, start, openingDay(meeting));
	if (end === undefined) return m.paper_from({ from });
	const to = timeWords(zone, end, dayIn(zone, new Date(start)));
	const name = ` ${zoneName(zone, new Date(start))}`;
	return m.paper_from_to({ from: to.endsWith(name) ? from.slice(0, -name.length) : from, to });
}

function timeWords(zone: string, instant: string, known: Day): string {
	const at = new Date(instant);
	const day = dayIn(zone, at);
	const time = `${clockIn(zone, at)} ${zoneName(zone, at)}`;
	return day === known ? time : `${longDay(day)}, ${time}`;
}

function openingDay(meeting: MinutesMeeting): Day {
	const opened = meeting.moments?.[0];
	return opened ? dayIn(zoneOf(meeting), new Date(opened.at)) : meeting.date;
}

function zoneOf({ timeZone }: MinutesMeeting): string {
	return isTimeZone(timeZone) ? timeZone : 'UTC';
}
