import { createSubscriber } from 'svelte/reactivity';

/** What a live value watches: any Yjs type. */
export interface Observable {
	observeDeep(listener: () => void): void;
	unobserveDeep(listener: () => void): void;
}

/**
 * A plain value read from a Yjs type, once per change of the type, however many components show it. Keeps no copy that
 * could go stale.
 */
export class LiveValue<T> {
	readonly #read: () => T;
	readonly #subscribe: () => void;

	constructor(roots: readonly Observable[], read: () => T) {
		this.#read = read;
		this.#subscribe = createSubscriber((update) => {
			for (const root of roots) root.observeDeep(update);
			return () => {
				for (const root of roots) root.unobserveDeep(update);
			};
		});
	}

	readonly #watched: T = $derived.by(() => {
		this.#subscribe();
		return this.#read();
	});

	/** Read afresh outside effects: a handler that reads once must not leave a listener behind. */
	get current(): T {
		return $effect.tracking() ? this.#watched : this.#read();
	}
}
