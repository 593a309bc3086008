import { foldText } from '../search.ts';

/** Case and accents do not tell words apart. */
export const fold = foldText;

/** A pattern for one of these words, folded, the longest first. */
export function oneOf(words: readonly string[]): string {
	const longestFirst = words.map(fold).sort((a, b) => b.length - a.length);
	return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`;
}

/** Where in a table of words one is; -1 when nowhere. */
export function rowOf(table: readonly (readonly string[])[], word: string): number {
	return table.findIndex((row) => row.some((one) => fold(one) === word));
}

/** Compiles patterns of a language once. */
export function perLanguage<L extends object, T>(compile: (language: L) => T): (language: L) => T {
	const known = new WeakMap<L, T>();
	return (language) => {
		const found = known.get(language) ?? compile(language);
		known.set(language, found);
		return found;
	};
}
