import { addDays, type Day } from '../time/dates.ts';
import { foldText } from '../search.ts';
import type { Calendar } from './calendar.ts';
import { readDay } from './day.ts';
import { UNITS, type Language } from './language.ts';
import { saysEnd } from './period.ts';
import { oneOf, perLanguage } from './words.ts';

/** A line without its date. `unread` holds words that stand where a date would but are not one. */
export interface Dated {
	readonly text: string;
	readonly due: Day | undefined;
	readonly unread: string | undefined;
}

interface Candidate {
	/** Offset in the line. */
	readonly at: number;
	readonly kind: 'by' | 'before' | 'within' | 'bare';
	/** What follows the opener. */
	readonly words: string;
	/** With the opener. */
	readonly phrase: string;
}

const LONGEST = 60; // characters of a date with its opener; anything longer is not a date

/** Takes the due date off the end of a line. Other words with "by" and "in" belong to the text. */
export function splitDue(text: string, calendar: Calendar, language: Language): Dated {
	const candidates = candidatesIn(text, language);
	for (const candidate of candidates) {
		const due = dayOf(candidate, calendar, language);
		if (due) return { text: without(text, candidate), due, unread: undefined };
	}
	const meant = candidates.filter((one) => isMeantAsDate(one, language));
	const unclear = meant.findLast(({ kind }) => kind !== 'bare') ?? meant.at(-1);
	if (!unclear) return { text, due: undefined, unread: undefined };
	const unread = unclear.kind === 'by' ? unclear.words : unclear.phrase;
	return { text: without(text, unclear), due: undefined, unread };
}

const patterns = perLanguage((language: Language) => {
	const opens = (words: readonly string[]) => new RegExp(`^${oneOf(words)}\\s+(?=\\S)`);
	const units = UNITS.flatMap((unit) => language.units[unit]);
	const word = (words: readonly string[]) => new RegExp(`(?:^|\\s)${oneOf(words)}(?=$|[\\s.,])`);
	return {
		by: opens(language.by),
		before: opens(language.before),
		within: opens(language.within),
		unclear: new RegExp(`^${oneOf(language.unclear)}(?=$|\\s)`),
		hasUnclear: word(language.unclear),
		hasUnit: word(units),
		hasDateWord: word([
			...units,
			...language.months.flat(),
			...language.weekdays.flat(),
			...language.endOf,
			...language.next
		])
	};
});

/** Every place near the end of the line at which a date may begin, from the left. */
function candidatesIn(text: string, language: Language): Candidate[] {
	const found: Candidate[] = [];
	for (const { index } of text.matchAll(/(?<!\S)\S/gu)) {
		if (text.length - index > LONGEST) continue;
		const phrase = text.slice(index).replace(/[\s.]+$/, '');
		found.push(...openedBy(phrase, index, language));
	}
	return found;
}

function openedBy(phrase: string, at: number, language: Language): Candidate[] {
	const folded = foldText(phrase);
	const { unclear, ...openers } = patterns(language);
	const found: Candidate[] = [];
	for (const kind of ['by', 'before', 'within'] as const) {
		const opener = openers[kind].exec(folded)?.[0] ?? '';
		const length = opener.length;
		// Elsewhere a letter may fold to two, and the offsets would shift.
		if (length > 0 && foldText(phrase.slice(0, length)) === opener)
			found.push({ at, kind, phrase, words: phrase.slice(length) });
	}
	if (unclear.test(folded)) found.push({ at, kind: 'bare', phrase, words: phrase });
	return found;
}

function dayOf(one: Candidate, calendar: Calendar, language: Language): Day | undefined {
	switch (one.kind) {
		case 'by':
			return readDay(one.words, calendar, language);
		case 'within':
			return readDay(one.phrase, calendar, language);
		case 'before': {
			const day = readDay(one.words, calendar, language);
			return day && (saysEnd(foldText(one.words), language) ? day : addDays(day, -1));
		}
		case 'bare':
			return undefined;
	}
}

/** "31 June" and "COB Friday" are meant as dates, "hand" and "annex 3" are not. */
function isMeantAsDate({ kind, words }: Candidate, language: Language): boolean {
	const folded = foldText(words);
	const { unclear, hasUnclear, hasUnit, hasDateWord } = patterns(language);
	if (kind === 'bare') return /^\S*(\s+\S+)?$/.test(folded.replace(unclear, ''));
	if (kind === 'within') return hasUnit.test(folded);
	return /\d/.test(folded) || hasUnclear.test(folded) || hasDateWord.test(folded);
}

function without(text: string, { at }: Candidate): string {
	return text.slice(0, at).trim().replace(/[,;]$/, '');
}
