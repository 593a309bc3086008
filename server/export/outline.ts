import { m } from '#messages/messages.js';
import type { Minutes, MinutesItem } from '#shared/minutes/minutes.ts';
import type { MinutesStatus } from '#shared/minutes/edition.ts';
import { statusWords } from '#shared/minutes/status-words.ts';
import { longDay, weekday } from '#shared/time/dates.ts';
import { actionBlocks } from './actions.ts';
import { annexNumber, annexSections } from './annexes.ts';
import { capTables } from './cap-tables.ts';
import { cleaned, setApart } from './clean.ts';
import { crossReferenced } from './cross-references.ts';
import { controlFacts, dateWords, meetingFacts } from './control.ts';
import { fileBlocks } from './files.ts';
import { numberedNotes } from './notes.ts';
import { led, paragraph, run, type Block, type Paper, type Section } from './paper.ts';
import { decisionBlocks, recordFinder } from './records.ts';
import type { FindRecord } from './rich.ts';
import { approvalBlocks } from './approval.ts';
import { timeBlocks } from './times.ts';
import { flagged, orBlank } from './words.ts';

const MOST_IN_HEAD = 54; // characters
const MOST_SECTIONS = 14;
const TEN_PAGES = 25_000; // characters

/** Lays out the minutes for print. Every printed format has exactly these sections, in this order and wording. */
export function outline(given: Minutes): Paper {
	const minutes = setApart(cleaned(given));
	const { control, meeting } = minutes;
	const laidOut = crossReferenced(capTables(sections(minutes, recordFinder(minutes))));
	return {
		title: meeting.title,
		kicker: m.paper_minutes_of({ reference: meeting.reference }),
		subtitle: [dateWords(meeting), meeting.hosts.join(m.paper_and())].filter(Boolean).join(' · '),
		reference: control.reference,
		status: statusWords(control.status),
		label: control.label,
		recipient: control.recipient && m.paper_copy_for({ recipient: control.recipient }),
		preparedAt: Date.parse(control.preparedAt),
		running: `${shortened(meeting.title)} · ${longDay(meeting.date)}`,
		draft: draftWords(control.status),
		hasContents: isLong(laidOut),
		sections: laidOut
	};
}

/** So that the head of a page is one line. */
function shortened(title: string): string {
	const letters = [...title];
	return letters.length > MOST_IN_HEAD
		? `${letters
				.slice(0, MOST_IN_HEAD - 1)
				.join('')
				.trimEnd()}…`
		: title;
}

function draftWords({ is }: MinutesStatus): string | undefined {
	if (is === 'adopted') return undefined;
	return is === 'live' ? m.paper_live_notes() : m.paper_draft();
}

/** More sections than a reader keeps in mind, or about ten pages. */
function isLong(laidOut: readonly Section[]): boolean {
	return laidOut.length > MOST_SECTIONS || lettersIn(laidOut) > TEN_PAGES;
}

function lettersIn(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 0;
	return Object.entries(value).reduce(
		(sum, [key, part]) => sum + (key === 'image' ? 0 : lettersIn(part)),
		0
	);
}

function sections(minutes: Minutes, find: FindRecord): Section[] {
	return [
		section('document-control', m.paper_section_document_control(), [controlFacts(minutes)]),
		section('meeting', m.paper_section_meeting(), [meetingFacts(minutes)]),
		section('purpose', m.paper_section_purpose(), [
			paragraph(orBlank(minutes.meeting.purpose, minutes))
		]),
		section('participants', m.paper_section_participants(), participantBlocks(minutes)),
		...minutes.items.map((item, place) => itemSection(item, place, minutes, find)),
		section('decisions', m.paper_section_decisions(), decisionBlocks(minutes, 'decision')),
		section('conclusions', m.paper_section_conclusions(), decisionBlocks(minutes, 'conclusion')),
		section('action-points', m.paper_section_action_points(), actionBlocks(minutes)),
		...(minutes.files?.length
			? [section('files', m.paper_section_files(), fileBlocks(minutes))]
			: []),
		section('next-meeting', m.paper_section_next_meeting(), [nextMeeting(minutes)]),
		section('approval', m.paper_section_approval(), approvalBlocks(minutes)),
		...annexSections(minutes, find)
	];
}

function nextMeeting({ meeting: { next }, blank }: Minutes): Block {
	if (!next) return paragraph(blank, 'italic');
	const { reference, date } = next;
	return paragraph(m.paper_next({ reference, day: longDay(date), weekday: weekday(date) }));
}

function section(id: string, heading: string, blocks: readonly Block[]): Section {
	return { id, heading, blocks, number: undefined, label: undefined, startsPage: false };
}

function itemSection(
	item: MinutesItem,
	place: number,
	minutes: Minutes,
	find: FindRecord
): Section {
	const notes = numberedNotes(item.notes, item.number, find);
	const blocks = [
		...timeBlocks(item, minutes.meeting),
		...speakerBlocks(item),
		...(notes.length ? notes : [paragraph(minutes.blank, 'italic')])
	];
	return { ...section(`item-${place + 1}`, item.title, blocks), number: item.number };
}

function speakerBlocks({ speakers, attribution }: MinutesItem): Block[] {
	if (attribution === 'chatham')
		return [{ kind: 'aside', leads: true, runs: [run(m.paper_chatham(), 'italic')] }];
	if (!speakers.length) return [];
	const names = speakers.map((speaker) =>
		speaker.function.trim() ? `${speaker.name} (${speaker.function})` : speaker.name
	);
	return [{ kind: 'aside', leads: true, runs: led(m.paper_speakers(), names.join('; ')) }];
}

function participantBlocks(minutes: Minutes): Block[] {
	const annex = annexNumber(minutes, 'participants');
	const people = minutes.delegations.reduce((sum, { people }) => sum + people.length, 0);
	// This counts the people named in the record. How many attended is a different number, which a source may not
	// state.
	const total = m.paper_names({
		participants: m.count_participants({ count: people }),
		delegations: m.count_delegations({ count: minutes.delegations.length })
	});
	if (!minutes.delegations.length) return [paragraph(minutes.blank, 'italic')];
	const rows = minutes.delegations.map(({ organisation, people }) => ({
		term: organisation,
		value: people.length
			? people.map(({ name, illustrative }) => flagged(name, illustrative)).join('; ')
			: minutes.blank
	}));
	return [
		paragraph(`${annex ? m.paper_see({ what: total, annex }) : total}.`),
		{ kind: 'facts', rows }
	];
}
