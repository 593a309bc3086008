import { ACTION_STATUS_WORDS } from '#shared/follow-up/status.ts';
import { longDay } from '#shared/time/dates.ts';
import type { Minutes, MinutesAction, MinutesDecision } from '#shared/minutes/minutes.ts';
import { paragraph, run, type Block, type Cell, type RecordLine, type Run } from './paper.ts';
import { readBackBlocks } from './read-back.ts';
import type { FindRecord } from './rich.ts';
import { cell, textTable } from './tables.ts';
import { flagged, noneOf, voided } from './words.ts';

const ACTION_COLUMNS = [
	['Ref', 13],
	['Action', 27],
	['Lead organisation and person', 19],
	['Support', 17],
	['Due', 14],
	['Status', 12]
] as const;

/** Finds the line that an action or decision block in the text prints. */
export function recordFinder(minutes: Minutes): FindRecord {
	const lines = new Map<string, RecordLine>();
	for (const action of minutes.actions) lines.set(action.id, actionLine(action, minutes));
	for (const decision of [...minutes.decisions, ...minutes.conclusions])
		lines.set(decision.id, decisionLine(decision));
	return (id) => lines.get(id);
}

/** All decisions (or conclusions), or the sentence that there is none. */
export function decisionBlocks(
	decisions: readonly MinutesDecision[],
	noun: string,
	minutes: Minutes
): Block[] {
	if (!decisions.length) return [paragraph(noneOf(noun, minutes))];
	return decisions.flatMap((decision) => {
		const line = decisionLine(decision);
		if (decision.void) return [line];
		const item = decision.item ? [run(` (item ${decision.item})`)] : [];
		const readBack = readBackBlocks(decision.readBack, minutes);
		return [{ ...line, runs: [...line.runs, ...item] }, ...readBack];
	});
}

/** The table of action points; an empty one keeps its head and says that there is none. */
export function actionBlocks(minutes: Minutes): Block[] {
	const rows = minutes.actions.map((action) => actionRow(action, minutes));
	const table = textTable('Action points', ACTION_COLUMNS, rows);
	return rows.length ? [table] : [table, paragraph(noneOf('action point', minutes))];
}

function actionRow(action: MinutesAction, minutes: Minutes): Cell[] {
	if (action.void) return [cell(voided(action.reference), ACTION_COLUMNS.length)];
	return [
		cell(action.reference),
		cell(flagged(action.text, action.illustrative)),
		cell(leadWords(action, minutes)),
		cell(action.support.join('; ') || '—'),
		cell(action.due ? longDay(action.due) : minutes.blank),
		cell(ACTION_STATUS_WORDS[action.status])
	];
}

function leadWords({ lead, leadPerson }: MinutesAction, minutes: Minutes): string {
	if (!lead && !leadPerson) return minutes.blank;
	if (!lead) return `${leadPerson}; organisation ${minutes.blank}`;
	return `${lead}; ${leadPerson ?? `person ${minutes.blank}`}`;
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
			run('action', 'bold'),
			run(`) ${flagged(action.text, action.illustrative)} `),
			run(`Lead: ${leadWords(action, minutes)}. Due: ${due}.`, 'italic')
		]
	};
}

function decisionLine(decision: MinutesDecision): RecordLine {
	const text = flagged(decision.text, decision.illustrative);
	const runs = [
		run(decision.reference, 'bold'),
		run(' ('),
		run(decision.verb, 'bold'),
		run(`) ${text}`)
	];
	return {
		kind: 'record',
		record: decision.kind,
		runs: decision.void ? voidRuns(decision.reference) : runs
	};
}

function voidRuns(reference: string): Run[] {
	return [run(voided(reference))];
}
