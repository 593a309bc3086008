import { addDays, day, endOfMonth, isDay, type Day } from './dates.ts';
import type { DecisionKind, DecisionVerb } from './board/decisions.ts';
import { DECISION_VERBS } from './board/decisions.ts';
import type { OrganisationId, PersonId } from './ids.ts';

/**
 * Typed capture: a line that opens with a sign becomes an object.
 *   ! @lead, @support … by date     action
 *   = agreed: …                     decision
 *   =c …                            conclusion
 * What cannot be read is never dropped: it comes back in `unread`, to be shown and mended.
 */
export type Captured =
	| { readonly kind: 'action'; readonly action: CapturedAction }
	| { readonly kind: DecisionKind; readonly verb: DecisionVerb; readonly text: string };

export interface CapturedAction {
	readonly text: string;
	readonly leadOrganisation: OrganisationId | undefined;
	readonly leadPerson: PersonId | undefined;
	readonly support: readonly OrganisationId[];
	readonly due: Day | undefined;
	readonly unread: readonly string[];
}

/** Whom a handle (`DE-BKA`, `Meier`) can mean in this session. */
export interface Directory {
	readonly organisations: readonly { id: OrganisationId; code: string }[];
	readonly persons: readonly { id: PersonId; handle: string; organisation: OrganisationId }[];
}

/** Reads one line. Undefined when it is an ordinary line. `today` is the session's day in its zone. */
export function capture(line: string, directory: Directory, today: Day): Captured | undefined {
	const text = line.normalize('NFC').trim();
	const conclusion = /^=c\s+(.+)$/is.exec(text)?.[1];
	if (conclusion) return { kind: 'conclusion', ...verbAndText(conclusion, 'concluded') };
	const decision = /^=\s*(?!c(?:\s|$))([^=].*)$/is.exec(text)?.[1];
	if (decision) return { kind: 'decision', ...verbAndText(decision, 'agreed') };
	const action = /^!\s*([^!\s].*)$/is.exec(text)?.[1];
	return action ? { kind: 'action', action: captureAction(action, directory, today) } : undefined;
}

function verbAndText(text: string, fallback: DecisionVerb) {
	const found = /^([a-z ]+?)\s*:\s*(.+)$/is.exec(text);
	const verb = DECISION_VERBS.find((known) => known === found?.[1]?.toLowerCase());
	return verb && found?.[2]
		? { verb, text: found[2].trim() }
		: { verb: fallback, text: text.trim() };
}

function captureAction(line: string, directory: Directory, today: Day): CapturedAction {
	const { handles, rest } = leadingHandles(line);
	const { text, due, unreadDate } = splitDue(rest, today);
	const who = resolve(handles, directory);
	return { ...who, text, due, unread: unreadDate ? [...who.unread, unreadDate] : who.unread };
}

