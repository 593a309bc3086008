/** A calendar day, `2024-07-12`. Days carry no zone; a deadline applies in its lead's zone. */
export type Day = string;

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/**
 * True for an existing day written `YYYY-MM-DD`, from 1900 to 2199: far beyond any session, and so near that every sum
 * and every form of a day still exists.
 */
export function isDay(text: unknown): text is Day {
	if (typeof text !== 'string' || !/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
	try {
		return Temporal.PlainDate.from(text).toString() === text;
	} catch {
		return false;
	}
}

/** The day for a year, month (1–12) and day of the month; undefined if there is no such day. */
export function day(year: number, month: number, dayOfMonth: number): Day | undefined {
	const text = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
	return isDay(text) ? text : undefined;
}

/** Adds days; negative goes back. */
export function addDays(from: Day, days: number): Day {
	return Temporal.PlainDate.from(from).add({ days }).toString();
}

/** Adds months; in a shorter month, its last day. */
export function addMonths(from: Day, months: number): Day {
	return Temporal.PlainDate.from(from).add({ months }).toString();
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(value: Day): number {
	return Temporal.PlainDate.from(value).dayOfWeek - 1;
}

/** The last day of a month (1–12; 13 is the next year's first). */
export function endOfMonth(year: number, month: number): Day {
	return new Temporal.PlainDate(year, 1, 1).add({ months: month }).subtract({ days: 1 }).toString();
}

/** "12 July 2024". */
export function longDay(value: Day): string {
	const [year, month, dayOfMonth] = value.split('-').map(Number);
	return `${dayOfMonth} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** "12 Jul 2024", for narrow columns. */
export function shortDay(value: Day): string {
	const [dayOfMonth, month = '', year] = longDay(value).split(' ');
	return `${dayOfMonth} ${month.slice(0, 3)} ${year}`;
}

/** "Friday". */
export function weekday(value: Day): string {
	return new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
		new Date(`${value}T00:00:00Z`)
	);
}

/** The day in a zone at an instant. */
export function dayIn(timeZone: string, at: Date): Day {
	const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
	return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** "14:05": the 24-hour clock in a zone. */
export function clockIn(timeZone: string, at: Date): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(at);
}

/** "CEST", "EDT" or, if the zone has no abbreviation, "GMT+3". */
export function zoneName(timeZone: string, at: Date): string {
	const short = (locale: string) =>
		new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
			.formatToParts(at)
			.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
	const european = short('en-GB');
	return european.startsWith('GMT') ? short('en-US') : european;
}

/** True for a zone of the IANA database that this runtime knows. */
export function isTimeZone(name: unknown): name is string {
	if (typeof name !== 'string' || name === '') return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
