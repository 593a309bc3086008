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

const MOST_SELECTED = 1_000; // actions selected at once
const BATCH = 25; // actions changed in one request, and so the step of the progress bar

/** The edit of one action in a bulk edit. */
export type Edit =
	| {
			readonly do: 'change';
			readonly action: RegisterAction;
			readonly change: FieldChange;
			/** The values the fields must still have; otherwise the action is left alone. */
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
	readonly edits: readonly Edit[];
}

/** The working state of the register: rows, selection, open edit, undo. */
export class RegisterDesk {
	readonly rows = new RegisterRows(fetchPage);
	readonly leads = new Leads();
	readonly selected = new SvelteMap<string, RegisterAction>();
	/** Index of the row last selected by itself. */
	#picked = 0;
	/** Height of the bar above the table, in pixels. */
	barHeight = $state(0);
	/** Index of the row with keyboard focus. */
	current = $state(0);
	/** The row being edited and its draft, kept here so that scrolling does not lose them. */
	editing = $state.raw<RegisterAction>();
	draft = $state<RowDraft>();
	trouble = $state('');
	/** Someone else changed the row and the person was told: the next save overwrites it. */
	#insists = false;
	isBusy = $state(false);
	undo = $state.raw<Undo>();
	progress = $state.raw<Progress>();
	refused = $state.raw<readonly Refused[]>([]);

	/** Selects or deselects a row. Void actions cannot be selected. */
	toggle(action: RegisterAction): void {
		const key = keyOf(action);
		if (this.selected.has(key)) this.selected.delete(key);
		else if (!action.void) this.selected.set(key, action);
	}

	/** Selects or deselects a row by its index; with Shift all rows from the last one so chosen. */
	async pick(index: number, isRange: boolean): Promise<void> {
		const action = this.rows.at(index);
		if (!action) return;
		if (isRange)
			return this.#select(Math.min(this.#picked, index), Math.max(this.#picked, index) + 1);
		this.#picked = index;
		this.toggle(action);
	}

	/** How many actions {@link selectAll} selects at most. */
	get selectable(): number {
		return Math.min(this.rows.total, MOST_SELECTED);
	}

	/** Selects all that the filter lets through, in their order, up to a thousand. */
	selectAll(): Promise<void> {
		return this.#select(0, this.selectable);
	}

	async #select(from: number, to: number): Promise<void> {
		const end = Math.min(to, from + MOST_SELECTED);
		await this.rows.load(from, end);
		for (let index = from; index < end; index++) {
			const action = this.rows.at(index);
			if (action && !action.void) this.selected.set(keyOf(action), action);
		}
	}

	/** Opens a row for editing. An edit open elsewhere is saved first; false if that failed. */
	async edit(action: RegisterAction): Promise<boolean> {
		if (this.editing && !(await this.keep())) return false;
		this.editing = action;
		this.#insists = false;
		this.draft = draftOf(action);
		return true;
	}

	/** True if the draft has unsaved changes. */
	get isUnsent(): boolean {
		return Boolean(this.editing && this.draft && changeOf(this.editing, this.draft));
	}

	/** Saves the draft; true if accepted. Otherwise the fields stay open and say why. */
	async keep(): Promise<boolean> {
		const [action, draft] = [this.editing, this.draft];
		if (!action || !draft || this.isBusy) return false;
		const change = changeOf(action, draft);
		this.isBusy = true;
		this.trouble = change ? await this.#change(action, change) : '';
		this.isBusy = false;
		if (this.trouble === '') this.discard();
		return this.trouble === '';
	}

	/** Closes the fields without saving. */
	discard(): void {
		this.editing = undefined;
		this.draft = undefined;
		this.trouble = '';
	}

	/** Changes fields of one action in its document. Resolves to an error message, empty on success. */
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
		// After overwriting unseen values there is no known state to undo to.
		this.undo = seen && { text, edits: [undoOf({ do: 'change', action, change })] };
		this.discard();
		await this.reload();
		return '';
	}

	/** Makes one move of an action. Resolves to an error message, empty on success. */
	move(action: RegisterAction, move: MoveName, words = ''): Promise<string> {
		return this.#done(commandsOf(action).move(move, { words }));
	}

	/** Accepts or declines an action for the lead organisation. Resolves to an error message, empty on success. */
	answer(action: RegisterAction, answer: LeadAnswer, words = ''): Promise<string> {
		return this.#done(commandsOf(action).answer(answer, words));
	}

	async #done(command: Promise<Outcome>): Promise<string> {
		const outcome = await command;
		if (!outcome.ok) return outcome.words;
		await this.reload();
		return '';
	}

	/** Applies edits in batches. Changed fields can be undone; a move is a statement and cannot. */
	async applyAll(edits: readonly Edit[]): Promise<void> {
		this.refused = [];
		const done: Edit[] = [];
		for (let from = 0; from < edits.length; from += BATCH) {
			this.progress = { done: from, of: edits.length };
			done.push(...(await this.#applyBatch(edits.slice(from, from + BATCH))));
		}
		this.progress = undefined;
		const back = done.flatMap((edit) => (edit.do === 'change' ? [undoOf(edit)] : []));
		const text = m.actions_of_actions_changed({ done: done.length, count: edits.length });
		this.undo = back.length > 0 ? { text, edits: back } : undefined;
		await this.reload();
	}

	async #applyBatch(edits: readonly Edit[]): Promise<Edit[]> {
		const changes = edits.map(({ action: { document, id }, ...edit }) => ({
			...{ document, action: id, ...edit }
		}));
		const outcome = await send(changeActionsContract, {}, { changes });
		const outcomes = outcome.ok ? outcome.value.outcomes : [];
		const words = (place: number) => (outcome.ok ? outcomes[place]?.refused : outcome.words);
		const refused = edits.flatMap(({ action: { reference } }, place) => {
			const why = words(place);
			return why ? [{ reference, words: why }] : [];
		});
		this.refused = [...this.refused, ...refused];
		return edits.filter((_, place) => !words(place));
	}

	/** Undoes the last change. */
	async takeBack(): Promise<void> {
		const edits = this.undo?.edits ?? [];
		this.undo = undefined;
		await this.applyAll(edits);
		this.undo = undefined;
	}

	/** Reloads the register; resolves when the visible rows are up to date. */
	async reload(): Promise<void> {
		await readAgain('board:registers');
		await this.rows.settled();
	}
}

const commandsOf = ({ document, id }: RegisterAction) => actionCommands({ document, action: id });

/** The edit that undoes a change, unless someone has changed the action since. */
function undoOf({ action, change }: Edit & { do: 'change' }): Edit {
	return { do: 'change', action, change: inverse(action, change), seen: change };
}

async function fetchPage(query: string, from: number) {
	const search = Object.fromEntries(new URLSearchParams(query));
	const window = { from: `${from}`, count: '100' };
	const outcome = await ask(registerQuestion, {}, { ...search, ...window });
	return outcome.ok ? outcome.value.actions : undefined;
}

export const [getDesk, setDesk] = createContext<RegisterDesk>();
