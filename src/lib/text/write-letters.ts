import type * as Y from 'yjs';
import { sameEnds } from '#shared/same-ends.ts';
import {
	attributesOf,
	cutRuns,
	lettersOf,
	sameMarks,
	type Mark,
	type Run
} from '#shared/text/marks.ts';
import { insertRuns } from '#shared/text/write.ts';

/** Makes of some letters of a text others, by the smallest change: what is the same at both ends is only formatted. */
export function writeLetters(
	text: Y.Text,
	index: number,
	before: readonly Run[],
	after: readonly Run[]
): void {
	const [old, next] = [lettersOf(before), lettersOf(after)];
	const { start, end } = sameEnds(old, next);
	const [oldEnd, nextEnd] = [old.length - end, next.length - end];
	format(
		text,
		index + oldEnd,
		cutRuns(before, oldEnd, old.length),
		cutRuns(after, nextEnd, next.length)
	);
	// Inserted first: letters that take the place of others stand before what is deleted, where they were typed.
	insertRuns(text, index + oldEnd, cutRuns(after, start, nextEnd));
	if (oldEnd > start) text.delete(index + start, oldEnd - start);
	format(text, index, cutRuns(before, 0, start), cutRuns(after, 0, start));
}

/** Changes the marks of letters that stay. */
function format(text: Y.Text, index: number, before: readonly Run[], after: readonly Run[]): void {
	let at = 0;
	for (const { text: letters, marks } of after) {
		let from = at;
		for (const old of cutRuns(before, at, at + letters.length)) {
			if (!sameMarks(old.marks, marks))
				text.format(index + from, old.text.length, change(old.marks, marks));
			from += old.text.length;
		}
		at += letters.length;
	}
}

function change(old: readonly Mark[], next: readonly Mark[]): Record<string, unknown> {
	const gone = old.filter(({ type }) => !next.some((mark) => mark.type === type));
	const come = next.filter((mark) => !old.some((one) => sameMarks([one], [mark])));
	return { ...Object.fromEntries(gone.map(({ type }) => [type, null])), ...attributesOf(come) };
}
