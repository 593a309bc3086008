import { Extension, type RawCommands } from '@tiptap/core';
import type * as Y from 'yjs';
import { TextBinding } from './binding.ts';
import { textSync } from './plugin.ts';
import { undoOf, type TextUndo } from './undo.ts';

export interface TextSyncOptions {
	readonly text: Y.Text | undefined;
	/** Origins of commands that are undone together with what is typed, and the maps besides the text they write. */
	readonly origins: readonly unknown[];
	readonly besides: readonly Y.Map<unknown>[];
	/** Whether removed lines are kept, so that they can be brought back. */
	readonly hasBin: () => boolean;
	/** Called once the text is on the screen. */
	readonly onShown: (() => void) | undefined;
}

export interface TextSyncStorage {
	binding: TextBinding | undefined;
	undo: TextUndo | undefined;
}

declare module '@tiptap/core' {
	interface Storage {
		textSync: TextSyncStorage;
	}
}

/** The Tiptap extension that keeps an editor and a text the same, with undo of one's own changes. */
export const TextSync = Extension.create<TextSyncOptions, TextSyncStorage>({
	name: 'textSync',
	priority: 1_000,
	addOptions: () => ({
		...{ text: undefined, origins: [], besides: [] },
		...{ hasBin: () => true, onShown: undefined }
	}),
	addStorage: () => ({ binding: undefined, undo: undefined }),
	addProseMirrorPlugins() {
		const { text, origins, besides, hasBin, onShown } = this.options;
		if (!text) return [];
		const binding = new TextBinding(text, this.editor.schema);
		binding.hasBin = hasBin;
		this.storage.binding = binding;
		this.storage.undo = undoOf(binding, origins, besides);
		return [textSync(binding, onShown)];
	},
	addCommands() {
		return { undo: () => step(this.storage, 'undo'), redo: () => step(this.storage, 'redo') };
	},
	addKeyboardShortcuts() {
		// True also when there is nothing: the browser's own undo would change the page behind the editor's back.
		const undo = () => this.storage.undo?.undo() !== undefined;
		const redo = () => this.storage.undo?.redo() !== undefined;
		return { 'mod-z': undo, 'mod-y': redo, 'shift-mod-z': redo };
	},
	onDestroy() {
		this.storage.undo?.destroy();
		this.storage.binding?.destroy();
	}
});

/** Undo or redo as a command, which a toolbar can ask whether it would do something. */
function step({ undo }: TextSyncStorage, name: 'undo' | 'redo'): ReturnType<RawCommands['undo']> {
	return ({ tr, dispatch }) => {
		tr.setMeta('preventDispatch', true); // the text shows what it did
		const may = name === 'undo' ? undo?.manager.canUndo() : undo?.manager.canRedo();
		if (!undo || !may) return false;
		return !dispatch || undo[name]();
	};
}
