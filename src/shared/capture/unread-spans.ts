/** A part of a line, in characters. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** Where in a line the words stand that could not be read, in their order: a handle at its front, a date at its end. */
export function unreadSpans(line: string, unread: readonly string[]): Span[] {
	return unread
		.flatMap((words) => {
			const from = words.startsWith('@') ? line.indexOf(words) : line.lastIndexOf(words);
			return from < 0 ? [] : [{ from, to: from + words.length }];
		})
		.sort((a, b) => a.from - b.from);
}
