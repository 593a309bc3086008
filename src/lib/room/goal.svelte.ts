import { untrack } from 'svelte';
import type * as Y from 'yjs';
import type { Head } from '#shared/text/head.ts';
import { mark } from './mark.ts';

/** Letters of a line that somebody goes to; of a card, a rule or a line of a later release only the line. */
export interface Goal {
	/** The text that is opened. */
	readonly text: Y.Text;
	readonly head: Head | undefined;
	readonly letters: GoalLetters | undefined;
}

interface GoalLetters {
	/** The text in which they are: in a cell, that of the table. */
	readonly text: Y.Text;
	readonly head: Head | undefined;
	readonly from: number;
	readonly to: number;
}

/** An action or decision that somebody goes to. */
interface RecordGoal {
	readonly id: string;
	/** Which of its cards is shown; undefined until its document is open. */
	readonly where: Where | undefined;
	/** Where the hands were then: who writes somewhere else since is not moved. */
	readonly from: Element | null;
}

/** A record has a card in the list beside the text, and usually one in a text. */
export type Where = 'text' | 'list';

/** Where somebody wants to go in a text that may still have to be opened. */
export class Going {
	#goal = $state.raw<Goal>();
	#record = $state.raw<RecordGoal>();

	get goal(): Goal | undefined {
		return this.#goal;
	}

	to(goal: Goal): void {
		this.#goal = goal;
	}

	/** It has been shown, or is not looked for any longer. */
	arrived(): void {
		this.#goal = undefined;
	}

	/** Goes to a record, or to none. */
	toRecord(id: string | undefined): void {
		this.#record = id === undefined ? undefined : { id, where: undefined, from: handsAt() };
	}

	/** The document of the record is open. */
	found(where: Where): void {
		if (this.#record && this.#record.where !== where) this.#record = { ...this.#record, where };
	}

	/** For each card of a record once it is on the page: shows the one that somebody goes to. */
	reach(id: string, where: Where, card: HTMLElement): void {
		const record = this.#record;
		if (record?.id !== id || record.where !== where) return;
		this.#record = undefined;
		const at = handsAt();
		// Untracked: moving the focus runs listeners whose state must not become a dependency of the card.
		if (at === record.from || !isWriting(at)) untrack(() => show(card));
		mark(card);
	}
}

const handsAt = () => document.activeElement;

function isWriting(at: Element | null): boolean {
	return at instanceof HTMLElement && (at.isContentEditable || 'value' in at);
}

function show(card: HTMLElement): void {
	card.scrollIntoView({ block: 'center' });
	card.tabIndex = -1;
	card.focus({ preventScroll: true });
}
