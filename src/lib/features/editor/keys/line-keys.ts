import { Extension, type Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import type { WordsKind } from '#shared/text/kind.ts';
import { backspace, eraseForward } from './erase.ts';
import { clickBelow } from './click-below.ts';
import { belowCard, enter } from './enter.ts';
import { inputRules } from './input-rules.ts';
import { toggleChecked, toggleKind } from './kinds.ts';
import { leaveByEscape } from './leave.ts';
import { changeLevel } from './levels.ts';
import { lostLine } from './lost-line.ts';
import { run } from '../lines/run.ts';
import { pageErases } from './page-erases.ts';
import { toTextEnd } from './text-ends.ts';
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
			'mod-Backspace': erase,
			'shift-Backspace': erase
		};
	},
	addCommands: () => ({
		toggleLine:
			(kind) =>
			({ state, dispatch }) =>
				toggleKind(kind)(state, dispatch)
	}),
	addInputRules: () => inputRules,
	addProseMirrorPlugins: () => [
		...[leaveByEscape(), lostLine(), typedOnCard(), wholeTables()],
		...[pageErases(), clickBelow()]
	]
});

const KEYS: Readonly<Record<string, Command>> = {
	Enter: enter,
	'shift-Enter': belowCard,
	Delete: eraseForward,
	'mod-Delete': eraseForward,
	Tab: changeLevel(1),
	'shift-Tab': changeLevel(-1),
	'ctrl-Home': toTextEnd(-1),
	'ctrl-End': toTextEnd(1),
	'ctrl-shift-Home': toTextEnd(-1, true),
	'ctrl-shift-End': toTextEnd(1, true),
	'cmd-ArrowUp': toTextEnd(-1),
	'cmd-ArrowDown': toTextEnd(1),
	'cmd-shift-ArrowUp': toTextEnd(-1, true),
	'cmd-shift-ArrowDown': toTextEnd(1, true),
	'mod-Enter': toggleChecked,
	'mod-alt-0': toggleKind('paragraph'),
	'mod-alt-2': toggleKind('heading2'),
	'mod-alt-3': toggleKind('heading3'),
	'mod-alt-4': toggleKind('heading4'),
	'mod-shift-7': toggleKind('ordered'),
	'mod-shift-8': toggleKind('bullet'),
	'mod-shift-9': toggleKind('task'),
	'mod-shift-b': toggleKind('quotation')
};

function bound(editor: Editor) {
	return Object.fromEntries(
		Object.entries(KEYS).map(([key, command]) => [key, () => run(editor, command)])
	);
}
