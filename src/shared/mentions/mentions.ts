/** Somebody who is named after @ in words, and where the sign stands. */
export interface Mention {
	/** `US-DOJ`, `Meier`, or a whole name in quotation marks. */
	readonly named: string;
	readonly at: number;
}

const MOST = 50; // of one line
/** Not within an address such as a@b.example. */
const MENTION =
	/(?<![\p{L}\p{M}\p{N}@._%+-])@(?:["“„]([^"“”\n]{1,120})["“”]|([\p{L}\p{N}][\p{L}\p{M}\p{N}._'’‐‑-]*))/gu;
/** A line that becomes an action or a decision when it is finished; who leads is told of that. */
const BECOMES = /^\s*[!=]/u;

/** Who is mentioned in a line of prose, within bounds. */
export function mentionsIn(words: string): Mention[] {
	if (!words.includes('@') || BECOMES.test(words)) return [];
	return [...words.matchAll(MENTION)].slice(0, MOST).map(({ 1: name, 2: handle, index }) => ({
		named: (name ?? handle ?? '').replace(/[.'’-]+$/u, '').trim(),
		at: index
	}));
}
