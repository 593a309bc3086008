import type { DecisionVerb } from '../board/decisions.ts';

export const UNITS = ['day', 'week', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

type Words = readonly string[];

/**
 * The words in which people of one language give a date, an owner and a decision: another language is another table.
 * Words are found whatever their case and accents; the shape of a date ("in", a number, a unit) is in `day.ts`.
 */
export interface Language {
	/** BCP 47: `en` */
	readonly tag: string;
	/** January first; each name with its short forms. */
	readonly months: readonly Words[];
	/** Monday first. */
	readonly weekdays: readonly Words[];
	readonly numbers: Readonly<Record<string, number>>;
	readonly units: Readonly<Record<Unit, Words>>;
	readonly today: Words;
	readonly tomorrow: Words;
	readonly dayAfterTomorrow: Words;
	/** Stand before a date and say nothing. */
	readonly articles: Words;
	/** Stand behind a number: "30th". */
	readonly ordinals: Words;
	/** Open a due date that is the last day: "by". */
	readonly by: Words;
	/** Open a due date that is the first day too late: "before". */
	readonly before: Words;
	/** Open a span from today: "in", "within". */
	readonly within: Words;
	readonly next: Words;
	readonly current: Words;
	readonly endOf: Words;
	readonly startOf: Words;
	readonly middleOf: Words;
	/** What a joint session is called after "next". */
	readonly session: Words;
	/** Between the last two owners. */
	readonly and: Words;
	/** Said for a deadline, but no day: it means another thing in each zone, or nothing. */
	readonly unclear: Words;
	readonly verbs: Readonly<Record<DecisionVerb, Words>>;
	/** After one of these, a verb needs no colon: "agreed to …". */
	readonly afterVerb: Words;
}
