import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { TextBinding } from '#lib/text/binding.ts';
import { collecting } from '#lib/text/plugin.ts';
import { textSchema } from '#lib/text/schema.ts';
import { undoOf } from '#lib/text/undo.ts';
import { headsOf } from '#shared/text/place.ts';
import { documentJson } from '#shared/text/to-json.ts';
import { cardsOf, readText, wordsOf } from '#shared/text/read.ts';
import { copiesOf, recordsHere, REGISTER_ROOTS, wordsOfRecord } from '#shared/records/records.ts';
import type { RecordId } from '#shared/text/line-id.ts';

import type { Head } from '#shared/text/head.ts';

const schema = textSchema();

/** The records that are here and shown by no card: a register has them. */
function uncarded(doc: Y.Doc, text: Y.Text): string[] {
	const { seen, twins } = cardsOf(text);
	return REGISTER_ROOTS.flatMap((root) =>
		recordsHere(doc, root)
			.filter(([id]) => !seen.has(id as RecordId) && !twins.has(id as RecordId))
			.map(([id]) => wordsOfRecord(copiesOf(doc, root, id)))
	);
}

/** Somebody with an editor, without a browser: a document, a text, and ProseMirror's state of it. */
export class TextPerson {
	readonly doc = new Y.Doc();
	readonly text = this.doc.getText('lines:text');
	readonly binding = new TextBinding(this.text, schema);
	readonly undo = undoOf(
		this.binding,
		['command'],
		REGISTER_ROOTS.map((root) => this.doc.getMap(root))
	);
	readonly #collecting = collecting(this.binding);
	/** Updates made here that nobody has yet. */
	readonly sent: Uint8Array[] = [];
	composing = false;
	editable: boolean;
	#unwritten: readonly Transaction[] = [];
	state: EditorState;

	constructor(client: number, from?: Uint8Array, editable = true) {
		this.doc.clientID = client;
		this.editable = editable;
		if (from) Y.applyUpdate(this.doc, from, 'line');
		this.state = EditorState.create({ doc: this.binding.document });
		this.binding.show(this);
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'line') this.sent.push(update);
		});
	}

	/** As an editor's view: shows it, then writes what is local. */
	readonly dispatch = (tr: Transaction): void => {
		this.state = this.state.apply(tr);
		this.#unwritten = this.#collecting.state.apply(tr, this.#unwritten);
		this.#collecting.flush(this.#unwritten);
	};

	get document(): Node {
		return this.state.doc;
	}

	/** The words of each line, as the editor shows them. */
	get lines(): string[] {
		return this.document.children.map((node) => this.#words(node));
	}

	receive(update: Uint8Array): void {
		Y.applyUpdate(this.doc, update, 'line');
	}

	/** What a reader shows who reads the text from scratch. */
	get fresh(): Node {
		return schema.nodeFromJSON(documentJson(readText(this.text).lines));
	}

	/** The same in words, with those of records that no card shows: a register has them. */
	get freshWords(): string[] {
		return [...readText(this.text).lines.map(wordsOf), ...uncarded(this.doc, this.text)];
	}

	/** Where the nth line with these words begins. */
	line(said: string): { node: Node; position: number } {
		let found: { node: Node; position: number } | undefined;
		this.document.descendants((node, position) => {
			if (
				!found &&
				!node.isText &&
				node.type.name !== 'table' &&
				this.#words(node) === said &&
				!node.type.name.startsWith('table')
			)
				found = { node, position };
			return !node.isTextblock;
		});
		if (!found) throw new Error(`there is no line «${said}» in ${this.lines.join(' | ')}`);
		return found;
	}

	/** A position within the line with these words. */
	at(said: string, offset: number): number {
		return this.line(said).position + 1 + offset;
	}

	head(said: string): Head {
		const { node } = this.line(said);
		const head = headsOf(this.text).find(
			(one) => one.get('id') === node.attrs.id && one.get('here')
		);
		if (!head) throw new Error(`the line «${said}» has no head`);
		return head;
	}

	type(said: string, offset: number, letters: string): void {
		for (const [at, letter] of [...letters].entries()) {
			const position = at === 0 ? this.at(said, offset) : this.state.selection.head;
			const tr = this.state.tr.insertText(letter, position);
			this.dispatch(tr.setSelection(TextSelection.create(tr.doc, position + letter.length)));
		}
	}

	paste(said: string, offset: number, letters: string): void {
		this.dispatch(this.state.tr.insertText(letters, this.at(said, offset)));
	}

	mark(said: string, name: string, attrs?: Record<string, unknown>): void {
		const { node, position } = this.line(said);
		const mark = schema.mark(name, attrs);
		this.dispatch(this.state.tr.addMark(position + 1, position + 1 + node.content.size, mark));
	}

	set(said: string, attrs: Record<string, unknown>): void {
		const { node, position } = this.line(said);
		this.dispatch(this.state.tr.setNodeMarkup(position, undefined, { ...node.attrs, ...attrs }));
	}

	split(said: string, offset: number): void {
		this.dispatch(this.state.tr.split(this.at(said, offset)));
	}

	/** Joins a line to the one before. */
	join(said: string): void {
		this.dispatch(this.state.tr.join(this.line(said).position));
	}

	remove(said: string): void {
		const { node, position } = this.line(said);
		this.dispatch(this.state.tr.delete(position, position + node.nodeSize));
	}

	/** Drags a line to before another. */
	move(said: string, before: string): void {
		const { node, position } = this.line(said);
		const tr = this.state.tr.delete(position, position + node.nodeSize);
		const to = tr.mapping.map(this.line(before).position);
		this.dispatch(tr.insert(to, node));
	}

	#words(node: Node): string {
		if (node.isTextblock) return node.textBetween(0, node.content.size, '', '\n');
		if (node.type.name === 'table') return node.textBetween(0, node.content.size, '|');
		if (node.type.name !== 'card') return String(node.attrs.words ?? '---');
		const root = node.attrs.family === 'action' ? 'actions' : 'decisions';
		return wordsOfRecord(copiesOf(this.doc, root, String(node.attrs.record)));
	}

	/** A change of the text itself, as the program makes it for a command. */
	command(change: (text: Y.Text) => void): void {
		this.doc.transact(() => change(this.text), 'command');
	}
}
