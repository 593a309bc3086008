/**
 * The middle in which two lists differ: from `start` up to, but excluding, `oldEnd` in one and `nextEnd` in the other.
 */
export interface Differing {
	readonly start: number;
	readonly oldEnd: number;
	readonly nextEnd: number;
}

/** Skips the common prefix and suffix of two lists. */
export function differing<T>(
	old: readonly T[],
	next: readonly T[],
	isSame: (old: T, next: T) => boolean
): Differing {
	const alike = (a: number, b: number) => isSame(old[a] as T, next[b] as T);
	let start = 0;
	let [oldEnd, nextEnd] = [old.length, next.length];
	while (start < oldEnd && start < nextEnd && alike(start, start)) start++;
	while (oldEnd > start && nextEnd > start && alike(oldEnd - 1, nextEnd - 1)) {
		oldEnd--;
		nextEnd--;
	}
	return { start, oldEnd, nextEnd };
}
