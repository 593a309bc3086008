/** The texts of a language as in its file: a single text, or variants to choose from. */
export type Texts = Readonly<Record<string, unknown>>;

/** The placeholders of a text, sorted. */
export function inputsOf(text: unknown): string[] {
	const all = typeof text === 'string' ? text : JSON.stringify(text);
	const places = all.matchAll(/(?<!\\)\{(\w+)\}/g);
	return [...new Set([...places].map(([, name = '']) => name))].sort();
}

/** Where a language deviates from English. A missing text is no deviation: it falls back to English. */
export function differing(english: Texts, other: Texts): string[] {
	return Object.keys(other).flatMap((key) => {
		if (!(key in english)) return [`${key} is not in English`];
		const [wanted, found] = [english[key], other[key]].map((text) => inputsOf(text).join(', '));
		return wanted === found ? [] : [`${key}: {${wanted}} became {${found}}`];
	});
}
