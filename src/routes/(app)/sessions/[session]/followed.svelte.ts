import type { RunView } from '#shared/run/run-view.ts';

const PAUSE = 2_000; // ms without a key after which somebody has finished their word
const LOOK = 250; // ms between two looks whether they have

interface Shown {
	readonly item: string | undefined;
	readonly document: string | undefined;
}

/** What runs, for who follows it. It never changes under the hands of somebody who types: it waits for a pause. */
export class Followed {
	readonly #view: () => RunView;
	#held = $state<Shown>();
	#typedAt = 0;

	constructor(view: () => RunView) {
		this.#view = view;
	}

	/** What a follower is shown. */
	get current(): Shown {
		return this.#held ?? this.#target;
	}

	get #target(): Shown {
		const { running, presented } = this.#view();
		return { item: running, document: presented };
	}

	/** Looks at what is typed; returns how to stop. */
	watch(): () => void {
		const typed = ({ target }: KeyboardEvent) => {
			if (!(target instanceof HTMLElement) || !target.isContentEditable) return;
			this.#typedAt = Date.now();
			this.#held ??= this.#target;
		};
		const look = () => {
			if (this.#held && Date.now() - this.#typedAt > PAUSE) this.#held = undefined;
		};
		window.addEventListener('keydown', typed, { capture: true });
		const timer = setInterval(look, LOOK);
		return () => {
			clearInterval(timer);
			window.removeEventListener('keydown', typed, { capture: true });
		};
	}
}
