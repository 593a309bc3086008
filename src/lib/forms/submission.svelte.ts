import type { SubmitFunction } from '@sveltejs/kit';

interface Options {
	/** Empties the form once the server has accepted it. */
	readonly resets?: boolean;
	readonly ondone?: () => void;
}

/** One form on its way to the server: says while it is under way, and keeps what was typed when it is refused. */
export class Submission {
	readonly #options: Options;
	#busy = $state(false);

	constructor(options: Options = {}) {
		this.#options = options;
	}

	get isBusy(): boolean {
		return this.#busy;
	}

	/** Use as `use:enhance={submission.start}`. */
	readonly start: SubmitFunction = ({ cancel }) => {
		if (this.#busy) {
			cancel();
			return;
		}
		this.#busy = true;
		return async ({ update, result }) => {
			const isDone = result.type === 'success';
			await update({ reset: isDone && this.#options.resets === true });
			this.#busy = false;
			if (isDone) this.#options.ondone?.();
		};
	};
}
