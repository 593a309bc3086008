const LINGERS = 1_500; // ms from the last release until a thing is let go, so that coming back costs nothing

/** Counts who needs each thing, and lets go of it a moment after nobody does. */
export class Holds<K> {
	readonly #counts = new Map<K, number>();
	readonly #leaving = new Map<K, ReturnType<typeof setTimeout>>();
	readonly #letGo: (key: K) => boolean;

	/** `letGo` answers false when it cannot be done yet: it is asked again. */
	constructor(letGo: (key: K) => boolean) {
		this.#letGo = letGo;
	}

	get all(): readonly K[] {
		return [...this.#counts.keys()];
	}

	/** Holds a thing until the returned function is called. */
	hold(key: K): () => void {
		this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
		clearTimeout(this.#leaving.get(key));
		let isHeld = true;
		return () => {
			if (isHeld) this.#release(key);
			isHeld = false;
		};
	}

	#release(key: K): void {
		const left = (this.#counts.get(key) ?? 1) - 1;
		if (left > 0) return void this.#counts.set(key, left);
		this.#counts.delete(key);
		this.#leave(key);
	}

	#leave(key: K): void {
		const look = () => {
			this.#leaving.delete(key);
			if (!this.#counts.has(key) && !this.#letGo(key)) this.#leave(key);
		};
		clearTimeout(this.#leaving.get(key));
		this.#leaving.set(key, setTimeout(look, LINGERS));
	}

	/** Forgets all, and lets go of nothing. */
	clear(): void {
		for (const timer of this.#leaving.values()) clearTimeout(timer);
		this.#leaving.clear();
		this.#counts.clear();
	}
}
