import type { Node, Schema } from '@tiptap/pm/model';
import { Selection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { Head } from '#shared/text/head.ts';
import { keepQuiet } from '#shared/text/quiet.ts';
import { REGISTER_ROOTS } from '#shared/records/records.ts';
import { Anchors, type Anchor } from './anchors.ts';
import { Bin } from './bin.ts';
import { Carets } from './carets.ts';
import { asJoin, changedRanges, type ChangedRange } from './changed-ranges.ts';
import { ComposedLine } from './composition.ts';
import { fromText } from './from-text.ts';
import type { Entry } from './line-table.ts';
import { Identities } from './new-lines.ts';
import { TextReader, type Change } from './reader.ts';
import type { Region } from './regions.ts';
import { leaving, staying } from './range-ids.ts';
import { replaceNodes } from './steps.ts';
import { touchedBy } from './touched.ts';
import { RangeWriter } from './write-range.ts';

/** What shows the document: an editor's view, or a test. */
export interface Shown {
	readonly state: EditorState;
	readonly dispatch: (transaction: Transaction) => void;
	/** While an input method composes, its line is left alone. */
	readonly composing: boolean;
	readonly editable: boolean;
}

/**
 * Binds a ProseMirror document of lines to a text. Always true, outside a transaction: the document is what a reader
 * who reads the text from scratch shows (except for a line that is being composed), and the table says where each line
 * is in both. A change of somebody else is never answered with a change.
 */
export class TextBinding {
	readonly text: Y.Text;
	readonly #reader: TextReader;
	readonly #anchors: Anchors;
	readonly #carets: Carets;
	/** Called before a change that adds a line. */
	onNewLine: (() => void) | undefined;
	/** The words of removed lines are kept, so that they can be brought back. */
	hasBin: () => boolean = () => true;
	/** The origin of undo and redo, after which the caret goes to what they changed. */
	undoOrigin: unknown;
	#shown: Shown | undefined;
	#composed: ComposedLine | undefined;
	/** Own changes that are shown when the composition ends. */
	#late = new Set<Entry>();
	/** The document has changes that the text has not. */
	#isWriting = false;
	/** Heard of once for the text, and once for the records. */
	#seen: Y.Transaction | undefined;
	readonly #before = () => {
		if (this.#shown && !this.#isWriting) this.#carets.remember(this.#shown.state);
	};
	readonly #after = (_events: unknown, transaction: Y.Transaction) => this.#changed(transaction);

	constructor(text: Y.Text, schema: Schema) {
		this.text = text;
		if (text.doc) keepQuiet(text.doc);
		this.#reader = new TextReader(text, schema);
		this.#anchors = new Anchors(text, this.#reader.table);
		this.#carets = new Carets(this.#anchors);
		for (const type of this.#watched) type.observeDeep(this.#after);
		text.doc?.on('beforeTransaction', this.#before);
	}

	/** The text, and the records whose cards may stand in it. */
	get #watched() {
		const { doc } = this.text;
		const records = doc ? REGISTER_ROOTS.map((root) => doc.getMap(root)) : [];
		return [this.text, ...records];
	}

	/** The document as the text is now. */
	get document(): Node {
		return this.#reader.document;
	}

	/** From now on, changes of the text are shown there. */
	show(shown: Shown | undefined): void {
		this.#shown = shown;
	}

	destroy(): void {
		for (const type of this.#watched) type.unobserveDeep(this.#after);
		this.text.doc?.off('beforeTransaction', this.#before);
	}

	/** Where a position of the document stays while others write; for carets that are shown to others. */
	anchorAt(position: number): Anchor | undefined {
		return this.#shown && this.#anchors.at(this.#shown.state.doc, position);
	}

	positionOf(anchor: Anchor): number | undefined {
		return this.#shown && this.#anchors.positionOf(this.#shown.state.doc, anchor);
	}

	/** The position behind what is shown before an item of the text, which may be of a line that is not shown. */
	positionBefore(anchor: Anchor): number | undefined {
		return this.#anchors.positionBefore(anchor);
	}

	/** The head of the line, card or table at a position of the document; undefined for letters that have none. */
	headAt(position: number): Head | undefined {
		return this.#reader.table.at(position).entry.head;
	}

	/** Writes what the editor changed, in the transactions that led to the document as it is now. */
	write(transactions: readonly Transaction[]): void {
		const [first, last] = [transactions[0], transactions.at(-1)];
		if (!first || !last || !this.#shown?.editable) return;
		const [before, after] = [first.before, last.doc];
		const ranges = changedRanges(transactions)
			.map((range) => asJoin(range, before, after))
			.filter((range) => !this.#waits(range, after));
		if (ranges.length === 0) return;
		const { table } = this.#reader;
		if (after.childCount > before.childCount) this.onNewLine?.();
		this.#isWriting = true;
		this.text.doc?.transact(() => {
			const identities = new Identities(table, leaving(ranges, before));
			const bin = this.hasBin() ? new Bin(staying(ranges, after), Date.now()) : undefined;
			const isStale = this.#composed !== undefined;
			const writer = new RangeWriter(this.text, table, identities, { isStale, bin });
			for (const range of ranges.reverse()) writer.write(range, before, after);
			bin?.close(this.text);
			this.#isWriting = false;
		}, this);
	}

	/** The composition has ended: writes what was composed, and shows what others did to the line meanwhile. */
	release(): void {
		const [composed, late] = [this.#composed, this.#late];
		if (!this.#shown || (!composed && late.size === 0)) return;
		const line = composed && this.#nodeOf(composed.entry);
		[this.#composed, this.#late] = [undefined, new Set()];
		const touched = new Set([...(composed?.touched ?? []), ...late]);
		if (composed && line) this.text.doc?.transact(() => composed.write(this.text, line), this);
		this.#show(this.#reader.regions(this.#still(touched), false), false);
	}

	/** Entries that were read anew meanwhile are known by their heads. */
	#still(entries: ReadonlySet<Entry>): Set<Entry> {
		const { table } = this.#reader;
		return new Set([...entries].flatMap(({ head }) => table.of(head) ?? []));
	}

	/** True for a change of the line that waits for the end of its composition. */
	#waits({ fromA, toA, fromB }: ChangedRange, doc: Node): boolean {
		const { table } = this.#reader;
		const entry = this.#composed?.entry;
		if (!entry || !this.#nodeOf(entry)) return false;
		const start = table.positionOf(entry);
		const [node] = entry.nodes;
		if (!node || fromA <= start || toA >= start + node.nodeSize) return false;
		const now = doc.resolve(fromB);
		table.show(entry, [now.depth > 0 ? now.node(1) : node]);
		return true;
	}

	#nodeOf(entry: Entry): Node | undefined {
		return entry.nodes.length === 1 ? entry.nodes[0] : undefined;
	}

	#changed(transaction: Y.Transaction): void {
		if (transaction === this.#seen) return;
		this.#seen = transaction;
		const { table } = this.#reader;
		const touched = touchedBy(transaction, this.text, table);
		if (touched.size === 0) return;
		const isOwn = transaction.origin === this;
		const regions = this.#reader.regions(touched, isOwn);
		const shown = regions.filter((region) => !this.#holds(region, transaction));
		this.#show(shown, isOwn, transaction.origin === this.undoOrigin);
	}

	/** Keeps a region back in which an input method composes. */
	#holds({ old }: Region, transaction: Y.Transaction): boolean {
		if (!this.#shown?.composing || transaction.origin === this) return false;
		const composed = this.#composed;
		if (composed) {
			const isHeld = old.some((entry) => composed.touched.has(entry));
			if (isHeld) for (const entry of old) composed.touched.add(entry);
			return isHeld;
		}
		const { entry } = this.#reader.table.at(this.#shown.state.selection.$head.before(1));
		const [line] = entry.nodes;
		if (!old.includes(entry) || !line?.isTextblock) return false;
		this.#composed = new ComposedLine(entry, line, transaction, old);
		return true;
	}

	#show(regions: readonly Region[], isOwn: boolean, isUndo = false): void {
		if (regions.length === 0) return;
		const before = this.#reader.table.size;
		const changes = this.#reader.update(regions);
		if (!this.#shown) return;
		const { state, composing } = this.#shown;
		// The document has an own change already; what stands behind it has moved.
		const moved = isOwn ? state.doc.content.size - before : 0;
		const tr = transactionOf(state, changes, moved, () => this.document);
		if (!tr.docChanged) return this.#carets.forget();
		if (isOwn && composing && tr.doc.content.size === state.doc.content.size) {
			for (const { segments } of regions)
				for (const { head } of segments)
					this.#late.add(this.#reader.table.of(head) ?? this.#reader.table.front);
			return;
		}
		if (isUndo) selectChanged(tr);
		else if (!isOwn) this.#carets.restore(tr);
		this.#carets.forget();
		this.#shown.dispatch(fromText(tr));
	}
}

/** Puts the caret behind what changed last. */
function selectChanged(tr: Transaction): void {
	let end = 0;
	tr.steps
		.at(-1)
		?.getMap()
		.forEach((_fromA, _toA, _fromB, toB) => (end = toB));
	tr.setSelection(Selection.near(tr.doc.resolve(Math.min(end, tr.doc.content.size)), -1));
	tr.scrollIntoView();
}

/** The smallest steps for some changes, or the whole document anew where they do not fit. */
function transactionOf(
	state: EditorState,
	changes: readonly Change[],
	moved: number,
	whole: () => Node
): Transaction {
	const tr = state.tr;
	try {
		let shift = 0;
		for (const { from, to, nodes } of changes) {
			const before = tr.doc.content.size;
			replaceNodes(tr, from + shift, to + moved + shift, nodes);
			shift += tr.doc.content.size - before;
		}
		return tr;
	} catch {
		return state.tr.replaceWith(0, state.doc.content.size, whole().content);
	}
}
