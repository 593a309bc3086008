import { m } from '#messages/messages.js';
import { stringify } from 'csv-stringify/sync';
import { ACTION_STATUS_WORDS, PRIORITY_WORDS, type TakenOn } from '#shared/follow-up/status.ts';
import type { OrganisationView } from '#shared/people.ts';
import { limitsLine } from '#shared/marking.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { cleaned } from './clean.ts';

export interface RegisterFileOptions {
	readonly format: 'csv' | 'json';
	/** Adds a byte order mark, for programs that would not recognise UTF-8 otherwise. CSV only. */
	readonly bom: boolean;
	/** CSV only; spreadsheets of many European countries expect a semicolon. */
	readonly delimiter: ',' | ';';
}

type Pages = AsyncIterable<readonly RegisterAction[]>;

/** The register as a file, streamed page by page. */
export function registerFile(pages: Pages, options: RegisterFileOptions): AsyncGenerator<string> {
	return options.format === 'csv' ? csv(pages, options) : json(pages);
}

/** The marking comes first, so that no row is read without it. */
const COLUMNS: readonly [heading: () => string, cell: (action: RegisterAction) => string][] = [
	[m.csv_label, ({ label }) => label],
	[m.csv_limits, ({ limits }) => limitsLine(limits)],
	[m.csv_reference, ({ reference }) => reference],
	[m.csv_session, ({ session }) => session.reference],
	[m.csv_session_title, ({ session }) => session.title],
	[m.csv_action, (action) => (action.void ? m.csv_void_action() : action.text)],
	[m.csv_priority, ({ priority }) => PRIORITY_WORDS[priority]()],
	[m.csv_lead_organisation, ({ lead }) => lead?.code ?? ''],
	[m.csv_lead_person, ({ leadPerson }) => leadPerson?.name ?? ''],
	[m.csv_support, ({ support }) => codes(support)],
	[m.csv_informed, ({ informed }) => codes(informed)],
	[m.csv_due, ({ due }) => due ?? ''],
	[m.csv_first_due, ({ originalDue }) => originalDue ?? ''],
	[m.csv_postponed, ({ slips }) => String(slips)],
	[m.csv_overdue, ({ overdue }) => yes(overdue)],
	[
		m.csv_status,
		(action) => (action.void ? m.csv_void_status() : ACTION_STATUS_WORDS[action.status]())
	],
	[m.csv_lead_answer, ({ takenOn }) => (takenOn ? LEAD_ANSWERS[takenOn]() : '')],
	[m.csv_illustrative, ({ illustrative }) => yes(illustrative)],
	[m.csv_changed, ({ changedAt }) => new Date(changedAt).toISOString()]
];

const LEAD_ANSWERS: Record<TakenOn, () => string> = {
	asked: m.csv_lead_asked,
	accepted: m.csv_lead_accepted,
	declined: m.csv_lead_declined
};
const codes = (organisations: readonly OrganisationView[]) =>
	organisations.map(({ code }) => code).join(' ');
const yes = (is: boolean) => (is ? m.csv_yes() : '');

/**
 * CSV (RFC 4180). A field that a spreadsheet would take for a formula is prefixed with an apostrophe. Every field is
 * quoted, because an unquoted line end would start a new row, whose first cell was not checked for a formula.
 */
async function* csv(pages: Pages, { bom, delimiter }: RegisterFileOptions) {
	const lines = (rows: readonly (readonly string[])[], isFirst = false) =>
		stringify(
			[...rows].map((row) => [...row]),
			{
				...{ delimiter, bom: bom && isFirst, record_delimiter: 'windows' },
				...{ escape_formulas: true, quoted: true }
			}
		);
	yield lines([COLUMNS.map(([heading]) => heading())], true);
	for await (const page of pages) {
		const clean = page.map((action) => cleaned(action));
		yield lines(clean.map((action) => COLUMNS.map(([, cell]) => cell(action).trimStart())));
	}
}

const REGISTER_SCHEMA = 'briefing-board/actions/1';

/** JSON, one action per line. A void action shows only its number. */
async function* json(pages: Pages) {
	yield `{\n"schema": "${REGISTER_SCHEMA}",\n"exportedAt": "${new Date().toISOString()}",\n"actions": [`;
	let between = '\n';
	for await (const page of pages) {
		const rows = page.map((action) => JSON.stringify(asData(cleaned(action))));
		if (rows.length > 0) yield between + rows.join(',\n');
		if (rows.length > 0) between = ',\n';
	}
	yield '\n]\n}\n';
}

/** Leaves out what the reader may currently do with the action. */
function asData(action: RegisterAction) {
	const changedAt = new Date(action.changedAt).toISOString();
	return { ...action, changedAt, mayEdit: undefined, moves: undefined, answers: undefined };
}
