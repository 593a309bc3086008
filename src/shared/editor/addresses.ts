/** An address in a text: its offsets, and where the word that it begins ends. */
export interface FoundAddress {
	readonly from: number;
	readonly to: number;
	readonly wordEnd: number;
	readonly href: string;
}

/** Not of an address: spaces, what cannot be seen, quotes, angle brackets, and the punctuation of scripts without spaces. */
const ADDRESS =
	/(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s\p{DI}\p{Cc}<>"`\u201c-\u201f\u00ab\u00bb\ufffc\u3000-\u3011\uff08\uff09\uff0c\uff1b]+/giu;
/** May stand in an address, but at its end belongs to the sentence. */
const TRAILING = /[.,;:!?'*_~\u2018-\u201b\u2026\u203a\u060c\u061b\u061f\u06d4|]$/u;
const BRACKETS: ReadonlyMap<string, string> = new Map([
	[')', '('],
	[']', '['],
	['}', '{']
]);

/**
 * The web and mail addresses in a text, each up to where it ends: punctuation and quotes behind it are the sentence's, and
 * so is a closing bracket that it did not open.
 */
export function addressesIn(text: string): FoundAddress[] {
	return [...text.matchAll(ADDRESS)].flatMap(({ 0: word, index }) => {
		const href = withoutEnd(word);
		const after = /\s/.exec(text.slice(index))?.index;
		const wordEnd = after === undefined ? text.length : index + after;
		return isWhole(href) ? [{ from: index, to: index + href.length, wordEnd, href }] : [];
	});
}

function withoutEnd(word: string): string {
	let end = word.length;
	const open = new Map([...BRACKETS].map(([close, opens]) => [close, surplus(word, close, opens)]));
	for (;;) {
		const last = word.charAt(end - 1);
		const more = open.get(last) ?? 0;
		if (more > 0) open.set(last, more - 1);
		else if (!TRAILING.test(last)) return word.slice(0, end);
		end -= 1;
	}
}

/** How many brackets of a kind the word closes but did not open. */
function surplus(word: string, close: string, opens: string): number {
	const count = (bracket: string) => word.split(bracket).length - 1;
	return count(close) - count(opens);
}

function isWhole(href: string): boolean {
	return /^(?:https?:\/\/[^/?#]|mailto:[^@]+@[^@])/i.test(href) && URL.canParse(href);
}
