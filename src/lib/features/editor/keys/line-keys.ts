import { Extension, type Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import type { WordsKind } from '#shared/text/kind.ts';
import { backspace, eraseForward } from './erase.ts';
import { belowCard, enter } from './enter.ts';
import { inputRules } from './input-rules.ts';
import { toggleChecked, toggleKind } from './kinds.ts';
import { changeLevel } from './levels.ts';
import { run } from '../lines/run.ts';
import { typedOnCard } from './typed-on-card.ts';
import { wholeTables } from './whole-tables.ts';

declare module '@tiptap/core' {
	interface Commands<ReturnType> {
		lineKeys: {
			/** Makes the selected lines a kind, or paragraphs where all are of it. */
			toggleLine: (kind: WordsKind) => ReturnType;
		};
	}
}

/** The keys of a text of lines: what a line is are its attributes, so that a key replaces nobody's words. */
export const LineKeys = Extension.create({
	name: 'lineKeys',
	priority: 900,
	addKeyboardShortcuts() {
		const { editor } = this;
		const erase = () => editor.commands.undoInputRule() || run(editor, backspace);
		return {
			...bound(editor),
			Backspace: erase,
			'Mod-Backspace': erase,
			'Shift-Backspace': erase
		};
	},
	addCommands: () => ({
		toggleLine:
			(kind) =>
			({ state, dispatch }) =>
				toggleKind(kind)(state, dispatch)
	}),
	addInputRules: () => inputRules,
	addProseMirrorPlugins: () => [typedOnCard(), wholeTables()]
});

const KEYS: Readonly<Record<string, Command>> = {
	Enter: enter,
	'Shift-Enter': belowCard,
	Delete: eraseForward,
	'Mod-Delete': eraseForward,
	Tab: changeLevel(1),
	'Shift-Tab': changeLevel(-1),
	'Mod-Enter': toggleChecked,
	'Mod-Alt-0': toggleKind('paragraph'),
	'Mod-Alt-2': toggleKind('heading2'),
	'Mod-Alt-3': toggleKind('heading3'),
	'Mod-Alt-4': toggleKind('heading4'),
	'Mod-Shift-7': toggleKind('ordered'),
	'Mod-Shift-8': toggleKind('bullet'),
	'Mod-Shift-9': toggleKind('task'),
	'Mod-Shift-b': toggleKind('quotation')
};

function bound(editor: Editor) {
	return Object.fromEntries(
		Object.entries(KEYS).map(([key, command]) => [key, () => run(editor, command)])
	);
}
