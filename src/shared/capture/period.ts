import { addDays, addMonths, day, endOfMonth, weekdayOf, type Day } from '../time/dates.ts';
import type { Language } from './language.ts';
import { upcoming } from './numbered-day.ts';
import { oneOf, perLanguage, rowOf } from './words.ts';

type Edge = 'end' | 'start' | 'middle';

/** A day at an edge of a month, week, quarter or year: "end of September", "start of next week", "mid-October". */
export function readPeriod(text: string, today: Day, language: Language): Day | undefined {
	for (const [edge, pattern] of patterns(language).edges) {
		const period = pattern.exec(text)?.[1];
		if (period) return edgeOf(edge, period, today, language);
	}
	return undefined;
}

/** True when the words say which edge of a period is meant. */
export function saysEnd(text: string, language: Language): boolean {
	return patterns(language).end.test(text);
}

const patterns = perLanguage((language: Language) => {
	const article = `(?:${oneOf(language.articles)} )?`;
	const edge = (words: readonly string[], between = ' ') =>
		new RegExp(`^${article}${oneOf(words)}${between}${article}(.+)$`);
	const { units } = language;
	return {
		end: edge(language.endOf),
		edges: [
			['end', edge(language.endOf)],
			['start', edge(language.startOf)],
			['middle', edge(language.middleOf, '[- ]')]
		] satisfies [Edge, RegExp][],
		month: new RegExp(`^(${oneOf(language.months.flat())})\\.?(?: (\\d{4}))?$`),
		quarter: /^q([1-4])(?: (\d{4}))?$/,
		year: /^(\d{4})$/,
		unit: new RegExp(
			`^(?:(${oneOf(language.next)})|${oneOf(language.current)})? ?(?:(${oneOf(units.week)})|(${oneOf(units.month)})|(${oneOf(units.year)}))$`
		)
	};
});

function edgeOf(edge: Edge, period: string, today: Day, language: Language): Day | undefined {
	const { month, quarter, year, unit } = patterns(language);
	const [, name, itsYear] = month.exec(period) ?? [];
	if (name) return monthEdge(edge, rowOf(language.months, name) + 1, itsYear, today);
	const [, number, ofYear] = quarter.exec(period) ?? [];
	if (number) return quarterEdge(edge, Number(number), ofYear, today);
	const [, whole] = year.exec(period) ?? [];
	if (whole) return yearEdge(edge, Number(whole));
	const [, next, isWeek, isMonth, isYear] = unit.exec(period) ?? [];
	const ahead = next ? 1 : 0;
	if (isWeek) return weekEdge(edge, addDays(today, ahead * 7));
	if (isMonth) return monthOf(edge, addMonths(`${today.slice(0, 7)}-01`, ahead));
	return isYear ? yearEdge(edge, Number(today.slice(0, 4)) + ahead) : undefined;
}

function monthEdge(edge: Edge, month: number, year: string | undefined, today: Day) {
	return upcoming(year, today, (inYear) => inMonth(edge, inYear, month));
}

function monthOf(edge: Edge, within: Day): Day | undefined {
	return inMonth(edge, Number(within.slice(0, 4)), Number(within.slice(5, 7)));
}

const MIDDLE = 15;

function inMonth(edge: Edge, year: number, month: number): Day | undefined {
	if (edge === 'end') return endOfMonth(year, month);
	return day(year, month, edge === 'start' ? 1 : MIDDLE);
}

function quarterEdge(edge: Edge, quarter: number, year: string | undefined, today: Day) {
	if (edge === 'middle') return undefined;
	const month = edge === 'end' ? quarter * 3 : quarter * 3 - 2;
	return monthEdge(edge, month, year, today);
}

function yearEdge(edge: Edge, year: number): Day | undefined {
	if (edge === 'middle') return undefined;
	return edge === 'end' ? day(year, 12, 31) : day(year, 1, 1);
}

/** A week begins on Monday; its end, as a due date, is Friday. */
function weekEdge(edge: Edge, within: Day): Day | undefined {
	if (edge === 'middle') return undefined;
	return addDays(within, (edge === 'end' ? 4 : 0) - weekdayOf(within));
}
