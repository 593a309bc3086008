import { m } from '#messages/messages.js';
import type {
	Minutes,
	MinutesAnnex,
	MinutesDelegation,
	MinutesPerson
} from '#shared/minutes/minutes.ts';
import { limitsLine } from '#shared/marking.ts';
import { briefingBlocks } from './briefing.ts';
import { numberedNotes } from './notes.ts';
import { led, paragraph, run, type Block, type Cell, type Section } from './paper.ts';
import type { FindRecord } from './rich.ts';
import { cell, textTable } from './tables.ts';
import { attendanceWords } from './times.ts';
import { flagged, orBlank, roman } from './words.ts';

const named = () =>
	[
		[m.paper_column_name(), 36],
		[m.paper_column_function(), 42],
		[m.paper_column_capacity(), 22]
	] as const;
const attended = () =>
	[
		[m.paper_column_name(), 23],
		[m.paper_column_function(), 25],
		[m.paper_column_capacity(), 15],
		[m.paper_column_attendance(), 37]
	] as const;

/** "Annex II" for the first annex of a kind; undefined when there is none. */
export function annexNumber(minutes: Minutes, kind: MinutesAnnex['kind']): string | undefined {
	const annex = minutes.annexes.find((one) => one.kind === kind);
	return annex && m.paper_annex({ number: roman(annex.number) });
}

function headingOf(annex: MinutesAnnex): string {
	const number = roman(annex.number);
	if (annex.kind !== 'missing') return m.paper_annex_title({ number, title: annex.title });
	return annex.why === 'withheld'
		? m.paper_annex_withheld({ number })
		: m.paper_annex_left_out({ number });
}

/** One section per annex, with its Roman numeral in the complete record. The first starts a new page. */
export function annexSections(minutes: Minutes, find: FindRecord): Section[] {
	return minutes.annexes.map((annex, place) => ({
		id: `annex-${annex.number}`,
		number: undefined,
		heading: headingOf(annex),
		label: 'label' in annex ? annex.label : undefined,
		startsPage: place === 0,
		blocks: annexBlocks(annex, minutes, find)
	}));
}

function annexBlocks(annex: MinutesAnnex, minutes: Minutes, find: FindRecord): Block[] {
	const blocks = contentOf(annex, minutes, find);
	const limits = 'limits' in annex ? limitsLine(annex.limits) : '';
	const said: Block[] = limits
		? [{ kind: 'aside', leads: true, runs: led(m.paper_for(), limits) }]
		: [];
	return [...said, ...(blocks.length ? blocks : [paragraph(minutes.blank, 'italic')])];
}

function contentOf(annex: MinutesAnnex, minutes: Minutes, find: FindRecord): Block[] {
	switch (annex.kind) {
		case 'participants':
			return minutes.delegations.flatMap((delegation) => delegationBlocks(delegation, minutes));
		case 'text':
			return numberedNotes(annex.body, roman(annex.number), find);
		case 'briefing':
			return [
				...briefingBlocks(annex.head, minutes),
				...numberedNotes(annex.body, roman(annex.number), find)
			];
		case 'documents':
			return documentBlocks(annex.documents);
		case 'missing':
			return [paragraph(m.paper_annex_not_here())];
		case 'withheld':
			return [paragraph(withheldWords(annex.count))];
		default:
			return annex satisfies never;
	}
}

function delegationBlocks(delegation: MinutesDelegation, minutes: Minutes): Block[] {
	const { organisation, code, country, people } = delegation;
	const place = country.trim() ? `, ${country}` : '';
	const heading: Block = {
		kind: 'heading',
		depth: 3,
		runs: [run(`${organisation} (${code})${place}`)]
	};
	if (!people.length) return [heading, paragraph(minutes.blank, 'italic')];
	return [heading, peopleTable(delegation, minutes)];
}

/** One row per person; with a column for attendance if it is recorded for anybody. */
function peopleTable({ organisation, people }: MinutesDelegation, minutes: Minutes): Block {
	const cells = ({ name, function: post, capacity, illustrative }: MinutesPerson) => [
		cell(flagged(name, illustrative)),
		cell(orBlank(post, minutes)),
		cell(orBlank(capacity, minutes))
	];
	const caption = m.paper_participants_of({ organisation });
	if (!hasAttendance(minutes)) return textTable(caption, named(), people.map(cells));
	const rows = people.map((person) => [...cells(person), attendanceCell(person, minutes)]);
	return textTable(caption, attended(), rows);
}

function hasAttendance({ delegations }: Minutes): boolean {
	return delegations.some(({ people }) => people.some(({ attendance }) => attendance));
}

function attendanceCell({ attendance }: MinutesPerson, minutes: Minutes): Cell {
	return cell(attendance ? attendanceWords(attendance, minutes.meeting) : minutes.blank);
}

function documentBlocks(
	documents: Extract<MinutesAnnex, { kind: 'documents' }>['documents']
): Block[] {
	if (!documents.length) return [];
	const columns = [
		[m.paper_column_document(), 75],
		[m.paper_column_label(), 25]
	] as const;
	return [
		textTable(
			m.paper_documents(),
			columns,
			documents.map(({ title, label, limits }) => [
				cell(title),
				cell([label, limitsLine(limits)].filter(Boolean).join(' – '))
			])
		)
	];
}

function withheldWords(count: number): string {
	if (!count) return m.paper_nothing_withheld();
	return m.paper_withheld_count({ count });
}
