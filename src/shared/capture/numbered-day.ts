import { day, type Day } from '../time/dates.ts';
import type { Language } from './language.ts';
import { oneOf, perLanguage, rowOf } from './words.ts';

/** A day given by number and month: `30 Sept`, `September 30th, 2025`, `30.9.`, `30/9/2024`. */
export function numbered(text: string, today: Day, language: Language): Day | undefined {
	return named(text, today, language) ?? dotted(text, today) ?? slashed(text, today);
}

const patterns = perLanguage((language: Language) => {
	const month = `(${oneOf(language.months.flat())})\\.?`;
	const date = `(\\d{1,2})(?:${oneOf(language.ordinals)})?\\.?`;
	const year = '(?:,? (\\d{4}))?';
	return {
		dayFirst: new RegExp(`^${date} (?:of )?${month}${year}$`),
		monthFirst: new RegExp(`^${month} ${date}${year}$`)
	};
});

function named(text: string, today: Day, language: Language): Day | undefined {
	const { dayFirst, monthFirst } = patterns(language);
	const [, date, name, year] = dayFirst.exec(text) ?? [];
	if (date && name) return upcoming(year, today, inMonth(name, date, language));
	const [, monthName, itsDate, itsYear] = monthFirst.exec(text) ?? [];
	if (monthName && itsDate) return upcoming(itsYear, today, inMonth(monthName, itsDate, language));
	return undefined;
}

function inMonth(name: string, date: string, { months }: Language) {
	const month = rowOf(months, name) + 1;
	return (year: number) => day(year, month, Number(date));
}

function dotted(text: string, today: Day): Day | undefined {
	const [, date, month, year] = /^(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4})?)?$/.exec(text) ?? [];
	if (!date || !month) return undefined;
	return upcoming(year, today, (inYear) => day(inYear, Number(month), Number(date)));
}

/** Europe writes the day first, the United States the month: read only where both orders mean the same day. */
function slashed(text: string, today: Day): Day | undefined {
	const [, one, two, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(text) ?? [];
	if (!one || !two) return undefined;
	const [first, second] = [Number(one), Number(two)];
	if (first <= 12 && second <= 12 && first !== second) return undefined;
	const [month, date] = first > 12 ? [second, first] : [first, second];
	return upcoming(year, today, (inYear) => day(inYear, month, date));
}

/** The day in the year given, or the next such day on or after today. */
export function upcoming(
	year: string | undefined,
	today: Day,
	inYear: (year: number) => Day | undefined
): Day | undefined {
	if (year) return inYear(Number(year));
	const thisYear = Number(today.slice(0, 4));
	const candidate = inYear(thisYear);
	return candidate && candidate >= today ? candidate : inYear(thisYear + 1);
}
