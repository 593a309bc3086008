import { SvelteMap } from 'svelte/reactivity';
import { newerFollowUp, type FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ActionId } from '#shared/ids.ts';

/** The follow-up of the open session's actions, as last received from the server. */
export class FollowUps {
	readonly #loaded: () => readonly FollowUpView[];
	/** The latest view of each action received since the page was loaded. */
	readonly #said = new SvelteMap<ActionId, FollowUpView>();

	constructor(loaded: () => readonly FollowUpView[]) {
		this.#loaded = loaded;
	}

	/** Takes a view from the live channel or from the answer to a command; the newer one wins. */
	hear(view: FollowUpView): void {
		const known = this.#said.get(view.action);
		this.#said.set(view.action, known ? newerFollowUp(view, known) : view);
	}

	/** The view of an action; undefined until the server has seen the action. */
	of(id: ActionId): FollowUpView | undefined {
		const said = this.#said.get(id);
		const loaded = this.#loaded().find(({ action }) => action === id);
		return said && loaded ? newerFollowUp(said, loaded) : (said ?? loaded);
	}
}
