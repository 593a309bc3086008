import { Editor } from '@tiptap/core';
import { Collaboration, isChangeOrigin } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Placeholder } from '@tiptap/extension-placeholder';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { recordsOf } from '#shared/board/schema.ts';
import { plainExtensions } from '#shared/editor/schema.ts';
import type { DocumentConnection } from '#lib/sync/document-connection.svelte.ts';
import type { Capturing } from '#shared/capture/captured-line.ts';
import { AddressLinks } from './address-links.ts';
import { CAPTURE, CaptureLine, type CaptureLineOptions } from './capture-line.ts';
import { DirectionMarks } from './direction-marks.ts';
import { KeptLines } from './line.ts';
import type { Mentionable } from './mention-list.ts';
import { Mentions } from './mentions.svelte.ts';
import { Pasting } from './pasting.ts';
import { recordBlocks, type RecordComponents } from './record-view.ts';

export interface EditorOptions {
	readonly element: HTMLElement;
	readonly connection: DocumentConnection;
	readonly fragment: Y.XmlFragment;
	readonly label: string;
	readonly placeholder: string;
	readonly editable: boolean;
	readonly capturing: Capturing;
	readonly mentionables: () => readonly Mentionable[];
	readonly records: RecordComponents;
	readonly context: Map<unknown, unknown>;
	/** Called on local changes only. */
	readonly onTyping: () => void;
	/** Called with the number of pictures and files of what was pasted, which a text does not hold. */
	readonly onLeftOut: (count: number) => void;
	/** Called once the text is on the screen; before that there is no place for a cursor. */
	readonly onShown: () => void;
}

/** An editor with the options of its typed capture, for commands on a line from outside. */
export interface CreatedEditor {
	readonly editor: Editor;
	readonly lines: CaptureLineOptions & { readonly kept: KeptLines };
}

/** A rich-text editor on a shared fragment: others' carets, undo of local edits only, typed capture. */
export function createEditor(options: EditorOptions): CreatedEditor {
	const { connection, fragment, capturing } = options;
	const undo = undoOf(fragment);
	const lines = { fragment, undo, capturing, kept: new KeptLines(fragment) };
	const editor = new Editor({
		element: options.element,
		editable: options.editable,
		injectCSS: false,
		editorProps: { attributes: attributes(options) },
		extensions: [
			...plainExtensions,
			...recordBlocks(options.records, options.context),
			Collaboration.configure({
				fragment,
				yUndoOptions: { undoManager: undo },
				onFirstRender: options.onShown
			}),
			CollaborationCaret.configure({
				provider: connection.provider,
				render: caret,
				selectionRender: selection
			}),
			Placeholder.configure({ placeholder: options.placeholder }),
			AddressLinks.configure({ isForeign: isChangeOrigin }),
			DirectionMarks,
			Mentions.configure({ find: options.mentionables }),
			Pasting.configure({ onLeftOut: options.onLeftOut, undo }),
			CaptureLine.configure(lines)
		],
		onUpdate: ({ transaction }) => {
			if (!isChangeOrigin(transaction)) options.onTyping();
		}
	});
	return { editor, lines };
}

function attributes({ label, editable }: EditorOptions) {
	return {
		role: 'textbox',
		'aria-multiline': 'true',
		'aria-label': label,
		'aria-readonly': String(!editable),
		tabindex: '0',
		class: 'prose',
		spellcheck: 'true'
	};
}

/** Undo for the text together with the records typed into it, so that one undo reverts both. */
function undoOf(fragment: Y.XmlFragment): Y.UndoManager {
	const { doc } = fragment;
	if (!doc) throw new Error('a fragment outside a document cannot be edited');
	return new Y.UndoManager([fragment, recordsOf(doc, 'actions'), recordsOf(doc, 'decisions')], {
		trackedOrigins: new Set([ySyncPluginKey]),
		captureTransaction: (transaction) =>
			transaction.meta.get(CAPTURE) === fragment ||
			[...transaction.changedParentTypes.keys()].some((type) => Object.is(type, fragment))
	});
}

/** User data in presence; every field is optional, because an older server may send less. */
interface CaretUser {
	readonly name?: unknown;
	readonly colour?: unknown;
}

const words = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);

function caret(user: CaretUser): HTMLElement {
	const mark = document.createElement('span');
	mark.className = 'caret';
	mark.dataset['colour'] = words(user.colour, 'slate');
	const flag = document.createElement('span');
	flag.className = 'caret-name';
	flag.textContent = words(user.name, '');
	// Without zero-width characters around it, Chromium cannot place the local caret after a remote one at a line end.
	mark.append('\u2060', flag, '\u2060');
	return mark;
}

function selection(user: CaretUser) {
	return { class: 'caret-selection', 'data-colour': words(user.colour, 'slate') };
}
