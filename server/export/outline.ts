import type { Minutes, MinutesItem } from '#shared/minutes/minutes.ts';
import { annexNumber, annexSections } from './annexes.ts';
import { cleaned } from './clean.ts';
import { controlFacts, dateWords, meetingFacts } from './control.ts';
import { numberedNotes } from './notes.ts';
import { paragraph, run, type Block, type Paper, type Section } from './paper.ts';
import { actionBlocks, decisionBlocks, recordFinder } from './records.ts';
import type { FindRecord } from './rich.ts';
import { timeBlocks } from './times.ts';
import { counted, orBlank } from './words.ts';

/** Sets the minutes out for print. Every printed format has exactly these sections, in this order and these words. */
export function outline(given: Minutes): Paper {
	const minutes = cleaned(given);
	const { control, meeting } = minutes;
	return {
		title: meeting.title,
		kicker: `Minutes of joint session ${meeting.reference}`,
		subtitle: [dateWords(meeting), meeting.hosts.join(' and ')].filter(Boolean).join(' · '),
		reference: control.reference,
		status: control.status,
		label: control.label,
		preparedAt: Date.parse(control.preparedAt),
		sections: sections(minutes, recordFinder(minutes))
	};
}

function sections(minutes: Minutes, find: FindRecord): Section[] {
	return [
		section('document-control', 'Document control', [controlFacts(minutes)]),
		section('meeting', 'Meeting', [meetingFacts(minutes)]),
		section('purpose', 'Purpose', [paragraph(orBlank(minutes.meeting.purpose, minutes))]),
		section('participants', 'Participants', participantBlocks(minutes)),
		...minutes.items.map((item, place) => itemSection(item, place, minutes, find)),
		section('decisions', 'Decisions', decisionBlocks(minutes.decisions, 'decision', minutes)),
		section(
			'conclusions',
			'Conclusions',
			decisionBlocks(minutes.conclusions, 'conclusion', minutes)
		),
		section('action-points', 'Action points', actionBlocks(minutes)),
		section('next-meeting', 'Next meeting', [paragraph(minutes.blank, 'italic')]),
		section('approval', 'Approval', approvalBlocks()),
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

function speakerBlocks({ speakers }: MinutesItem): Block[] {
	if (!speakers.length) return [];
	const names = speakers.map((speaker) =>
		speaker.function.trim() ? `${speaker.name} (${speaker.function})` : speaker.name
	);
	return [{ kind: 'aside', runs: [run('Speakers: ', 'bold'), run(names.join('; '))] }];
}

function participantBlocks(minutes: Minutes): Block[] {
	const annex = annexNumber(minutes, 'participants');
	const people = minutes.delegations.reduce((sum, { people }) => sum + people.length, 0);
	// A record says whom it names; how many came is another matter, which a source may leave open.
	const total = `This record names ${counted(people, 'participant')} of ${counted(minutes.delegations.length, 'delegation')}`;
	if (!minutes.delegations.length) return [paragraph(minutes.blank, 'italic')];
	const rows = minutes.delegations.map(({ organisation, people }) => ({
		term: organisation,
		value: people.length ? `${people.length} named` : minutes.blank
	}));
	return [paragraph(annex ? `${total}; see ${annex}.` : `${total}.`), { kind: 'facts', rows }];
}

function approvalBlocks(): Block[] {
	return [paragraph('Approval is pending.'), { kind: 'signatures', lines: ['Chair', 'Secretary'] }];
}
