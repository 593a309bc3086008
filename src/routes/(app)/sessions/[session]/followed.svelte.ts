import type { RunView } from '#shared/run/run-view.ts';

const PAUSE = 2_000; // ms without a keystroke after which typing counts as paused
const LOOK = 250; // ms between two checks for that

interface Shown {
	readonly item: string | undefined;
	readonly document: string | undefined;
}

/** What a follower of the running session sees. Never changes while they type: it waits for a pause. */
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

	/** Watches for typing; returns a function that stops it. */
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
