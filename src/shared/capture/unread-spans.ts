/** A part of a line, as character offsets. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** The spans of the unread words of a line, in order: handles at the front, a date at the end. */
export function unreadSpans(line: string, unread: readonly string[]): Span[] {
	return unread
		.flatMap((words) => {
			const from = words.startsWith('@') ? line.indexOf(words) : line.lastIndexOf(words);
			return from < 0 ? [] : [{ from, to: from + words.length }];
		})
		.sort((a, b) => a.from - b.from);
}
