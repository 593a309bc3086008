import { addDays, addMonths, isDay, weekdayOf, type Day } from '../time/dates.ts';
import { foldText } from '../search.ts';
import type { Calendar } from './calendar.ts';
import type { Language, Unit } from './language.ts';
import { UNITS } from './language.ts';
import { numbered } from './numbered-day.ts';
import { readPeriod } from './period.ts';
import { oneOf, perLanguage, rowOf } from './words.ts';

/**
 * Reads a day as people write it: `2024-09-30`, `30 Sept`, `Sept 30, 2024`, `30.9.`, `Friday 12 July`, `next Friday`,
 * `end of next month`, `mid-September`, `in two weeks`, `tomorrow`, `next session`. A day without a year is the next
 * such day on or after today. Undefined when it is unclear, as `9/10` is between Europe and the United States.
 */
export function readDay(words: string, calendar: Calendar, language: Language): Day | undefined {
	const { article } = patterns(language);
	const text = foldText(words.trim()).replace(/\s+/g, ' ').replace(article, '');
	if (isDay(text)) return text;
	return (
		fromToday(text, calendar, language) ??
		nextSession(text, calendar, language) ??
		onWeekday(text, calendar, language) ??
		readPeriod(text, calendar.today, language) ??
		numbered(text, calendar.today, language)
	);
}

const patterns = perLanguage((language: Language) => ({
	article: new RegExp(`^${oneOf(language.articles)} `),
	span: new RegExp(
		`^${oneOf(language.within)} (\\S+) (${oneOf(UNITS.flatMap((unit) => language.units[unit]))})$`
	),
	session: new RegExp(`^${oneOf(language.next)} ${oneOf(language.session)}$`),
	weekday: new RegExp(
		`^(?:(${oneOf(language.next)})|${oneOf(language.current)})? ?(${oneOf(language.weekdays.flat())})\\.?(?:,? (.+))?$`
	)
}));

function fromToday(text: string, { today }: Calendar, language: Language): Day | undefined {
	const says = (words: readonly string[]) => words.some((word) => foldText(word) === text);
	if (says(language.today)) return today;
	if (says(language.tomorrow)) return addDays(today, 1);
	if (says(language.dayAfterTomorrow)) return addDays(today, 2);
	const [, amount = '', unit = ''] = patterns(language).span.exec(text) ?? [];
	const count = /^\d{1,3}$/.test(amount) ? Number(amount) : (language.numbers[amount] ?? 0);
	return count > 0 ? later(today, count, unitOf(unit, language)) : undefined;
}

function unitOf(word: string, { units }: Language): Unit | undefined {
	return UNITS.find((unit) => rowOf([units[unit]], word) === 0);
}

function later(today: Day, count: number, unit: Unit | undefined): Day | undefined {
	switch (unit) {
		case 'day':
			return addDays(today, count);
		case 'week':
			return addDays(today, count * 7);
		case 'month':
			return addMonths(today, count);
		case 'year':
			return addMonths(today, count * 12);
		case undefined:
			return undefined;
	}
}

function nextSession(text: string, calendar: Calendar, language: Language): Day | undefined {
	return patterns(language).session.test(text) ? calendar.nextSession : undefined;
}

/** "Friday" is the coming one, "next Friday" that of next week; a weekday given with a date must match it. */
function onWeekday(text: string, { today }: Calendar, language: Language): Day | undefined {
	const [, next, name, date] = patterns(language).weekday.exec(text) ?? [];
	if (!name) return undefined;
	const wanted = rowOf(language.weekdays, name);
	if (date) return next ? undefined : datedWeekday(date, wanted, today, language);
	const ahead = (wanted - weekdayOf(today) + 7) % 7;
	if (next) return addDays(today, wanted - weekdayOf(today) + 7);
	return addDays(today, ahead === 0 ? 7 : ahead);
}

function datedWeekday(date: string, wanted: number, today: Day, language: Language) {
	const found = isDay(date) ? date : numbered(date, today, language);
	return found && weekdayOf(found) === wanted ? found : undefined;
}
