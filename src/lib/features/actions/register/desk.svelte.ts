import { m } from '#messages/messages.js';
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { readAgain } from '#lib/pages/read-again.ts';
import { ask, send, type Outcome } from '#lib/room/command.ts';
import {
	actionContract,
	changeActionsContract,
	registerQuestion
} from '#shared/commands/actions.ts';
import type { LeadAnswer, MoveName } from '#shared/follow-up/moves.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { actionCommands } from '../commands.ts';
import { inverse, type FieldChange } from './change.ts';
import { changeOf, draftOf, type RowDraft } from './draft.ts';
import { Leads } from './leads.ts';
import { keyOf, RegisterRows } from './rows.svelte.ts';

const TOGETHER = 25; // actions that are changed in one request; progress moves by so many

/** What becomes of one action in a bulk edit. */
export type Deed =
	| {
			readonly do: 'change';
			readonly action: RegisterAction;
			readonly change: FieldChange;
			/** How it has to be still; else it is left alone. */
			readonly seen?: FieldChange;
	  }
	| {
			readonly do: 'move';
			readonly action: RegisterAction;
			readonly move: MoveName;
			readonly words: string;
	  };

export interface Progress {
	readonly done: number;
	readonly of: number;
}

export interface Refused {
	readonly reference: string;
	readonly words: string;
}

interface Undo {
	readonly text: string;
	readonly deeds: readonly Deed[];
}

/** The register as somebody works with it: rows, what is selected and edited, what can be undone. */
export class RegisterDesk {
	readonly rows = new RegisterRows(fetchPage);
	readonly leads = new Leads();
	readonly selected = new SvelteMap<string, RegisterAction>();
	/** The row that the keyboard is on. */
	current = $state(0);
	/** The row whose fields are open, and what was typed into them; kept here so that no scrolling loses it. */
	editing = $state.raw<RegisterAction>();
	draft = $state<RowDraft>();
	trouble = $state('');
	/** Somebody else changed what is edited, and the person knows: the next time theirs is kept. */
	#insists = false;
	isBusy = $state(false);
	undo = $state.raw<Undo>();
	progress = $state.raw<Progress>();
	refused = $state.raw<readonly Refused[]>([]);

	/** Selects a row, or no longer. Void ones have nothing to be changed. */
	toggle(action: RegisterAction): void {
		const key = keyOf(action);
		if (this.selected.has(key)) this.selected.delete(key);
		else if (!action.void) this.selected.set(key, action);
	}

	/** Opens the fields of a row. What another one holds is kept first; false when it could not be. */
	async edit(action: RegisterAction): Promise<boolean> {
		if (this.editing && !(await this.keep())) return false;
		this.editing = action;
		this.#insists = false;
		this.draft = draftOf(action);
		return true;
	}

	/** True when fields hold what was not sent. */
	get isUnsent(): boolean {
		return Boolean(this.editing && this.draft && changeOf(this.editing, this.draft));
	}

	/** Sends what the fields hold; true when it was taken. Else they stay open and say why. */
	async keep(): Promise<boolean> {
		const [action, draft] = [this.editing, this.draft];
		if (!action || !draft || this.isBusy) return false;
		const change = changeOf(action, draft);
		this.isBusy = true;
		this.trouble = change ? await this.#change(action, change) : '';
		this.isBusy = false;
		if (this.trouble === '') this.putAway();
		return this.trouble === '';
	}

	/** Closes the fields without sending them. */
	putAway(): void {
		this.editing = undefined;
		this.draft = undefined;
		this.trouble = '';
	}

	/** Changes fields of one action in the document it lives in. Resolves to what went wrong, or nothing. */
	async #change(action: RegisterAction, change: FieldChange): Promise<string> {
		const { document } = action;
		const seen = this.#insists ? undefined : inverse(action, change);
		const command = { do: 'change', document, change, seen } as const;
		const outcome = await send(actionContract, { action: action.id }, command);
		if (!outcome.ok) {
			this.#insists = outcome.code === 'action-changed';
			return this.#insists ? m.actions_somebody_else_changed_this_since() : outcome.words;
		}
		const text = m.actions_is_changed({ reference: action.reference });
		// Whoever insisted has not seen what stood there before, so there is nothing that they could take back to.
		this.undo = seen && { text, deeds: [backOf({ do: 'change', action, change })] };
		this.putAway();
		await this.reload();
		return '';
	}

	/** Makes one step with an action. Resolves to what went wrong, or nothing. */
	move(action: RegisterAction, move: MoveName, words = ''): Promise<string> {
		return this.#done(commandsOf(action).move(move, { words }));
	}

	/** Answers for the lead organisation whether it takes an action on. Resolves to what went wrong, or nothing. */
	answer(action: RegisterAction, answer: LeadAnswer, words = ''): Promise<string> {
		return this.#done(commandsOf(action).answer(answer, words));
	}

	async #done(command: Promise<Outcome>): Promise<string> {
		const outcome = await command;
		if (!outcome.ok) return outcome.words;
		await this.reload();
		return '';
	}

	/** Does several things, so many at a time. Fields can be undone; a step is a statement and cannot. */
	async doAll(deeds: readonly Deed[]): Promise<void> {
		this.refused = [];
		const done: Deed[] = [];
		for (let from = 0; from < deeds.length; from += TOGETHER) {
			this.progress = { done: from, of: deeds.length };
			done.push(...(await this.#together(deeds.slice(from, from + TOGETHER))));
		}
		this.progress = undefined;
		const back = done.flatMap((deed) => (deed.do === 'change' ? [backOf(deed)] : []));
		const text = m.actions_of_actions_changed({ done: done.length, count: deeds.length });
		this.undo = back.length > 0 ? { text, deeds: back } : undefined;
		await this.reload();
	}

	async #together(deeds: readonly Deed[]): Promise<Deed[]> {
		const changes = deeds.map(({ action: { document, id }, ...deed }) => ({
			...{ document, action: id, ...deed }
		}));
		const outcome = await send(changeActionsContract, {}, { changes });
		const outcomes = outcome.ok ? outcome.value.outcomes : [];
		const words = (place: number) => (outcome.ok ? outcomes[place]?.refused : outcome.words);
		const refused = deeds.flatMap(({ action: { reference } }, place) => {
			const why = words(place);
			return why ? [{ reference, words: why }] : [];
		});
		this.refused = [...this.refused, ...refused];
		return deeds.filter((_, place) => !words(place));
	}

	/** Takes back what was changed last. */
	async takeBack(): Promise<void> {
		const deeds = this.undo?.deeds ?? [];
		this.undo = undefined;
		await this.doAll(deeds);
		this.undo = undefined;
	}

	/** Reads the register again; resolves when the rows that are looked at are new. */
	async reload(): Promise<void> {
		await readAgain('board:registers');
		await this.rows.settled();
	}
}

const commandsOf = ({ document, id }: RegisterAction) => actionCommands({ document, action: id });

/** Takes a change back, unless somebody changed it again since. */
function backOf({ action, change }: Deed & { do: 'change' }): Deed {
	return { do: 'change', action, change: inverse(action, change), seen: change };
}

async function fetchPage(query: string, from: number) {
	const search = Object.fromEntries(new URLSearchParams(query));
	const window = { from: `${from}`, count: '100' };
	const outcome = await ask(registerQuestion, {}, { ...search, ...window });
	return outcome.ok ? outcome.value.actions : undefined;
}

export const [getDesk, setDesk] = createContext<RegisterDesk>();
