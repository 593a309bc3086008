import { yieldNow } from './yield.ts';

/**
 * Works through a list a part at a time, and lets other work go on in between: queries of an embedded database never leave
 * the event loop by themselves, and nobody else writes while a transaction is open.
 */
export async function inParts<T>(
	all: readonly T[],
	size: number,
	work: (part: readonly T[]) => Promise<void>
): Promise<void> {
	for (let from = 0; from < all.length; from += size) {
		if (from > 0) await yieldNow();
		await work(all.slice(from, from + size));
	}
}
