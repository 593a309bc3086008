import { clockIn, dayIn, isTimeZone, longDay, weekday, zoneName } from '#shared/time/dates.ts';
import { LABEL_MEANING } from '#shared/markings.ts';
import type { Minutes, MinutesControl, MinutesMeeting } from '#shared/minutes/minutes.ts';
import { annexNumber } from './annexes.ts';
import type { Block, Fact } from './paper.ts';
import { momentFacts } from './times.ts';
import { counted, orBlank } from './words.ts';

/** The control block: what this paper is, who may have it, and what is missing from it. */
export function controlFacts(minutes: Minutes): Block {
	const { control } = minutes;
	const prepared = new Date(control.preparedAt);
	return facts(
		['Reference', control.reference],
		['Status', control.status],
		['Language', 'English'],
		['Label', `${control.label} — ${LABEL_MEANING[control.label]}`],
		['Community means', orBlank(control.community, minutes)],
		['Clients means', orBlank(control.clients, minutes)],
		['Prepared from', control.source ?? 'notes taken during the session'],
		['Prepared on', `${longDay(dayIn('UTC', prepared))}, ${clockIn('UTC', prepared)} UTC`],
		['Version', versionWords(control)],
		['Withheld', withheldWords(minutes)]
	);
}

/** Title, hosts, times and place, and who led and recorded the meeting. */
export function meetingFacts(minutes: Minutes): Block {
	const { meeting } = minutes;
	return facts(
		['Title', meeting.title],
		['Hosts', orBlank(meeting.hosts.join('; '), minutes)],
		['Date', dateWords(meeting)],
		['Start', startWords(minutes)],
		...momentFacts(meeting),
		['Place', orBlank(meeting.place, minutes)],
		['Chair', orBlank(meeting.chair, minutes)],
		['Rapporteur', orBlank(meeting.rapporteur, minutes)]
	);
}

/** "12 July 2024 (Friday)". */
export function dateWords({ date }: MinutesMeeting): string {
	return `${longDay(date)} (${weekday(date)})`;
}

function startWords(minutes: Minutes): string {
	const { startsAt, timeZone, date } = minutes.meeting;
	if (!startsAt) return minutes.blank;
	// Zones change their clocks at night, so noon knows the name that held during the session.
	const name = isTimeZone(timeZone) ? `${zoneName(timeZone, new Date(`${date}T12:00:00Z`))} ` : '';
	return `${startsAt} ${name}(${minutes.meeting.timeZone})`;
}

function versionWords({ version, withheld }: MinutesControl): string {
	const left = version === 'complete' ? [] : ['what is marked illustrative'];
	if (withheld) left.push(`${counted(withheld, 'withheld unit')}`);
	if (!left.length) return 'This is the complete record.';
	return `This version leaves out ${left.join(' and ')}. It is not the complete record.`;
}

function withheldWords(minutes: Minutes): string {
	const { withheld } = minutes.control;
	if (!withheld) return 'none';
	const annex = annexNumber(minutes, 'withheld');
	return `${counted(withheld, 'unit')}${annex ? `; see ${annex}` : ''}`;
}

function facts(...rows: [term: string, value: string][]): Block {
	return { kind: 'facts', rows: rows.map(([term, value]): Fact => ({ term, value })) };
}
