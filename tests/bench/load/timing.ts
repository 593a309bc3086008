import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** Runs each event at its time (ms from now); late ones run at once. */
export async function play<T extends { readonly at: number }>(
	events: readonly T[],
	act: (event: T) => void
): Promise<void> {
	const start = performance.now();
	for (const event of events) {
		const early = event.at - (performance.now() - start);
		if (early > 0) await sleep(Math.ceil(early));
		act(event);
	}
}

/** Polls every few ms until the condition holds; false on timeout. */
export async function waitUntil(isSo: () => boolean, limit: number): Promise<boolean> {
	const end = performance.now() + limit;
	while (!isSo()) {
		if (performance.now() > end) return false;
		await sleep(5);
	}
	return true;
}

/** Runs a task for each, a few at a time. */
export async function forEachOf<T>(
	items: readonly T[],
	atOnce: number,
	act: (item: T, index: number) => Promise<void>
): Promise<void> {
	const queue = items.entries();
	const work = async () => {
		for (const [index, item] of queue) await act(item, index);
	};
	await Promise.all(Array.from({ length: atOnce }, work));
}
