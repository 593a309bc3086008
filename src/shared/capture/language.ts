import type { DecisionVerb } from '../board/decisions.ts';

export const UNITS = ['day', 'week', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

type Words = readonly string[];

/**
 * The words with which one language gives a date, an owner and a decision; another language is another table. Matching
 * ignores case and accents. The shape of a date ("in", a number, a unit) is in `day.ts`.
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
	/** Fillers before a date. */
	readonly articles: Words;
	/** Suffixes of a number: "30th". */
	readonly ordinals: Words;
	/** Introduce the last day on which it is due: "by". */
	readonly by: Words;
	/** Introduce the first day on which it is late: "before". */
	readonly before: Words;
	/** Introduce a span from today: "in", "within". */
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
	/** Given as a deadline but not a day: the meaning differs by zone, or there is none. */
	readonly unclear: Words;
	readonly verbs: Readonly<Record<DecisionVerb, Words>>;
	/** After one of these, a verb needs no colon: "agreed to …". */
	readonly afterVerb: Words;
	/** Who decides, before the verb: "The participants decided …". */
	readonly deciders: Words;
	/** Between who decides and the verb: "have agreed". */
	readonly have: Words;
	/** Between the code of an organisation and what it is to do: "US-DOJ to send …". */
	readonly isTo: Words;
}
