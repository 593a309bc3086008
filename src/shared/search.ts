import { plainForms } from './typed-text.ts';

/** Letters that do not decompose into a plain letter and an accent, as people type them who have no key for them. */
const LETTERS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ĳ: 'ij', ŋ: 'n', ĸ: 'k' },
		...{ ł: 'l', ƚ: 'l', đ: 'd', ð: 'd', ɖ: 'd', ɗ: 'd', ħ: 'h', ı: 'i', ɨ: 'i', ø: 'o', ɔ: 'o' },
		...{ ɵ: 'o', ŧ: 't', ƀ: 'b', ɓ: 'b', ƈ: 'c', ȼ: 'c', ɛ: 'e', ɇ: 'e', ə: 'a', ǥ: 'g', ɠ: 'g' },
		...{ ɉ: 'j', ƙ: 'k', ɲ: 'n', ƞ: 'n', ɍ: 'r', ʉ: 'u', ƶ: 'z', ȥ: 'z', ƴ: 'y', ɏ: 'y', ς: 'σ' }
	})
);
const UNSPLIT = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g');
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * Folds case, accents and forms, so that "muller" finds "Müller", "lukasz" finds "Łukasz" and "US-DOJ" finds "ＵＳ‑ＤＯＪ".
 * What cannot be seen is left out. Folding a folded text changes nothing.
 */
export function foldText(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	// Twice, because a decomposition may have a form of its own: an acute accent alone becomes a space, ŉ an apostrophe.
	return plainForms(plainForms(text).normalize('NFKD'))
		.replaceAll(/[\p{M}\p{DI}]/gu, '')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(UNSPLIT, (letter) => LETTERS.get(letter) ?? letter);
}

/** The words of a search, folded; none if it is empty. */
export function searchWords(search: string): string[] {
	return foldText(search).split(/\s+/).filter(Boolean);
}