const HANDLE = /^@([\p{L}\p{N}][\p{L}\p{M}\p{N}._'’-]*)[\s,;:]*(?:and\s+(?=@))?/u;

function leadingHandles(line: string): { handles: string[]; rest: string } {
	const handles: string[] = [];
	let rest = line.trim();
	for (let found = HANDLE.exec(rest); found; found = HANDLE.exec(rest)) {
		handles.push((found[1] ?? '').replace(/[.'’-]+$/, ''));
		rest = rest.slice(found[0].length);
	}
	return { handles, rest: rest.trim() };
}

function resolve(handles: readonly string[], directory: Directory) {
	let leadOrganisation: OrganisationId | undefined;
	let leadPerson: PersonId | undefined;
	const support = new Set<OrganisationId>();
	const unread: string[] = [];
	for (const handle of handles) {
		const named = findOrganisation(handle, directory);
		const person = named ? undefined : findPerson(handle, directory);
		const organisation = named ?? person?.organisation;
		leadOrganisation ??= organisation;
		if (!organisation) unread.push(`@${handle}`);
		else if (organisation !== leadOrganisation) support.add(organisation);
		else if (person && leadPerson && leadPerson !== person.id) unread.push(`@${handle}`);
		else leadPerson ??= person?.id;
	}
	return { leadOrganisation, leadPerson, support: [...support], unread };
}

/** Case and accents do not tell handles apart. */
export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function findOrganisation(handle: string, { organisations }: Directory) {
	return organisations.find(({ code }) => fold(code) === fold(handle))?.id;
}

function findPerson(handle: string, { persons }: Directory) {
	const found = persons.filter((person) => fold(person.handle) === fold(handle));
	return found.length === 1 ? found[0] : undefined;
}

/** The last "by …" of a line, or an "in two weeks" at its end; other words with "by" and "in" belong to the text. */
const DUE =
	/(?:^|\s)(?:by|until|before|due)\s+((?:(?!\s(?:by|until|before|due)\s)[^,;])+?(?:,\s*\d{4})?)\s*\.?$|(?:^|\s)(in\s+\S+\s+(?:day|week|month|year)s?)\s*\.?$/iu;

function splitDue(text: string, today: Day): { text: string; due?: Day; unreadDate?: string } {
	const found = DUE.exec(text);
	const words = found?.[1] ?? found?.[2];
	if (!found || !words) return { text };
	const due = readDay(words, today);
	const before = text.slice(0, found.index).trim().replace(/[,;]$/, '');
	if (due) return { text: before, due };
	return looksLikeDate(words) ? { text: before, unreadDate: words } : { text };
}

function looksLikeDate(words: string): boolean {
	return (
		words.length < 30 &&
		(/\d/.test(words) || /\b(end|next|weeks?|months?|years?|asap|cob)\b/i.test(words))
	);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMBERS = [
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten'
];

/**
 * Reads a day as people write it: `2024-09-30`, `30 Sept`, `30 September 2024`, `Sept 30`, `30.9.`, `end of September`,
 * `in two weeks`, `tomorrow`. A day without a year is the next such day on or after `today`. Undefined when unclear.
 */
export function readDay(words: string, today: Day): Day | undefined {
	const text = words.trim().toLowerCase().replace(/\s+/g, ' ').replace(/^the /, '');
	if (isDay(text)) return text;
	return relative(text, today) ?? endOf(text, today) ?? named(text, today) ?? dotted(text, today);
}

function relative(text: string, today: Day): Day | undefined {
	if (text === 'today') return today;
	if (text === 'tomorrow') return addDays(today, 1);
	const [, amount, unit] = /^in (\w+) (day|week)s?$/.exec(text) ?? [];
	if (!amount || !unit) return undefined;
	const count = /^\d{1,3}$/.test(amount)
		? Number(amount)
		: NUMBERS.indexOf(amount === 'a' ? 'one' : amount);
	return count > 0 ? addDays(today, unit === 'week' ? count * 7 : count) : undefined;
}

function endOf(text: string, today: Day): Day | undefined {
	const [, name, year] = /^end of (\p{L}+)\.?(?: (\d{4}))?$/u.exec(text) ?? [];
	if (!name) return undefined;
	const month = monthOf(name);
	if (!month) return undefined;
	return upcoming(year, today, (inYear) => endOfMonth(inYear, month));
}

function named(text: string, today: Day): Day | undefined {
	const [, first, second, year] =
		/^(\d{1,2}|\p{L}+)(?:st|nd|rd|th)?\.? (\d{1,2}|\p{L}+)(?:st|nd|rd|th)?\.?,?(?: (\d{4}))?$/u.exec(
			text
		) ?? [];
	if (!first || !second) return undefined;
	const [date, name] = /\d/.test(first) ? [first, second] : [second, first];
	const month = monthOf(name);
	return month ? upcoming(year, today, (inYear) => day(inYear, month, Number(date))) : undefined;
}

function dotted(text: string, today: Day): Day | undefined {
	const [, date, month, year] = /^(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4})?)?$/.exec(text) ?? [];
	if (!date || !month) return undefined;
	return upcoming(year, today, (inYear) => day(inYear, Number(month), Number(date)));
}

function monthOf(name: string): number | undefined {
	const index = MONTHS.indexOf(name.slice(0, 3));
	const full = [
		'january',
		'february',
		'march',
		'april',
		'may',
		'june',
		'july',
		'august',
		'september',
		'october',
		'november',
		'december'
	];
	return index >= 0 && full[index]?.startsWith(name.replace(/^sept$/, 'sep'))
		? index + 1
		: undefined;
}

function upcoming(year: string | undefined, today: Day, inYear: (year: number) => Day | undefined) {
	if (year) return inYear(Number(year));
	const thisYear = Number(today.slice(0, 4));
	const candidate = inYear(thisYear);
	return candidate && candidate >= today ? candidate : inYear(thisYear + 1);
}
