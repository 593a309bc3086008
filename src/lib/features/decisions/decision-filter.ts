import { byName } from '#shared/in-order.ts';
import { m } from '#messages/messages.js';
import { foldText, searchWords } from '#shared/search.ts';
import { STANDINGS, type RegisterDecision } from '#shared/register/register-decision.ts';

export const SHOWS = { ...STANDINGS, all: m.decisions_all } as const;
export type Show = keyof typeof SHOWS;

export const KINDS = {
	all: m.decisions_decisions_and_conclusions,
	decision: m.decisions_decisions,
	conclusion: m.decisions_conclusions
} as const;
export type Kind = keyof typeof KINDS;

/** What the register shows; kept in the address, so that it can be shared and restored with Back. */
export interface DecisionFilter {
	readonly show: Show;
	readonly kind: Kind;
	/** Id of a series; empty for all. */
	readonly series: string;
	readonly text: string;
}

/** Reads the filter from an address; what is missing or malformed takes its default. */
export function readFilter(query: URLSearchParams): DecisionFilter {
	const show = query.get('show') ?? '';
	const kind = query.get('kind') ?? '';
	return {
		show: isOf(SHOWS, show) ? show : 'all',
		kind: isOf(KINDS, kind) ? kind : 'all',
		series: query.get('series') ?? '',
		text: query.get('q')?.trim() ?? ''
	};
}

/** The address of a filter, the inverse of {@link readFilter}; defaults are left out. */
export function filterQuery(filter: DecisionFilter): string {
	const query = new URLSearchParams(filterFields(filter));
	return query.size > 0 ? `?${query}` : '';
}

/** The fields of a filter's address. */
export function filterFields({ show, kind, series, text }: DecisionFilter) {
	const fields: [name: string, value: string][] = [];
	if (show !== 'all') fields.push(['show', show]);
	if (kind !== 'all') fields.push(['kind', kind]);
	if (series !== '') fields.push(['series', series]);
	if (text !== '') fields.push(['q', text]);
	return fields;
}

/**
 * The decisions that match a filter, in order. Void ones appear only under "All", so that no number is missing there.
 */
export function filterDecisions(
	decisions: readonly RegisterDecision[],
	{ show, kind, series, text }: DecisionFilter
): RegisterDecision[] {
	const words = searchWords(text);
	return decisions.filter(
		(decision) =>
			(show === 'all' || (decision.standing === show && !decision.void)) &&
			(kind === 'all' || decision.kind === kind) &&
			(series === '' || decision.series?.id === series) &&
			words.every((word) => searchText(decision).includes(word))
	);
}

/** How many decisions each choice would show with the rest of the filter unchanged. */
export function countDecisions(
	decisions: readonly RegisterDecision[],
	filter: DecisionFilter
): Record<Show, number> {
	const count = (show: Show) => filterDecisions(decisions, { ...filter, show }).length;
	const counts = (Object.keys(SHOWS) as Show[]).map((show) => [show, count(show)]);
	return Object.fromEntries(counts) as Record<Show, number>;
}

/** The series that occur in a register, each once. */
export function seriesIn(decisions: readonly RegisterDecision[]) {
	const found = new Map(decisions.flatMap(({ series }) => (series ? [[series.id, series]] : [])));
	return [...found.values()].sort((a, b) => byName(a.name, b.name));
}

function isOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
	return Object.hasOwn(table, key);
}

function searchText({ reference, verb, text, session, series }: RegisterDecision): string {
	return foldText([reference, verb, text, session.title, series?.name].join(' '));
}
