import { m } from '#messages/messages.js';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

interface Options {
	/** Clears the form once the server has accepted it. */
	readonly resets?: boolean;
	/** Passes the server's answer to the page as `form`; otherwise only this form shows the outcome. */
	readonly applies?: boolean;
	readonly ondone?: () => void;
}

/**
 * One form submission. Always true: what was typed stays until the server has accepted it, whatever goes wrong. Without
 * scripts, the page's `form` shows the same outcome.
 */
export class Submission {
	readonly #options: Options;
	#isBusy = $state(false);
	#isDone = $state(false);
	#trouble = $state('');

	constructor(options: Options = {}) {
		this.#options = options;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** True if the last attempt was accepted and nothing has changed since. */
	get isDone(): boolean {
		return this.#isDone;
	}

	/** Error message of the last attempt; empty if none. */
	get trouble(): string {
		return this.#trouble;
	}

	/** Call on input: the values shown are no longer the accepted ones. */
	readonly changed = (): void => {
		this.#isDone = false;
	};

	/** Use as `use:enhance={submission.start}`. */
	readonly start: SubmitFunction = ({ cancel }) => {
		if (this.#isBusy) return cancel();
		this.#isBusy = true;
		this.#isDone = false;
		return async ({ result, formElement }) => {
			this.#trouble = troubleOf(result);
			if (result.type === 'redirect') await applyAction(result);
			if (result.type === 'success') await this.#accepted(result, formElement);
			this.#isBusy = false;
		};
	};

	async #accepted(result: ActionResult, form: HTMLFormElement): Promise<void> {
		if (this.#options.resets) form.reset();
		if (this.#options.applies) await applyAction(result);
		await invalidateAll();
		this.#isDone = true;
		this.#options.ondone?.();
	}
}

function troubleOf(result: ActionResult): string {
	if (result.type !== 'failure' && result.type !== 'error') return '';
	const said: unknown = result.type === 'failure' ? result.data?.['message'] : result.error;
	if (typeof said === 'string') return said;
	const isFromServer = typeof said === 'object' && said !== null && !(said instanceof Error);
	return isFromServer && 'message' in said
		? String(said.message)
		: m.forms_the_server_could_not_be();
}
