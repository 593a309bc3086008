import { m } from '#messages/messages.js';
import type { Attribution } from './edition.ts';

/** What a rule knows of the line that it looks at. */
export interface DraftedLine {
	readonly words: string;
	readonly attribution: Attribution;
	/** Names of the people who take part. */
	readonly names: readonly string[];
	/** Its item has an action, or a decision. */
	readonly hasAction: boolean;
	readonly hasDecision: boolean;
}

interface Rule {
	/** A sentence for the rapporteur. */
	readonly says: () => string;
	/** The words that it is about; undefined where there is nothing to say. */
	readonly find: (line: DraftedLine) => string | undefined;
}

/** A suggestion for a line; never more than that. */
export interface Suggestion {
	readonly rule: string;
	readonly says: string;
	/** The words that it is about. */
	readonly about: string;
}

const match =
	(pattern: RegExp) =>
	({ words }: DraftedLine): string | undefined =>
		pattern.exec(unquoted(words))?.[0];

/** What somebody said is quoted as they said it. */
const unquoted = (words: string) => words.replace(/[“"‘][^”"’]*[”"’]/g, '');

const sentences = (words: string) => words.split(/(?<=[.!?])\s+/);

const LIKELY =
	/\b(almost no chance|remote|(very |highly )?(un)?likely|(highly )?(im)?probable|roughly even (chance|odds)|(almost|nearly) certain)\b/i;
const CONFIDENCE = /\b(low|moderate|high) confidence\b/i;
const LIKELY_ROW = /\b(unlikely|likely|almost certain|almost no chance)\b/i;
const PROBABLE_ROW = /\b(improbable|probable|nearly certain|remote)\b/i;

/**
 * How minutes are written in English: reported speech, words that bind only where something was decided, and the yardsticks of
 * ICD 203. Sources: EU Interinstitutional Style Guide 10.2.2; ICD 203, Analytic Standards.
 */
const ENGLISH: Readonly<Record<string, Rule>> = {
	'first-person': {
		says: m.drafting_first_person,
		find: match(/\b(I|[Ww]e|[Oo]urs?|us|[Mm]y)\b(?!\.)/)
	},
	tense: {
		says: m.drafting_tense,
		find: match(
			/\b(said|stated|noted|added|explained|stressed) that\b[^.;]*?\b(is|are|has|have|will|can|must)\b/i
		)
	},
	promise: {
		says: m.drafting_promise,
		find: (line) =>
			line.hasAction
				? undefined
				: match(
						/\b(undertook|undertakes|promised|offered|(was|were) (asked|requested|invited)) to\b/i
					)(line)
	},
	agreed: {
		says: m.drafting_agreed,
		find: (line) =>
			line.hasDecision
				? undefined
				: match(/\b(it was|participants|delegations) (agreed|decided)\b/i)(line)
	},
	confidence: {
		says: m.drafting_confidence,
		find: ({ words }) => sentences(words).find((one) => LIKELY.test(one) && CONFIDENCE.test(one))
	},
	yardstick: {
		says: m.drafting_yardstick,
		find: ({ words }) => (LIKELY_ROW.test(words) ? PROBABLE_ROW.exec(words)?.[0] : undefined)
	},
	vague: {
		says: m.drafting_vague,
		find: match(/\b(asap|as soon as possible|in due course|tbd|tba|tbc)\b/i)
	},
	blank: {
		says: m.drafting_blank,
		find: match(/\[(\s*|…|\.{2,}|x+)\]|_{3,}|\?{2,}|\bXX+\b|\.{4,}/i)
	},
	named: {
		says: m.drafting_named,
		find: ({ words, attribution, names }) =>
			attribution === 'named' ? undefined : names.find((name) => words.includes(name))
	}
};

/** By the language of the minutes; of one without rules there is nothing to say. */
const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = { en: ENGLISH };

/** What could be written better in a line. */
export function suggestionsFor(line: DraftedLine, language = 'en'): Suggestion[] {
	return Object.entries(RULES[language] ?? {}).flatMap(([rule, { says, find }]) => {
		const about = find(line);
		return about === undefined ? [] : [{ rule, says: says(), about: about.trim() }];
	});
}

/** The names by which people are called in a text: in full, and by the last word if it is not short. */
export function namesToFind(names: readonly string[]): string[] {
	return names.flatMap((name) => {
		const last = name.trim().split(/\s+/).at(-1) ?? '';
		return last.length > 3 && last !== name ? [name, last] : [name];
	});
}
