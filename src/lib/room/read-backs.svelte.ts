import { SvelteMap } from 'svelte/reactivity';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import { isFrozen, newer, type ReadBackView } from '#shared/decisions/read-back.ts';
import type { DecisionId } from '#shared/ids.ts';

/** The read-backs of the open session's decisions, as last received from the server. */
export class ReadBacks {
	readonly #loaded: () => readonly ReadBackView[];
	/** The latest view of each decision received since the page was loaded. */
	readonly #said = new SvelteMap<DecisionId, ReadBackView>();

	constructor(loaded: () => readonly ReadBackView[]) {
		this.#loaded = loaded;
	}

	/** Takes a view from the server; the newer one wins. */
	hear(view: ReadBackView): void {
		const known = this.#said.get(view.decision);
		this.#said.set(view.decision, known ? newer(view, known) : view);
	}

	/** The latest read-back of a decision. */
	of(id: DecisionId): ReadBackView | undefined {
		const said = this.#said.get(id);
		const loaded = this.#loaded().find(({ decision }) => decision === id);
		return said && loaded ? newer(said, loaded) : (said ?? loaded);
	}

	/** A decision in its binding wording: the one being read back or agreed, if any. */
	wordingOf(record: DecisionRecord): DecisionRecord {
		const readBack = this.of(record.id);
		if (!readBack || !isFrozen(readBack.result)) return record;
		const { kind, verb, text } = readBack;
		return { ...record, kind, verb, text };
	}

	/** True while its wording is being read back, and once it is agreed: the page must not change it. */
	isFrozen(id: DecisionId): boolean {
		const readBack = this.of(id);
		return readBack !== undefined && isFrozen(readBack.result);
	}
}
