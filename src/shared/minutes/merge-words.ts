import { sameEnds } from '../same-ends.ts';

/**
 * What a line says after a correction of it: what was `was` when it was made, and is `now`. Undefined where both changed the
 * same words, so that somebody must write it.
 */
export function mergeWords(was: string, wanted: string, now: string): string | undefined {
	if (now === was || now === wanted) return wanted;
	const ours = changeOf(was, wanted);
	const theirs = changeOf(was, now);
	if (ours.to < theirs.from) return now.slice(0, ours.from) + ours.words + now.slice(ours.to);
	if (theirs.to < ours.from) {
		const moved = now.length - was.length;
		return now.slice(0, ours.from + moved) + ours.words + now.slice(ours.to + moved);
	}
	return undefined;
}

/** The words of a text that another has otherwise, and what it has there. */
function changeOf(old: string, next: string) {
	const { start, end } = sameEnds(old, next);
	const before = /\S*$/.exec(old.slice(0, start))?.[0].length ?? 0;
	const behind = /^\S*/.exec(old.slice(old.length - end))?.[0].length ?? 0;
	const [from, left] = [start - before, end - behind];
	return { from, to: old.length - left, words: next.slice(from, next.length - left) };
}
