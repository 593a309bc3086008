import { m } from '#messages/messages.js';
import { clockIn, dayIn, isTimeZone, longDay, weekday, zoneName } from '#shared/time/dates.ts';
import { LABEL_MEANING } from '#shared/markings.ts';
import type { Minutes, MinutesControl, MinutesMeeting } from '#shared/minutes/minutes.ts';
import { statusWords } from '#shared/minutes/status-words.ts';
import { annexNumber } from './annexes.ts';
import type { Block, Fact } from './paper.ts';
import { momentFacts } from './times.ts';
import { officer, orBlank } from './words.ts';

/** The control block: what this paper is, who may have it, and what was left out. */
export function controlFacts(minutes: Minutes): Block {
	const { control } = minutes;
	const prepared = new Date(control.preparedAt);
	return facts(
		[m.paper_fact_reference(), control.reference],
		[m.paper_fact_status(), statusWords(control.status)],
		[m.paper_fact_language(), m.paper_english()],
		[m.paper_fact_label(), `${control.label} — ${LABEL_MEANING[control.label]()}`],
		...(control.because.length > 0
			? [[m.paper_fact_label_from(), control.because.join('; ')] as [string, string]]
			: []),
		...(control.recipient
			? [[m.paper_fact_recipient(), control.recipient] as [string, string]]
			: []),
		[m.paper_fact_community(), orBlank(control.community, minutes)],
		[m.paper_fact_clients(), orBlank(control.clients, minutes)],
		[m.paper_fact_prepared_from(), control.source ?? m.paper_notes_taken()],
		[
			m.paper_fact_prepared_on(),
			`${longDay(dayIn('UTC', prepared))}, ${clockIn('UTC', prepared)} UTC`
		],
		[m.paper_fact_version(), versionWords(control)],
		[m.paper_fact_withheld(), withheldWords(minutes)]
	);
}

/** Title, hosts, times and place, and who led and recorded the meeting. */
export function meetingFacts(minutes: Minutes): Block {
	const { meeting } = minutes;
	return facts(
		[m.paper_fact_title(), meeting.title],
		[m.paper_fact_hosts(), orBlank(meeting.hosts.join('; '), minutes)],
		[m.paper_fact_date(), dateWords(meeting)],
		[m.paper_fact_start(), startWords(minutes)],
		...momentFacts(meeting),
		[m.paper_fact_place(), orBlank(meeting.place, minutes)],
		[m.paper_fact_chair(), orBlank(officer(meeting.chair, minutes), minutes)],
		[m.paper_fact_rapporteur(), orBlank(officer(meeting.rapporteur, minutes), minutes)],
		...(meeting.adopted?.length
			? [[m.paper_adopted_here(), meeting.adopted.join('; ')] as [string, string]]
			: [])
	);
}

/** "12 July 2024 (Friday)". */
export function dateWords({ date }: MinutesMeeting): string {
	return `${longDay(date)} (${weekday(date)})`;
}

function startWords(minutes: Minutes): string {
	const { startsAt, timeZone, date } = minutes.meeting;
	if (!startsAt) return minutes.blank;
	// Clocks change at night, so the zone's name at noon is the one that applied during the session.
	const name = isTimeZone(timeZone) ? `${zoneName(timeZone, new Date(`${date}T12:00:00Z`))} ` : '';
	return `${startsAt} ${name}(${minutes.meeting.timeZone})`;
}

function versionWords({ version, withheld }: MinutesControl): string {
	const left = version === 'complete' ? [] : [m.paper_marked_illustrative()];
	if (withheld) left.push(m.paper_withheld_units({ count: withheld }));
	if (!left.length) return m.paper_complete();
	return m.paper_leaves_out({ parts: left.join(m.paper_and()) });
}

function withheldWords(minutes: Minutes): string {
	const { withheld } = minutes.control;
	if (!withheld) return m.paper_none();
	const annex = annexNumber(minutes, 'withheld');
	const units = m.paper_units({ count: withheld });
	return annex ? m.paper_see({ what: units, annex }) : units;
}

function facts(...rows: [term: string, value: string][]): Block {
	return { kind: 'facts', rows: rows.map(([term, value]): Fact => ({ term, value })) };
}
