import { Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentJson } from '#shared/text/to-json.ts';
import { readText } from '#shared/text/read.ts';
import { newHead } from '#shared/text/head.ts';
import { newId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { appendLine, removeLine } from '#shared/text/write.ts';
import { headsOf } from '#shared/text/place.ts';
import { CARET_FIELD, othersCarets, type Presence } from './others-carets.ts';
import { textExtensions } from './schema.ts';
import { TextSync, type TextSyncStorage } from './text-sync.ts';

const open: Editor[] = [];
afterEach(() => {
	for (const editor of open.splice(0)) editor.destroy();
});

/** An editor on a text, and the text as a colleague has it. */
async function meet(lines: readonly string[], editable = true) {
	const [doc, colleague] = [new Y.Doc(), new Y.Doc()];
	for (const line of lines)
		appendLine(doc.getText('t'), { id: newId() as string as LineId, kind: 'paragraph' }, [
			{ text: line, marks: [] }
		]);
	Y.applyUpdate(colleague, Y.encodeStateAsUpdate(doc));
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'line') sent.push(update);
	});
	colleague.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'line') Y.applyUpdate(doc, update, 'line');
	});
	const editor = new Editor({
		element: document.body.appendChild(document.createElement('div')),
		editable,
		extensions: [...textExtensions, TextSync.configure({ text: doc.getText('t') })]
	});
	open.push(editor);
	await Promise.resolve();
	const { binding, undo } = (editor.storage as unknown as { textSync: TextSyncStorage }).textSync;
	if (!binding || !undo) throw new Error('an editor has a binding');
	const deliver = () => {
		for (const update of sent.splice(0)) Y.applyUpdate(colleague, update, 'line');
	};
	return {
		editor,
		binding,
		undo,
		text: doc.getText('t'),
		theirs: colleague.getText('t'),
		sent,
		deliver
	};
}

const words = (editor: Editor) => editor.state.doc.children.map((node) => node.textContent);
const isRead = (editor: Editor, text: Y.Text) =>
	expect(editor.getJSON()).toEqual(
		editor.schema.nodeFromJSON(documentJson(readText(text).lines)).toJSON()
	);

