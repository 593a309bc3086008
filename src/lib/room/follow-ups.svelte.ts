import { SvelteMap } from 'svelte/reactivity';
import { newerFollowUp, type FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ActionId } from '#shared/ids.ts';

/** Where the actions of the open session stand, as the server said it last. */
export class FollowUps {
	readonly #loaded: () => readonly FollowUpView[];
	/** Of each action what was said last since the page was loaded. */
	readonly #said = new SvelteMap<ActionId, FollowUpView>();

	constructor(loaded: () => readonly FollowUpView[]) {
		this.#loaded = loaded;
	}

	/** Takes what the server says, over the channel or in answer to a command; the newer view counts. */
	hear(view: FollowUpView): void {
		const known = this.#said.get(view.action);
		this.#said.set(view.action, known ? newerFollowUp(view, known) : view);
	}

	/** Where an action stands; undefined until the server has seen it. */
	of(id: ActionId): FollowUpView | undefined {
		const said = this.#said.get(id);
		const loaded = this.#loaded().find(({ action }) => action === id);
		return said && loaded ? newerFollowUp(said, loaded) : (said ?? loaded);
	}
}
