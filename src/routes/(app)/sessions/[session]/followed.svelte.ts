import type { RunView } from '#shared/run/run-view.ts';
import type { Wanted } from '#shared/room/opened.ts';

const PAUSE = 2_000; // ms from letting go of a text or field until the page may move
const LOOK = 250; // ms between two checks for that

/**
 * What a follower of the running session sees. Never moves the page under somebody's hands: whoever has the caret in a text
 * or a field, or a dialog open, stays where they are until they let go or go there.
 */
export class Followed {
	readonly #view: () => RunView;
	#held = $state.raw<Wanted>();
	#letGoAt: number | undefined;

	constructor(view: () => RunView) {
		this.#view = view;
	}

	/** What a follower is shown. */
	get current(): Wanted {
		return this.#held ?? this.#target;
	}

	/** True while the session is somewhere else than a follower who stays. */
	get isElsewhere(): boolean {
		const { item, document } = this.#target;
		return (
			this.#held !== undefined && (this.#held.item !== item || this.#held.document !== document)
		);
	}

	get #target(): Wanted {
		const { running, presented } = this.#view();
		return { item: running, document: presented };
	}

	/** Goes where the session is; whoever writes goes on there. */
	go(): void {
		this.#held = undefined;
		if (isBusy()) this.#hold();
	}

	#hold(): void {
		this.#letGoAt = undefined;
		this.#held ??= this.#target;
	}

	#look(): void {
		if (isBusy()) return this.#hold();
		this.#letGoAt ??= Date.now();
		if (Date.now() - this.#letGoAt > PAUSE) this.#held = undefined;
	}

	/** Watches where the hands are; returns a function that stops it. */
	watch(): () => void {
		const look = () => this.#look();
		look();
		document.addEventListener('focusin', look);
		const timer = setInterval(look, LOOK);
		return () => {
			clearInterval(timer);
			document.removeEventListener('focusin', look);
		};
	}
}

/** The caret is in a text or a field, or a dialog is open. */
function isBusy(): boolean {
	const { activeElement: at } = document;
	const isIn = at instanceof HTMLElement && (at.isContentEditable || FIELDS.includes(at.localName));
	return isIn || document.querySelector('dialog[open]') !== null;
}

const FIELDS = ['input', 'textarea', 'select'];