describe('an editor on a text', () => {
	it('shows it, and writes what is typed', async () => {
		const { editor, text, theirs, deliver } = await meet(['one', 'two']);
		expect(words(editor)).toEqual(['one', 'two']);
		editor.chain().setTextSelection(4).splitBlock().insertContent('new').run();
		editor.chain().selectAll().toggleBold().run();
		deliver();
		expect(words(editor)).toEqual(['one', 'new', 'two']);
		isRead(editor, text);
		isRead(editor, theirs);
	});

	it('keeps the caret behind the letters where it stands', async () => {
		const { editor, theirs } = await meet(['one', 'two']);
		editor.commands.setTextSelection(4); // the end of the first line
		theirs.insert(4, ' there');
		theirs.insert(1, 'No ');
		expect(words(editor)).toEqual(['No one there', 'two']);
		expect(editor.state.selection.head).toBe(7);
	});

	it('takes back what was typed here, and leaves what others wrote', async () => {
		const { editor, undo, theirs, text } = await meet(['one']);
		editor.commands.setTextSelection(4);
		editor.commands.insertContent(' mine');
		theirs.insert(1, 'their ');
		expect(undo.undo()).toBe(true);
		expect(words(editor)).toEqual(['their one']);
		expect(undo.redo()).toBe(true);
		expect(words(editor)).toEqual(['their one mine']);
		isRead(editor, text);
	});

	it('of a reader writes nothing, whatever comes', async () => {
		const { editor, theirs, sent } = await meet(['one', 'two'], false);
		theirs.format(1, 3, { bold: true });
		theirs.format(2, 2, { bold: null });
		theirs.insertEmbed(2, newHead({ id: newId() as string as LineId, kind: 'bullet' }));
		expect(words(editor)).toEqual(['o', 'ne', 'two']);
		editor.view.dispatch(editor.state.tr.insertText('x', 1));
		expect(sent).toEqual([]);
	});

	it('leaves the line alone in which an input method composes', async () => {
		const { editor, binding, text, theirs, deliver } = await meet(['one', 'two']);
		editor.commands.setTextSelection(4);
		editor.view.dom.dispatchEvent(new Event('compositionstart', { bubbles: true }));
		expect(editor.view.composing).toBe(true);
		theirs.insert(1, 'No ');
		theirs.insert(theirs.length, '!');
		expect(words(editor)).toEqual(['one', 'two!']);
		editor.view.dispatch(editor.state.tr.insertText('かな', 4));
		theirs.insert(1, 'Oh ');
		expect(words(editor)).toEqual(['oneかな', 'two!']);
		editor.view.dom.dispatchEvent(new Event('compositionend', { bubbles: true }));
		await expect.poll(() => editor.view.composing).toBe(false);
		binding.release();
		deliver();
		expect(words(editor)).toEqual(['Oh No oneかな', 'two!']);
		isRead(editor, text);
		isRead(editor, theirs);
	});

	it('keeps what is composed in a line that somebody removes', async () => {
		const { editor, binding, text, theirs } = await meet(['one', 'two']);
		editor.commands.setTextSelection(4);
		editor.view.dom.dispatchEvent(new Event('compositionstart', { bubbles: true }));
		const [head] = headsOf(theirs);
		if (head) theirs.doc?.transact(() => removeLine(theirs, head));
		editor.view.dispatch(editor.state.tr.insertText('かな', 4));
		expect(words(editor)).toEqual(['oneかな', 'two']);
		editor.view.dom.dispatchEvent(new Event('compositionend', { bubbles: true }));
		await expect.poll(() => editor.view.composing).toBe(false);
		binding.release();
		expect(words(editor)).toEqual(['かな', 'two']);
		expect(editor.state.doc.child(0).attrs.stray).toBe('removed');
		isRead(editor, text);
	});

	it('writes what is typed while plugins are added', async () => {
		const { editor, text } = await meet(['one']);
		editor.registerPlugin(new Plugin({}));
		editor.view.dispatch(editor.state.tr.insertText('!', 4));
		await Promise.resolve();
		expect(words(editor)).toEqual(['one!']);
		isRead(editor, text);
	});

	it('shows where somebody else writes, and keeps it behind their letters', async () => {
		const { editor, binding, theirs } = await meet(['one', 'two']);
		const states = new Map<number, Record<string, unknown>>();
		const heard: (() => void)[] = [];
		const presence: Presence = {
			clientID: 1,
			getStates: () => states,
			setLocalStateField: (field, value) => void states.set(1, { [field]: value }),
			on: (_event, one) => void heard.push(one),
			off: () => undefined
		};
		const caret = () => {
			const mark = document.createElement('span');
			mark.className = 'caret';
			return mark;
		};
		editor.registerPlugin(
			othersCarets(binding, 't', presence, { caret, selection: () => ({ class: 'theirs' }) })
		);
		const [head, anchor] = [binding.anchorAt(4), binding.anchorAt(2)];
		states.set(7, { user: { name: 'Bob' }, [CARET_FIELD]: { text: 't', anchor, head } });
		states.set(8, { [CARET_FIELD]: { text: 't', anchor: { client: {}, clock: -1 }, head } });
		states.set(9, { [CARET_FIELD]: { text: 't', anchor: { client: 99, clock: 5 }, head } });
		for (const one of heard) one();
		await expect.poll(() => editor.view.dom.querySelectorAll('.caret')).toHaveLength(1);
		expect(editor.view.dom.querySelector('.theirs')?.textContent).toBe('ne');
		theirs.insert(1, 'No ');
		expect(editor.view.dom.querySelector('.theirs')?.textContent).toBe('ne');
		expect(words(editor)).toEqual(['No one', 'two']);
	});
});
