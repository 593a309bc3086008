import { m } from '#messages/messages.js';
import type { Editor, Range } from '@tiptap/core';
import type { WordsKind } from '#shared/text/kind.ts';
import type { Choice } from './choices.ts';

/** What a line can become after /, in the order of the list: what the record is made of first. */
export function blockChoices(onRestrict: (() => void) | undefined): Choice[] {
	return [
		sign(m.editor_action(), '!'),
		sign(m.editor_decision(), '='),
		sign(m.editor_conclusion(), '=c'),
		sign(m.editor_open_point(), '?'),
		line(m.editor_heading(), 'heading2'),
		line(m.editor_list(), 'bullet'),
		line(m.editor_numbered_list(), 'ordered'),
		line(m.editor_checklist(), 'task'),
		line(m.editor_quotation(), 'quotation'),
		block(m.editor_table(), '', (editor) => editor.chain().focus().putTable().run()),
		block(m.files_picture(), '', (editor) => editor.storage.pictures.ask?.([])),
		...(onRestrict ? [block(m.restrict_to(), '', onRestrict)] : [])
	];
}

function block(key: string, hint: string, act: (editor: Editor) => unknown): Choice {
	const put = (editor: Editor, typed: Range) => {
		editor.chain().focus().deleteRange(typed).run();
		act(editor);
	};
	return { key, label: key, hint, put };
}

const line = (name: string, kind: WordsKind) =>
	block(name, '', (editor) => editor.chain().focus().toggleLine(kind).run());

/** The sign at the beginning of the line, as one would type it; Enter then makes the record. */
const sign = (name: string, typed: string) =>
	block(name, typed, (editor) => {
		const { $from } = editor.state.selection;
		editor.chain().focus().insertContentAt($from.start(), `${typed} `).run();
	});
