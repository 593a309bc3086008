import { foldText } from '../search.ts';

/** A pattern that matches any of these words, folded, longest first; nothing where there are none. */
export function oneOf(words: readonly string[]): string {
	if (words.length === 0) return '(?!)';
	const longestFirst = words.map(foldText).sort((a, b) => b.length - a.length);
	return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`;
}

/** The row of a word in a table of words; -1 when it has none. */
export function rowOf(table: readonly (readonly string[])[], word: string): number {
	return table.findIndex((row) => row.some((one) => foldText(one) === word));
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
