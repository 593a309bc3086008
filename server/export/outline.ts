import { m } from '#messages/messages.js';
import type { Minutes, MinutesItem } from '#shared/minutes/minutes.ts';
import { statusWords } from '#shared/minutes/status-words.ts';
import { annexNumber, annexSections } from './annexes.ts';
import { capTables } from './cap-tables.ts';
import { cleaned, setApart } from './clean.ts';
import { controlFacts, dateWords, meetingFacts } from './control.ts';
import { fileBlocks } from './files.ts';
import { numberedNotes } from './notes.ts';
import { led, paragraph, run, type Block, type Paper, type Section } from './paper.ts';
import { actionBlocks, decisionBlocks, recordFinder } from './records.ts';
import type { FindRecord } from './rich.ts';
import { approvalBlocks } from './approval.ts';
import { timeBlocks } from './times.ts';
import { orBlank } from './words.ts';

/** Lays out the minutes for print. Every printed format has exactly these sections, in this order and wording. */
export function outline(given: Minutes): Paper {
	const minutes = setApart(cleaned(given));
	const { control, meeting } = minutes;
	return {
		title: meeting.title,
		kicker: m.paper_minutes_of({ reference: meeting.reference }),
		subtitle: [dateWords(meeting), meeting.hosts.join(m.paper_and())].filter(Boolean).join(' · '),
		reference: control.reference,
		status: statusWords(control.status),
		label: control.label,
		recipient: control.recipient && m.paper_copy_for({ recipient: control.recipient }),
		preparedAt: Date.parse(control.preparedAt),
		sections: capTables(sections(minutes, recordFinder(minutes)))
	};
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
		section('next-meeting', m.paper_section_next_meeting(), [paragraph(minutes.blank, 'italic')]),
		section('approval', m.paper_section_approval(), approvalBlocks(minutes)),
		...annexSections(minutes, find)
	];
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
		return [{ kind: 'aside', runs: [run(m.paper_chatham(), 'italic')] }];
	if (!speakers.length) return [];
	const names = speakers.map((speaker) =>
		speaker.function.trim() ? `${speaker.name} (${speaker.function})` : speaker.name
	);
	return [{ kind: 'aside', runs: led(m.paper_speakers(), names.join('; ')) }];
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
		value: people.length ? m.paper_named({ count: people.length }) : minutes.blank
	}));
	return [
		paragraph(`${annex ? m.paper_see({ what: total, annex }) : total}.`),
		{ kind: 'facts', rows }
	];
}
