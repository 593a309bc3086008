import { createSubscriber } from 'svelte/reactivity';

/** What a live value watches: any Yjs type. */
export interface Observable {
	observeDeep(listener: () => void): void;
	unobserveDeep(listener: () => void): void;
}

/** A plain value read from a Yjs type, read again when the type changes. Holds no copy that could go stale. */
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

	get current(): T {
		this.#subscribe();
		return this.#read();
	}
}
