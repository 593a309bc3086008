import { m } from '#messages/messages.js';
import { ACTION_STATUSES, isOpen, type ActionStatus } from '../follow-up/status.ts';
import { isId, type OrganisationId, type SeriesId } from '../ids.ts';
import { topicOf } from './topics.ts';

export const WHOSE = {
	mine: m.register_mine,
	organisation: m.register_organisation,
	all: m.register_all
} as const;
export type Whose = keyof typeof WHOSE;

export const SORTS = {
	due: m.register_due,
	reference: m.register_reference,
	changed: m.register_changed
} as const;
export type Sort = keyof typeof SORTS;

/** The layouts of the register; `as` in the address. */
export const LOOKS = {
	table: m.register_table,
	board: m.register_board,
	timeline: m.register_timeline
} as const;
export type Look = keyof typeof LOOKS;

/** A status, or all those in which something is left to do or confirm. */
export type StatusChoice = ActionStatus | 'open';
export const STATUS_CHOICES: readonly StatusChoice[] = ['open', ...ACTION_STATUSES];

/** A stretch of the timeline; `earlier` means delivered and due before today. A month is `2024-09`. */
export type When = 'overdue' | 'week' | 'earlier' | 'none' | `${number}-${number}`;

/** What the register shows; kept in the address, so that it can be shared and restored with Back. */
export interface RegisterFilter {
	readonly whose: Whose;
	readonly overdue: boolean;
	/** Due before the next session of its series. */
	readonly beforeNext: boolean;
	readonly series: SeriesId | undefined;
	/** Folded, without its `#`; empty for all. */
	readonly topic: string;
	readonly status: StatusChoice | undefined;
	readonly lead: OrganisationId | undefined;
	readonly when: When | undefined;
	readonly text: string;
	readonly sort: Sort;
}

export const NO_FILTER: RegisterFilter = {
	...{ whose: 'mine', overdue: false, beforeNext: false, series: undefined, topic: '' },
	...{ status: undefined, lead: undefined, when: undefined, text: '', sort: 'due' }
};

const LONGEST = 200; // characters of a search

/** Reads the filter from an address; what is missing or malformed takes its default. */
export function readFilter(query: URLSearchParams): RegisterFilter {
	const [series, lead] = [query.get('series'), query.get('lead')];
	const whose = keyOf(WHOSE, query.get('show')) ?? 'mine';
	return {
		whose,
		overdue: query.has('overdue'),
		beforeNext: query.has('before'),
		series: isId(series) ? (series as SeriesId) : undefined,
		topic: topicOf(query.get('topic') ?? ''),
		status: statusIn(query.get('status'), usualStatus(whose)),
		lead: isId(lead) ? (lead as OrganisationId) : undefined,
		when: isWhen(query.get('when')) ? (query.get('when') as When) : undefined,
		text: query.get('q')?.trim().slice(0, LONGEST) ?? '',
		sort: keyOf(SORTS, query.get('sort')) ?? 'due'
	};
}

/** Reads the layout from an address. */
export function readLook(query: URLSearchParams): Look {
	return keyOf(LOOKS, query.get('as')) ?? 'table';
}

/** The inverse of {@link readFilter}: the query of a filter, defaults left out. */
export function filterQuery(filter: RegisterFilter, look: Look = 'table'): string {
	const query = new URLSearchParams(filterFields(filter));
	if (look !== 'table') query.set('as', look);
	return query.size > 0 ? `?${query}` : '';
}

/** A filter as names and values, for addresses and forms. */
export function filterFields(filter: RegisterFilter): [name: string, value: string][] {
	const { whose, overdue, beforeNext, series, topic, status, lead, when, text, sort } = filter;
	const fields: readonly (readonly [name: string, value: string | undefined])[] = [
		['show', whose === 'mine' ? undefined : whose],
		['overdue', overdue ? 'yes' : undefined],
		['before', beforeNext ? 'next' : undefined],
		...([
			['series', series],
			['topic', topic],
			['status', status === usualStatus(whose) ? undefined : (status ?? ANY)],
			['lead', lead]
		] as const),
		...([
			['when', when],
			['q', text]
		] as const),
		['sort', sort === 'due' ? undefined : sort]
	];
	return fields.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

/** True if anything besides the owner is filtered. */
export function isLimited(filter: RegisterFilter): boolean {
	const { whose, overdue, beforeNext, series, topic, status, lead, when, text } = filter;
	const isUsual = status === undefined || status === usualStatus(whose);
	return !isUsual || overdue || beforeNext || [series, topic, lead, when, text].some(Boolean);
}

/** In an address: whatever the status. */
const ANY = 'any';

/** What is shown where no status was chosen: of one's own actions those that are not closed. */
function usualStatus(whose: Whose): StatusChoice | undefined {
	return whose === 'mine' ? 'open' : undefined;
}

/** A filter for others' actions, or one's own: with the usual status for those if no other was chosen. */
export function ofWhom(filter: RegisterFilter, whose: Whose): RegisterFilter {
	const isUsual = filter.status === usualStatus(filter.whose);
	return { ...filter, whose, status: isUsual ? usualStatus(whose) : filter.status };
}

function statusIn(text: string | null, usual: StatusChoice | undefined): StatusChoice | undefined {
	if (text === ANY) return undefined;
	return STATUS_CHOICES.find((status) => status === text) ?? usual;
}

/** True if the choice includes the status. */
export function isChosen(choice: StatusChoice | undefined, status: ActionStatus): boolean {
	if (choice === undefined) return true;
	return choice === 'open' ? isOpen(status) : choice === status;
}

function isWhen(text: string | null): boolean {
	return text !== null && /^(overdue|week|earlier|none|\d{4}-\d{2})$/.test(text);
}

function keyOf<T extends object>(
	table: T,
	key: string | null
): Extract<keyof T, string> | undefined {
	const isKey = key !== null && Object.hasOwn(table, key);
	return isKey ? (key as Extract<keyof T, string>) : undefined;
}
