import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { onTestFinished } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createEditor } from '#lib/features/editor/create-editor.ts';
import type { DocumentConnection } from '#lib/sync/document-connection.svelte.ts';
import { addRecord, copiesOf, recordsHere, wordsOfRecord } from '#shared/records/records.ts';
import type { CapturedLine } from '#shared/capture/captured-line.ts';
import { newId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { documentJson } from '#shared/text/to-json.ts';
import { readText } from '#shared/text/read.ts';
import { appendLine } from '#shared/text/write.ts';
import { markup } from './mounted.svelte.ts';

/** A line as the tests say it: its kind, `bullet.1` for one that stands further in, and its words. */
type Said = readonly [kind: string, words: string];

/** The product's editor on a text, and a colleague's copy of it, which hears of changes and tells its own at once. */
export async function writeIn(lines: readonly Said[]) {
	const [doc, colleague] = [new Y.Doc(), new Y.Doc()];
	const text = doc.getText('lines');
	for (const line of lines) append(text, line);
	Y.applyUpdate(colleague, Y.encodeStateAsUpdate(doc));
	bothHear(doc, colleague);
	const { editor } = createEditor({
		element: document.body.appendChild(document.createElement('div')),
		connection: { doc, awareness: new Awareness(doc) } as unknown as DocumentConnection,
		text,
		label: 'Notes',
		placeholder: 'Write here',
		editable: true,
		capturing: { line: captured, turned: captured, unread: () => [] },
		mentionables: () => [],
		topics: () => new Map(),
		records: { action: record, decision: record },
		cardWords: (_family, id) => `[A1] ${words(doc, id)}`,
		context: new Map(),
		onTyping: () => undefined,
		onLeftOut: () => undefined,
		onTooMuch: () => undefined,
		onShown: () => undefined
	});
	onTestFinished(() => editor.destroy());
	await Promise.resolve();
	return { editor, doc, text, theirs: colleague.getText('lines'), ...acts(editor, text) };
}

const record = markup('<p>a card</p>') as never;

function append(text: Y.Text, [said, words]: Said): void {
	const [kind = '', level = '0'] = said.split('.');
	const runs = words === '' ? [] : [{ text: words, marks: [] }];
	appendLine(text, { id: newId() as string as LineId, kind, level: Number(level) }, runs);
}

function bothHear(one: Y.Doc, other: Y.Doc): void {
	for (const [from, to] of [[one, other] as const, [other, one] as const])
		from.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'line') Y.applyUpdate(to, update, 'line');
		});
}

function captured(line: string): CapturedLine | undefined {
	if (line.startsWith('>> ')) return { as: 'quotation' };
	if (!line.startsWith('! ')) return undefined;
	const write = (doc: Y.Doc, id: string) => addRecord(doc, 'actions', id, [], line.slice(2));
	return { as: 'card', family: 'action', write };
}

function words(doc: Y.Doc, id: string): string {
	return wordsOfRecord(copiesOf(doc, 'actions', id));
}

function acts(editor: Editor, text: Y.Text) {
	const { view } = editor;
	return {
		/** Puts the caret behind the first letters that are so, or before them. */
		caret: (letters: string, side: 'behind' | 'before' = 'behind') => {
			const at = placeOf(editor, letters) + (side === 'behind' ? letters.length : 0);
			view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));
		},
		/** Presses a key, as `Shift-Tab`; true if it was handled. */
		press: (name: string): boolean => {
			const parts = name.split('-');
			const [ctrlKey, shiftKey] = [parts.includes('Mod'), parts.includes('Shift')];
			const init = { key: parts.at(-1) ?? '', ctrlKey, shiftKey, altKey: parts.includes('Alt') };
			const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
			view.dom.dispatchEvent(event);
			return event.defaultPrevented;
		},
		/** Types letter by letter. */
		type: (letters: string) => {
			for (const letter of letters) {
				const { from, to } = view.state.selection;
				const make = () => view.state.tr.insertText(letter, from, to);
				if (!view.someProp('handleTextInput', (f) => f(view, from, to, letter, make)))
					view.dispatch(make());
			}
		},
		/** The ids of the actions that are here. */
		actions: () => recordsHere(text.doc ?? new Y.Doc(), 'actions').map(([id]) => id),
		/** The lines on the screen, as the tests say them. */
		lines: () => view.state.doc.children.map(saidOf),
		/** True when what is on the screen is what anybody reads in the text. */
		isRead: () => view.state.doc.eq(editor.schema.nodeFromJSON(documentJson(readText(text).lines)))
	};
}

function saidOf(node: Editor['state']['doc']): string {
	if (node.type.name !== 'line') return node.type.name;
	const { kind, level } = node.attrs as { kind: string; level: number };
	return `${kind}${level > 0 ? `.${level}` : ''} ${node.textContent}`.trim();
}

function placeOf({ state }: Editor, letters: string): number {
	let found: number | undefined;
	state.doc.descendants((node, position) => {
		if (!node.isTextblock) return true;
		const at = node.textContent.indexOf(letters);
		if (found === undefined && at >= 0) found = position + 1 + at;
		return false;
	});
	if (found === undefined) throw new Error(`nobody wrote ${letters}`);
	return found;
}
