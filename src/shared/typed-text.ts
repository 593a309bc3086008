/** Scripts that write words with joiners and non-joiners: without them a word is spelled or shaped otherwise. */
const JOINING =
	/\p{sc=Arab}\p{sc=Syrc}\p{sc=Mand}\p{sc=Nkoo}\p{sc=Mong}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\p{sc=Bali}\p{sc=Java}/u
		.source;
/**
 * Invisible characters that are part of a word or of a picture, each after what it belongs to. Bounded, because a text of
 * nothing else would be read again at each of them.
 */
const NEEDED = [
	`(?<=[${JOINING}]\\p{M}{0,8})[\\u200c\\u200d]`,
	'(?<=\\p{ExtPict}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=\\p{ExtPict})',
	'(?<=\\p{ExtPict})[\\ufe0e\\ufe0f]',
	'(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
	'(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{0,8})[\\u{e0020}-\\u{e007f}]',
	'(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
	'(?<=\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]'
].join('|');
/** Marks that only matter beside letters written from right to left. */
const MARK = /[\u061c\u200e\u200f]/;
/** What opens or closes a stretch of another direction: kept as written, for the rule in `direction.ts`. */
const TURN = '[\\u202a-\\u202e\\u2066-\\u2069]';
const INVISIBLE = new RegExp(`(${NEEDED}|${TURN})|[\\p{DI}\\ufff9-\\ufffb\\ufffe\\uffff]`, 'gu');
const UNSEEN = /[\p{DI}\ufff9-\ufffb\ufffe\uffff]/u;
/** Letters written from right to left, as a set of a regular expression. */
export const RIGHT_TO_LEFT_LETTERS =
	'\\u0590-\\u05ff\\u0600-\\u061b\\u061d-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefe\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}';
const RIGHT_TO_LEFT = new RegExp(`[${RIGHT_TO_LEFT_LETTERS}]`, 'u');

const HYPHEN = /[\u058a\u05be\u1806\u2010-\u2013\u2043\u2212\ufe58\ufe63]/g;
const APOSTROPHE = /[\u00b4\u02b9\u02bb-\u02bd\u2018-\u201b\u2032]/g;
const QUOTE = /[\u201c-\u201f\u2033]/g;
const WIDE = /[\uff01-\uff5e]/g;
const SMALL = /[\ufe50-\ufe57\ufe59-\ufe62\ufe64-\ufe6b]/g;
const ASCII = /^[\u0000-\u007f]*$/;

/** Whether the text has a letter of a script written from right to left. */
export function hasRightToLeft(text: string): boolean {
	return RIGHT_TO_LEFT.test(text);
}

/**
 * A text without characters that cannot be seen: of no width, soft hyphens, selectors. Those that a word or an emoji is
 * written with stay, and marks of direction beside letters written from right to left.
 */
export function withoutInvisible(text: string): string {
	if (ASCII.test(text)) return text;
	const keepsMarks = hasRightToLeft(text);
	return text.replaceAll(INVISIBLE, (character, needed?: string) =>
		needed !== undefined || (keepsMarks && MARK.test(character)) ? character : ''
	);
}

/**
 * The same characters in their plainest form, one for one, so that offsets stay: `‑` is `-`, `’` is `'`, `＠` is `@`. Not
 * a long dash, which stands between words.
 */
export function plainForms(text: string): string {
	if (ASCII.test(text)) return text;
	return text
		.replaceAll(HYPHEN, '-')
		.replaceAll(APOSTROPHE, "'")
		.replaceAll(QUOTE, '"')
		.replaceAll(WIDE, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
		.replaceAll(SMALL, (one) => one.normalize('NFKC'));
}

/** What is read of a typed text: its visible characters in plain forms, and where each stands in the text as typed. */
export interface TypedText {
	readonly plain: string;
	/** For each character of `plain`, and for its end, the offset in the text as typed. */
	readonly at: readonly number[];
}

/** Reads a text as typed, with what cannot be seen passed over. */
export function readTyped(text: string): TypedText {
	const at: number[] = [];
	let seen = '';
	let offset = 0;
	for (const character of text) {
		if (!UNSEEN.test(character)) {
			seen += character;
			for (let unit = 0; unit < character.length; unit++) at.push(offset + unit);
		}
		offset += character.length;
	}
	return { plain: plainForms(seen), at: [...at, offset] };
}
