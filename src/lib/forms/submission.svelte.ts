import { m } from '#messages/messages.js';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

interface Options {
	/** Empties the form once the server has accepted it. */
	readonly resets?: boolean;
	/** Hands the server's answer to the page as `form`; otherwise only this form shows how it went. */
	readonly applies?: boolean;
	readonly ondone?: () => void;
}

/**
 * One form on its way to the server. Always true: what was typed stays until the server has accepted it, whatever goes
 * wrong. Without scripts the page's `form` says the same.
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

	/** The last attempt was accepted, and nothing was changed since. */
	get isDone(): boolean {
		return this.#isDone;
	}

	/** What went wrong with the last attempt; empty when nothing did. */
	get trouble(): string {
		return this.#trouble;
	}

	/** Somebody types: what is shown is no longer what was accepted. */
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
