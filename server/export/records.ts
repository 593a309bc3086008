import { m } from '#messages/messages.js';
import { VERB_WORDS, type DecisionKind } from '#shared/board/decisions.ts';
import { ACTION_STATUS_WORDS } from '#shared/follow-up/status.ts';
import { longDay } from '#shared/time/dates.ts';
import { printedMark } from '#shared/marking.ts';
import type {
	Minutes,
	MinutesAction,
	MinutesDecision,
	MinutesMark
} from '#shared/minutes/minutes.ts';
import type { NumberKind } from '#shared/numbering.ts';
import { picturesIn } from './files.ts';
import {
	paragraph,
	run,
	type Block,
	type Cell,
	type Picture,
	type RecordLine,
	type Run
} from './paper.ts';
import { readBackBlocks } from './read-back.ts';
import type { FindRecord } from './rich.ts';
import { cell, textTable } from './tables.ts';
import { flagged, isFromSource, voided } from './words.ts';

const actionColumns = () =>
	[
		[m.paper_column_ref(), 13],
		[m.paper_column_action(), 27],
		[m.paper_column_lead(), 19],
		[m.paper_column_support(), 17],
		[m.paper_column_due(), 14],
		[m.paper_column_status(), 12]
	] as const;

/** Finds the line that is printed for a record block in the text. */
export function recordFinder(minutes: Minutes): FindRecord {
	const lines = new Map<string, RecordLine | Picture>(picturesIn(minutes));
	for (const action of minutes.actions) lines.set(action.id, actionLine(action, minutes));
	for (const decision of [...minutes.decisions, ...minutes.conclusions])
		lines.set(decision.id, decisionLine(decision));
	return (id) => lines.get(id);
}

/** All decisions (or conclusions), or a sentence saying that there are none. */
export function decisionBlocks(minutes: Minutes, kind: DecisionKind): Block[] {
	const decisions = kind === 'decision' ? minutes.decisions : minutes.conclusions;
	const withheld = withheldOf(minutes, kind === 'decision' ? 'D' : 'C');
	if (!decisions.length && !withheld.length) return [paragraph(none(kind, minutes))];
	const printed = decisions.map((decision) => ({
		...decision,
		blocks: blocksOf(decision, minutes)
	}));
	const gaps = withheld.map((reference) => ({
		reference,
		blocks: [{ kind: 'record', record: kind, runs: [run(withheldWords(reference))] } as const]
	}));
	return [...printed, ...gaps].toSorted(byNumber).flatMap(({ blocks }) => blocks);
}

function blocksOf(decision: MinutesDecision, minutes: Minutes): Block[] {
	const line = decisionLine(decision);
	if (decision.void) return [line];
	const item = decision.item ? [run(` ${m.paper_of_item({ number: decision.item })}`)] : [];
	const readBack = readBackBlocks(decision.readBack, minutes);
	return [{ ...line, runs: [...line.runs, ...item] }, ...readBack];
}

/** What is withheld of one kind: `A`, `D` or `C`. */
function withheldOf({ withheld }: Minutes, kind: NumberKind): readonly string[] {
	return withheld.filter((reference) => reference.replace(/\d+$/, '').endsWith(`-${kind}`));
}

const withheldWords = (reference: string) => m.paper_number_withheld({ reference });

/** By the number at the end of their references. */
function byNumber(one: { readonly reference: string }, other: { readonly reference: string }) {
	const number = ({ reference }: typeof one) => Number(/\d+$/.exec(reference)?.[0] ?? 0);
	return number(one) - number(other);
}

/** Somebody's words, after their marking if that is another than the paper's own. */
function marked(text: string, mark: MinutesMark | undefined): string {
	return mark ? `${printedMark(mark.label, mark.limits)} ${text}` : text;
}

/** The sentence for an empty list: "No action point is recorded." */
function none(what: DecisionKind | 'action', minutes: Minutes): string {
	const [stated, recorded] = NONE[what];
	return isFromSource(minutes) ? stated() : recorded();
}

const NONE = {
	action: [m.paper_no_action_stated, m.paper_no_action_recorded],
	decision: [m.paper_no_decision_stated, m.paper_no_decision_recorded],
	conclusion: [m.paper_no_conclusion_stated, m.paper_no_conclusion_recorded]
} as const;

/** The table of action points; an empty one keeps its head, and a sentence says that there are none. */
export function actionBlocks(minutes: Minutes): Block[] {
	const printed = minutes.actions.map((action) => ({
		reference: action.reference,
		cells: actionRow(action, minutes)
	}));
	const gaps = withheldOf(minutes, 'A').map((reference) => ({
		reference,
		cells: [cell(withheldWords(reference), actionColumns().length)]
	}));
	const rows = [...printed, ...gaps].toSorted(byNumber).map(({ cells }) => cells);
	const table = textTable(m.paper_section_action_points(), actionColumns(), rows);
	return rows.length ? [table] : [table, paragraph(none('action', minutes))];
}

function actionRow(action: MinutesAction, minutes: Minutes): Cell[] {
	if (action.void) return [cell(voided(action.reference), actionColumns().length)];
	return [
		cell(action.reference),
		cell(marked(flagged(action.text, action.illustrative), action.mark)),
		cell(leadWords(action, minutes)),
		cell(action.support.join('; ') || '—'),
		cell(action.due ? longDay(action.due) : minutes.blank),
		cell(action.isDeclined ? m.paper_declined() : ACTION_STATUS_WORDS[action.status]())
	];
}

function leadWords({ lead, leadPerson }: MinutesAction, minutes: Minutes): string {
	if (!lead && !leadPerson) return minutes.blank;
	const { blank } = minutes;
	if (!lead) return `${leadPerson}; ${m.paper_organisation_blank({ blank })}`;
	return `${lead}; ${leadPerson ?? m.paper_person_blank({ blank })}`;
}

function actionLine(action: MinutesAction, minutes: Minutes): RecordLine {
	if (action.void) return { kind: 'record', record: 'action', runs: voidRuns(action.reference) };
	const due = action.due ? longDay(action.due) : minutes.blank;
	return {
		kind: 'record',
		record: 'action',
		runs: [
			run(action.reference, 'bold'),
			run(' ('),
			run(m.paper_action(), 'bold'),
			run(`) ${marked(flagged(action.text, action.illustrative), action.mark)} `),
			run(m.paper_lead_due({ lead: leadWords(action, minutes), due }), 'italic')
		]
	};
}

function decisionLine(decision: MinutesDecision): RecordLine {
	const text = marked(flagged(decision.text, decision.illustrative), decision.mark);
	const runs = [
		run(decision.reference, 'bold'),
		run(' ('),
		run(standingWords(decision), 'bold'),
		run(`) ${text}`)
	];
	return {
		kind: 'record',
		record: decision.kind,
		runs: decision.void ? voidRuns(decision.reference) : runs
	};
}

/** Only what is in force was decided; anything else says so before its verb. */
function standingWords({ standing, verb }: MinutesDecision): string {
	const words = VERB_WORDS[verb]();
	switch (standing) {
		case 'in-force':
			return words;
		case 'proposed':
			return m.paper_proposed({ verb: words });
		case 'read-back':
			return m.paper_being_read_back({ verb: words });
		case 'not-agreed':
			return m.paper_not_agreed({ verb: words });
	}
}

function voidRuns(reference: string): Run[] {
	return [run(voided(reference))];
}
