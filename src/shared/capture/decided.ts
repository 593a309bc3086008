import { DECISION_VERBS, type DecisionVerb } from '../board/decisions.ts';
import { foldText } from '../search.ts';
import { plainForms } from '../typed-text.ts';
import type { Language } from './language.ts';
import { oneOf, perLanguage } from './words.ts';

const patterns = perLanguage((language: Language) => {
	const verb = oneOf(DECISION_VERBS.flatMap((one) => language.verbs[one]));
	return {
		colon: new RegExp(`^(${verb})\\s*:\\s*(?=\\S)`, 'i'),
		follower: new RegExp(`^(${verb})\\s+(?=${oneOf(language.afterVerb)}\\s)`, 'i'),
		// The verb is printed before the text, and would stand twice.
		sentence: new RegExp(
			`^${oneOf(language.deciders)}\\s+(?:${oneOf(language.have)}\\s+)*(${verb})\\s*:?\\s+(?=\\S)`,
			'i'
		)
	};
});

/** Reads `agreed: …`, `agreed to …` and `The participants agreed …`; a line without a controlled verb is kept whole, with the fallback verb. */
export function verbAndText(text: string, fallback: DecisionVerb, language: Language) {
	const { colon, follower, sentence } = patterns(language);
	const plain = plainForms(text);
	const [opening = '', word] =
		colon.exec(plain) ?? follower.exec(plain) ?? sentence.exec(plain) ?? [];
	const verb = word && verbOf(word, language);
	if (!verb) return { verb: fallback, text: text.trim() };
	return { verb, text: text.slice(opening.length).trim() };
}

function verbOf(word: string, { verbs }: Language): DecisionVerb | undefined {
	const wanted = foldText(word);
	return DECISION_VERBS.find((verb) => verbs[verb].some((one) => foldText(one) === wanted));
}
