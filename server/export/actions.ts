import { m } from '#messages/messages.js';
import { ACTION_STATUS_WORDS } from '#shared/follow-up/status.ts';
import { longDay, shortDay } from '#shared/time/dates.ts';
import type { Minutes, MinutesAction } from '#shared/minutes/minutes.ts';
import { anchorsOf, leading } from './cross-references.ts';
import { paragraph, run, type Block, type Cell, type RecordLine } from './paper.ts';
import { byNumber, marked, none, voidRuns, withheldOf, withheldWords } from './record-words.ts';
import { anchoredCell, cell, textTable } from './tables.ts';
import { flagged, orBlank } from './words.ts';

const columns = () =>
	[
		[m.paper_column_ref(), 12],
		[m.paper_column_action(), 39],
		[m.paper_column_lead(), 15],
		[m.paper_column_support(), 10],
		[m.paper_column_due(), 14],
		[m.paper_column_status(), 10]
	] as const;

/**
 * The table of action points, in which organisations have their codes, and what these stand for. An empty one keeps its
 * head, and a sentence says that there are none.
 */
export function actionBlocks(minutes: Minutes): Block[] {
	const codes = new Codes(minutes);
	const printed = minutes.actions.map((action) => ({
		reference: action.reference,
		cells: actionRow(action, minutes, codes)
	}));
	const gaps = withheldOf(minutes, 'A').map((reference) => ({
		reference,
		cells: [cell(withheldWords(reference), columns().length)]
	}));
	const rows = [...printed, ...gaps].toSorted(byNumber).map(({ cells }) => cells);
	const table = textTable(m.paper_section_action_points(), columns(), rows);
	return rows.length ? [table, ...codes.legend()] : [table, paragraph(none('action', minutes))];
}

/** The codes of organisations in one table; one that is no delegation keeps its name. */
class Codes {
	readonly #codes: ReadonlyMap<string, string>;
	readonly #used = new Map<string, string>();

	constructor({ delegations }: Minutes) {
		this.#codes = new Map(delegations.map(({ organisation, code }) => [organisation, code]));
	}

	of(organisation: string): string {
		const code = this.#codes.get(organisation);
		if (!code?.trim()) return organisation;
		this.#used.set(code, organisation);
		return code;
	}

	/** What the codes stand for. */
	legend(): Block[] {
		if (this.#used.size === 0) return [];
		const words = [...this.#used].map(([code, organisation]) => `${code}: ${organisation}`);
		return [{ kind: 'aside', runs: [run(words.toSorted().join('; '))] }];
	}
}

function actionRow(action: MinutesAction, minutes: Minutes, codes: Codes): Cell[] {
	const { reference, text, illustrative, mark, due, status } = action;
	const { listed, inText } = anchorsOf(reference);
	if (action.void)
		return [anchoredCell(listed, leading(inText, voidRuns(reference)), columns().length)];
	return [
		anchoredCell(listed, leading(inText, [run(reference)])),
		cell(marked(flagged(orBlank(text, minutes), illustrative), mark)),
		cell(leadWords(action, minutes, (name) => codes.of(name))),
		cell(action.support.map((name) => codes.of(name)).join(', ') || '—'),
		cell(due ? shortDay(due) : minutes.blank),
		cell(action.isDeclined ? m.paper_declined() : ACTION_STATUS_WORDS[status]())
	];
}

function leadWords(
	{ lead, leadPerson }: MinutesAction,
	{ blank }: Minutes,
	named: (organisation: string) => string
): string {
	if (!lead && !leadPerson) return blank;
	if (!lead) return `${leadPerson}; ${m.paper_organisation_blank({ blank })}`;
	return `${named(lead)}; ${leadPerson ?? m.paper_person_blank({ blank })}`;
}

/** An action as it stands in the text. */
export function actionLine(action: MinutesAction, minutes: Minutes): RecordLine {
	const { reference, text, illustrative, mark } = action;
	if (action.void) return { kind: 'record', record: 'action', runs: voidRuns(reference) };
	const due = action.due ? longDay(action.due) : minutes.blank;
	const lead = leadWords(action, minutes, (name) => name);
	return {
		kind: 'record',
		record: 'action',
		runs: [
			run(reference, 'bold'),
			run(' ('),
			run(m.paper_action(), 'bold'),
			run(`) ${marked(flagged(orBlank(text, minutes), illustrative), mark)} `),
			run(m.paper_lead_due({ lead, due }), 'italic')
		]
	};
}
