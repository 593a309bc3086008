import { SAFE_LINK } from '../editor/rich-text.ts';

/** A mark on words, as ProseMirror's JSON has it. */
export interface Mark {
	readonly type: string;
	readonly attrs?: { readonly href: string };
}

/** Neighbouring letters with the same marks; `\n` is a break within the line, `\uFFFC` something unknown. */
export interface Run {
	readonly text: string;
	readonly marks: readonly Mark[];
}

/** Stands for what is in a line and is no letter; counts as one, or as many as it takes. */
export const STRANGE = '\uFFFC';

/** In the order in which ProseMirror's schema ranks them. */
const SIMPLE = ['bold', 'code', 'italic', 'strike', 'underline'] as const;
const MAX_LINK = 2_000; // characters

/** Every mark that may stand in a text, in the order in which they are read. */
export const MARKS: readonly string[] = ['link', ...SIMPLE];

/** A mark from a format of the document; undefined for none, or one that is not ours. */
export function markOf(key: string, value: unknown): Mark | undefined {
	if (value === null || value === undefined || value === false) return undefined;
	if (SIMPLE.some((one) => one === key)) return { type: key };
	if (key !== 'link' || typeof value !== 'object' || !('href' in value)) return undefined;
	const { href } = value;
	if (typeof href !== 'string' || href.length > MAX_LINK || !SAFE_LINK.test(href)) return undefined;
	return { type: 'link', attrs: { href } };
}

/** The marks in force at a place, by their keys. */
export type Formats = ReadonlyMap<string, Mark>;
export const NO_FORMATS: Formats = new Map();

/** The marks in force, in their fixed order. Code has no other: ProseMirror's schema says so. */
export function marksIn(formats: Formats): Mark[] {
	if (formats.size === 0) return [];
	const code = formats.get('code');
	if (code) return [code];
	return MARKS.flatMap((key) => formats.get(key) ?? []);
}

export function sameFormats(a: Formats, b: Formats): boolean {
	if (a === b) return true;
	if (a.size !== b.size) return false;
	return [...a].every(([key, mark]) => sameMark(mark, b.get(key)));
}

function sameMark(a: Mark, b: Mark | undefined): boolean {
	return b !== undefined && a.type === b.type && a.attrs?.href === b.attrs?.href;
}

export function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
	return a.length === b.length && a.every((mark, at) => sameMark(mark, b[at]));
}

/** Marks as attributes of a Y.Text. */
export function attributesOf(marks: readonly Mark[]): Record<string, unknown> {
	return Object.fromEntries(
		marks.flatMap(({ type, attrs }) =>
			MARKS.includes(type) ? [[type, attrs ? { ...attrs } : true]] : []
		)
	);
}

/** The letters of some runs. */
export function lettersOf(runs: readonly Run[]): string {
	return runs.map(({ text }) => text).join('');
}

/** A part of some runs, by letters. */
export function cutRuns(runs: readonly Run[], from: number, to: number): Run[] {
	const cut: Run[] = [];
	let at = 0;
	for (const { text, marks } of runs) {
		const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
		if (part !== '') cut.push({ text: part, marks });
		at += text.length;
	}
	return cut;
}
