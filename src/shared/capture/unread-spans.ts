import { readTyped } from '../typed-text.ts';

/** A part of a line, as character offsets. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/**
 * The spans of the unread words of a line, in order: handles at the front, a date at the end. They are found as they were
 * read, in plain forms, and with the characters between them that cannot be seen.
 */
export function unreadSpans(line: string, unread: readonly string[]): Span[] {
	const { plain, at } = readTyped(line);
	return unread
		.flatMap((words) => {
			const start = words.startsWith('@') ? plain.indexOf(words) : plain.lastIndexOf(words);
			const [from, last] = [at[start], at[start + words.length - 1]];
			return from === undefined || last === undefined ? [] : [{ from, to: last + 1 }];
		})
		.sort((a, b) => a.from - b.from);
}
