import { createSubscriber } from 'svelte/reactivity';
import type { Awareness } from 'y-protocols/awareness';

const SEEN = 3_000; // ms

/** Who types where in a document. */
export class Typists {
	readonly #awareness: Awareness;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #watch = createSubscriber((update) => {
		// An editor being removed updates its presence in the middle of the page's own update.
		const soon = () => queueMicrotask(update);
		this.#awareness.on('change', soon);
		return () => this.#awareness.off('change', soon);
	});

	constructor(awareness: Awareness) {
		this.#awareness = awareness;
	}

	/** Tells others where the reader is typing; cleared a moment after the last keystroke. */
	typing(place: string): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#awareness.setLocalStateField('typing', null), SEEN);
		if (this.#awareness.getLocalState()?.['typing'] !== place)
			this.#awareness.setLocalStateField('typing', place);
	}

	/** Who else types where: "Anna" → "item 3". */
	get others(): { name: string; place: string }[] {
		this.#watch();
		return [...this.#awareness.getStates()]
			.filter(([client]) => client !== this.#awareness.clientID)
			.flatMap(([, state]) => typist(state));
	}

	close(): void {
		clearTimeout(this.#timer);
	}
}

function typist(state: Record<string, unknown>): { name: string; place: string }[] {
	const { user, typing } = state as { user?: { name?: unknown }; typing?: unknown };
	if (typeof typing !== 'string' || typeof user?.name !== 'string') return [];
	return [{ name: user.name, place: typing }];
}
