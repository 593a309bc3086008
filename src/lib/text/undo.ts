import * as Y from 'yjs';
import type { Head } from '#shared/text/head.ts';
import { headIn } from '#shared/text/segment.ts';
import type { TextBinding } from './binding.ts';

const REST = 500; // ms without a change end a group
const MOST_LETTERS = 80; // of one group

/** What goes of a line whose making is undone: its place is kept for letters that others write there. */
const GOES = new Set(['here', 'rank', 'was']);

/**
 * Undo of one's own changes of a text. A line, card, row or record of which the making is undone is not deleted with what
 * others wrote into it; only its `here` goes, as when somebody removes it. A line that came of splitting another is
 * joined to it again.
 */
export class TextUndo {
	readonly manager: Y.UndoManager;
	readonly #doc: Y.Doc | null;
	readonly #splits = new WeakSet<Head>();
	/** What the group that is being undone had made. */
	#made: StackItem['insertions'] | undefined;
	#letters = 0;
	readonly #after = (transaction: Y.Transaction) => this.#look(transaction);

	/** Changes of texts and records with one of these origins are one's own. */
	constructor(
		doc: Y.Doc | null,
		scope: readonly (Y.Text | Y.Map<unknown>)[],
		origins: readonly unknown[]
	) {
		this.#doc = doc;
		this.manager = new Y.UndoManager([...scope], {
			captureTimeout: REST,
			trackedOrigins: new Set(origins),
			deleteFilter: (item) => this.#goes(item)
		});
		doc?.on('afterTransaction', this.#after);
	}

	/** Takes the last group back; false when there is none. */
	undo(): boolean {
		return this.#pop('undoStack', () => this.manager.undo());
	}

	redo(): boolean {
		return this.#pop('redoStack', () => this.manager.redo());
	}

	/** The next change begins a group. */
	endGroup(): void {
		this.#letters = 0;
		this.manager.stopCapturing();
	}

	destroy(): void {
		this.#doc?.off('afterTransaction', this.#after);
		this.manager.destroy();
	}

	/** One group at a time, so that it is known what it made; one that changed nothing is passed over. */
	#pop(name: 'undoStack' | 'redoStack', pop: () => StackItem | null): boolean {
		this.endGroup();
		for (;;) {
			const stack = this.manager[name];
			const top = stack.at(-1);
			if (!top) return false;
			const rest = stack.slice(0, -1);
			this.manager[name] = [top];
			this.#made = top.insertions;
			const done = pop();
			this.#made = undefined;
			this.manager[name] = rest;
			if (done) return true;
		}
	}

	#goes(item: Y.Item): boolean {
		const { content, parent, parentSub } = item;
		if (content instanceof Y.ContentType) return this.#isSplit(item);
		const holder = parentSub !== null && parent instanceof Y.AbstractType ? parent._item : null;
		if (!holder || !parentSub || !this.#made || !Y.isDeleted(this.#made, holder.id)) return true;
		return GOES.has(parentSub) || this.#isSplit(holder);
	}

	#isSplit(item: Y.Item): boolean {
		const head = headIn(item);
		return head !== undefined && this.#splits.has(head);
	}

	/** Notes which new lines are halves of others, and ends a group that is long enough. */
	#look(transaction: Y.Transaction): void {
		const { beforeState } = transaction;
		const origin: unknown = transaction.origin;
		if (!this.manager.trackedOrigins.has(origin)) return;
		for (const item of newItems(transaction)) {
			const head = headIn(item);
			if (head && item.parentSub === null && isHalf(item, beforeState)) this.#splits.add(head);
			if (item.content instanceof Y.ContentString) this.#letters += item.length;
		}
		if (this.#letters >= MOST_LETTERS && origin !== this.manager) this.endGroup();
	}
}

function* newItems({ doc, beforeState, afterState }: Y.Transaction): Generator<Y.Item> {
	for (const [client, end] of afterState) {
		const start = beforeState.get(client) ?? 0;
		const structs = doc.store.clients.get(client);
		if (!structs || start >= end) continue;
		for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
			const item = structs[at];
			if (item instanceof Y.Item) yield item;
		}
	}
}

type StackItem = Y.UndoManager['undoStack'][number];

/** True when letters stand behind a new head that were there before it. */
function isHalf(head: Y.Item, before: ReadonlyMap<number, number>): boolean {
	for (let item = head.right; item && (item.deleted || !headIn(item)); item = item.right) {
		if (item.deleted || !item.countable) continue;
		return item.id.clock < (before.get(item.id.client) ?? 0);
	}
	return false;
}

/** The undo of an editor: what is written through its binding, and what commands write with the same origin. */
export function undoOf(
	binding: TextBinding,
	origins: readonly unknown[] = [],
	besides: readonly Y.Map<unknown>[] = []
): TextUndo {
	const { text } = binding;
	const undo = new TextUndo(text.doc, [text, ...besides], [binding, ...origins]);
	binding.undoOrigin = undo.manager;
	binding.onNewLine = () => undo.endGroup();
	return undo;
}
