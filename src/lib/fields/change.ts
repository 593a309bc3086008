/** A change of a string: at a place, so many letters are gone, and these are new. */
export interface Change {
	readonly at: number;
	readonly removed: number;
	readonly inserted: string;
}

/**
 * What a person changed. Behind the caret stands the old tail, which tells which of several equal letters was meant. The
 * caret is not believed where that would make the change larger: a program that fills a field leaves it at the end.
 */
export function changeBetween(old: string, next: string, caret: number): Change {
	const tail = sameEnd(old, next);
	const smallest = cut(old, next, Math.min(tail, least(old, next) - sameStart(old, next)));
	const byCaret = cut(old, next, Math.min(tail, Math.max(0, next.length - caret)));
	return byCaret.removed > smallest.removed ? smallest : byCaret;
}

/** The change before a tail that stays, without dividing a character of two units, which Yjs would break. */
function cut(old: string, next: string, tail: number): Change {
	let end = tail;
	if (end > 0 && isLow(old, old.length - end)) end--;
	const most = least(old, next) - end;
	let at = Math.min(sameStart(old, next), most);
	if (at > 0 && isHigh(old, at - 1)) at--;
	return {
		at,
		removed: old.length - end - at,
		inserted: next.slice(at, next.length - end)
	};
}

function sameStart(old: string, next: string): number {
	let at = 0;
	while (at < least(old, next) && old[at] === next[at]) at++;
	return at;
}

function sameEnd(old: string, next: string): number {
	let end = 0;
	while (end < least(old, next) && old.at(-1 - end) === next.at(-1 - end)) end++;
	return end;
}

const least = (old: string, next: string) => Math.min(old.length, next.length);
const isHigh = (text: string, index: number) => (text.charCodeAt(index) & 0xfc00) === 0xd800;
const isLow = (text: string, index: number) => (text.charCodeAt(index) & 0xfc00) === 0xdc00;
