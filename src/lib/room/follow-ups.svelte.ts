import { SvelteMap } from 'svelte/reactivity';
import { newerFollowUp, type FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ActionId, DocumentId } from '#shared/ids.ts';
import { mapBy } from './map-by.ts';

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

	readonly #byAction = $derived.by(() => mapBy(this.#loaded(), ({ action }) => action));

	/** Actions about which a document says something else than what was agreed, or nothing. */
	differingIn(document: DocumentId): FollowUpView[] {
		const later = [...this.#said.keys()].filter((id) => !this.#byAction.has(id));
		return [...this.#byAction.keys(), ...later].flatMap((id) => {
			const view = this.of(id);
			return view?.agreed && view.document === document ? [view] : [];
		});
	}

	/** Its wording, lead and date are then changed by command. */
	isAgreed(id: ActionId): boolean {
		return (this.of(id)?.status ?? 'proposed') !== 'proposed';
	}

	/** The view of an action; undefined until the server has seen the action. */
	of(id: ActionId): FollowUpView | undefined {
		const said = this.#said.get(id);
		const loaded = this.#byAction.get(id);
		return said && loaded ? newerFollowUp(said, loaded) : (said ?? loaded);
	}
}
