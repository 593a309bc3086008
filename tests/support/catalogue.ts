/** The texts of a language as its file has them: one text, or some that are chosen from. */
export type Texts = Readonly<Record<string, unknown>>;

/** The places of a text in which something stands, sorted. */
export function inputsOf(text: unknown): string[] {
	const all = typeof text === 'string' ? text : JSON.stringify(text);
	const places = all.matchAll(/(?<!\\)\{(\w+)\}/g);
	return [...new Set([...places].map(([, name = '']) => name))].sort();
}

/** What a language has otherwise than English. Texts that it lacks are said in English. */
export function differing(english: Texts, other: Texts): string[] {
	return Object.keys(other).flatMap((key) => {
		if (!(key in english)) return [`${key} is not in English`];
		const [wanted, found] = [english[key], other[key]].map((text) => inputsOf(text).join(', '));
		return wanted === found ? [] : [`${key}: {${wanted}} became {${found}}`];
	});
}
