import { expect, test } from 'vitest';
import { emptyMinutes, ranMinutes, sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { outline } from './outline.ts';
import type { Block, Paper } from './paper.ts';

const words = (block: Block): string => {
	if ('runs' in block) return block.runs.map(({ text }) => text).join('');
	if (block.kind === 'facts')
		return block.rows.map((row) => `${row.term}: ${row.value}`).join('\n');
	if (block.kind === 'table')
		return block.rows
			.map((row) => row.map((cell) => cell.blocks.map(words).join(' ')).join(' | '))
			.join('\n');
	return '';
};
const wordsOf = (paper: Paper, heading: string) =>
	paper.sections.find((section) => section.heading === heading)?.blocks.map(words) ?? [];

test('puts the sections in order', () => {
	const { sections } = outline(sampleMinutes());
	expect(
		sections.map(({ number, heading }) => [number, heading].filter(Boolean).join(' '))
	).toEqual([
		'Document control',
		'Meeting',
		'Purpose',
		'Participants',
		'1 Opening remarks',
		'2 Threat picture',
		'3 Text as it was typed',
		'10 Topical sessions & "other" <business>',
		'Decisions',
		'Conclusions',
		'Action points',
		'Next meeting',
		'Approval',
		'Annex I — Participants',
		'Annex II — Verbatim statements',
		'Annex III — Diversion of semiconductors',
		'Annex IV — Documents',
		'Annex V — Withheld content'
	]);
});

test('gives sections unique ids', () => {
	const ids = outline(sampleMinutes()).sections.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});

test('says in the control block what the paper is and what was left out', () => {
	const [control] = wordsOf(outline(sampleMinutes()), 'Document control');
	expect(control).toContain('Reference: JS-01-MIN');
	expect(control).toContain('Status: LIVE NOTES');
	expect(control).toContain('Clients means: not stated in the source');
	expect(control).toContain('Prepared from: Eurojust press release of 17 July 2024');
	expect(control).toContain('Withheld: 2 units; see Annex V');
	expect(control).toContain('It is not the complete record.');
});

test('calls only a version complete from which nothing was left out', () => {
	const minutes = emptyMinutes('not recorded');
	expect(wordsOf(outline(minutes), 'Document control')[0]).toContain(
		'Version: This is the complete record.\nWithheld: none'
	);
	const control = { ...minutes.control, version: 'without illustrative content' as const };
	expect(wordsOf(outline({ ...minutes, control }), 'Document control')[0]).toContain(
		'Version: This version leaves out what is marked illustrative. It is not the complete record.'
	);
});

test('prints day, weekday and zone of the meeting, and says what is not known', () => {
	const [meeting] = wordsOf(outline(sampleMinutes()), 'Meeting');
	expect(meeting).toContain('Date: 12 July 2024 (Friday)');
	expect(meeting).toContain('Start: 10:00 CEST (Europe/Amsterdam)');
	expect(meeting).toContain('Place: not stated in the source');
});

test('prints when a session was opened, suspended, resumed and closed', () => {
	const [meeting] = wordsOf(outline(ranMinutes()), 'Meeting');
	expect(meeting).toContain(
		[
			'Start: 10:00 CEST (Europe/Amsterdam)',
			'Opened: 10:04 CEST (08:04 UTC)',
			'Suspended: 11:15 CEST (09:15 UTC)',
			'Resumed: 11:40 CEST (09:40 UTC)',
			'Closed: 12:30 CEST (10:30 UTC)',
			'Place: not stated in the source'
		].join('\n')
	);
});

test('prints when an item was discussed, if that is recorded', () => {
	const paper = outline(ranMinutes());
	expect(wordsOf(paper, 'Opening remarks')[0]).toBe('Time: 10:04 to 10:31 CEST');
	expect(wordsOf(paper, 'Text as it was typed').join('\n')).not.toContain('Time');
});

test('prints in the annex who was present, who was absent, and for whom nothing is recorded', () => {
	const [, eurojust, , ukraine, , greece] = wordsOf(
		outline(ranMinutes()),
		'Annex I — Participants'
	);
	expect(eurojust).toContain(
		'Ladislav Hamran | President | Chair | in the room 10:02 to 11:15 CEST;\nremote 11:41 to 12:30 CEST'
	);
	expect(eurojust).toContain('Kovács Őrs (illustrative) | National Member | Participant | excused');
	expect(ukraine).toContain('Speaker | not stated in the source');
	expect(greece).toContain('Observer | replaced by Ελένη Παππά (illustrative)');
});

test('prints each time that an item ran', () => {
	const printed = JSON.stringify(outline(ranMinutes()));
	expect(printed).toContain('10:31 to 11:15, 11:40 to 12:30 CEST');
});

test('prints no times and no attendance for a session that never ran', () => {
	const printed = JSON.stringify(outline(sampleMinutes()));
	expect(printed).not.toMatch(/Opened|Closed|Time: |Attendance/);
});

test('prints lead, due date and status of actions, and “void” for a withdrawn number', () => {
	const [table, legend] = wordsOf(outline(sampleMinutes()), 'Action points');
	expect(legend).toBe(
		'EJ: Eurojust; EL: Ελληνική αντιπροσωπεία; PGO: Генеральна прокуратура України'
	);
	expect(table).toContain(
		'JS-01-A1 | Send the list of diverted components to all delegations (illustrative) | PGO; Андрій Костін | EJ, EL | 30 Sep 2024 | In progress'
	);
	expect(table).toContain('\nJS-01-A2 — void\n');
	expect(table).toContain('EJ; person not stated in the source | — | not stated in the source');
});

test('prints reference, verb and text of decisions', () => {
	const paper = outline(sampleMinutes());
	expect(wordsOf(paper, 'Decisions')).toEqual([
		'JS-01-D1 (agreed) to designate a single point of contact in each delegation (illustrative) (item 1)',
		'Read back, 11:50 CEST: agreed by those who join. Agreed: Eurojust. Reservation of United States Department of Justice: “Scrutiny <b>reservation</b> | #panic("x")”, to be lifted by 26 July 2024. Cannot join: Генеральна прокуратура України. Not present: Ελληνική αντιπροσωπεία.',
		'JS-01-D2 — void'
	]);
	expect(wordsOf(paper, 'Conclusions')).toEqual([
		'JS-01-C1 (reaffirmed) their commitment to protecting critical technology assets'
	]);
});

test('keeps every section of empty minutes and says that nothing is recorded', () => {
	const paper = outline(emptyMinutes('not recorded'));
	expect(wordsOf(paper, 'Decisions')).toEqual(['No decision is recorded.']);
	expect(wordsOf(paper, 'Conclusions')).toEqual(['No conclusion is recorded.']);
	expect(wordsOf(paper, 'Action points')).toEqual([
		'Ref | Action | Lead | Support | Due | Status',
		'No action point is recorded.'
	]);
	expect(wordsOf(paper, 'Annex I — Withheld content')).toEqual([
		'No content is withheld from this version.'
	]);
});

test('drops characters that not every format can hold', () => {
	const sample = sampleMinutes();
	const meeting = { ...sample.meeting, title: 'a\u0000b\u0008c\ud800d' };
	expect(outline({ ...sample, meeting }).title).toBe('abc\ufffdd');
});
