import { m } from '#messages/messages.js';
import type { When } from '#shared/register/filter.ts';

const WORDS: Readonly<Record<string, () => string>> = {
	overdue: m.actions_overdue,
	week: m.actions_week,
	none: m.actions_no_date,
	earlier: m.actions_earlier
};

/** The name of a stretch of the timeline: "September 2024", "This week". */
export function whenWords(when: When): string {
	const words = WORDS[when];
	if (words) return words();
	const month = new Date(`${when}-01T00:00:00Z`);
	return Number.isNaN(month.getTime()) ? when : MONTH.format(month);
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
