import { Editor } from '@tiptap/core';
import type * as Y from 'yjs';
import { REGISTER_ROOTS } from '#shared/records/records.ts';
import type { Capturing } from '#shared/capture/captured-line.ts';
import type { DocumentConnection } from '#lib/sync/document-connection.svelte.ts';
import { isFromText } from '#lib/text/from-text.ts';
import { textExtensions } from '#lib/text/schema.ts';
import { TextSync } from '#lib/text/text-sync.ts';
import { AddressLinks } from './address-links.ts';
import { CaptureLine, type CaptureLineOptions } from './capture-line.ts';
import { OthersCarets } from './carets.ts';
import { DirectionMarks } from './direction-marks.ts';
import { FindMatches } from './find/find-plugin.ts';
import { LineKeys } from './keys/line-keys.ts';
import { KeptLines } from './line.ts';
import { ListPlaces } from './lists/list-places.ts';
import type { Mentionable } from './choices.ts';
import { Choosing } from './choosing.svelte.ts';
import type { CardWords } from './paste/own-copies.ts';
import { NearCaret } from './near-caret.ts';
import { Pasting } from './paste/pasting.ts';
import { Pictures } from './paste/pictures.ts';
import { Placeholder } from './placeholder.ts';
import { TableEditing } from './tables/table-editing.ts';
import { TEXT_COMMAND } from './lines/text-command.ts';
import type { RecordComponents } from './views/card-view.ts';
import { LineViews } from './views/line-views.ts';
import { TypedMarkings, type TypedMarkingOptions } from './typed-markings.ts';
import { WithheldInPlace, type WithheldOptions } from './withheld/withheld-in-place.ts';

export interface EditorOptions {
	readonly element: HTMLElement;
	readonly connection: DocumentConnection;
	readonly text: Y.Text;
	readonly label: string;
	readonly placeholder: string;
	readonly editable: boolean;
	readonly capturing: Capturing;
	readonly mentionables: () => readonly Mentionable[];
	/** Topics to choose from, with a name where they have one. */
	readonly topics: () => ReadonlyMap<string, string>;
	readonly records: RecordComponents;
	/** False where nothing that is removed may be kept. */
	readonly hasBin?: () => boolean;
	/** What a card says to other programs. */
	readonly cardWords: CardWords;
	/** Lines that went into annexes, and what shows them. */
	readonly withheld?: Omit<WithheldOptions, 'context'> | undefined;
	/** Asks for whom the lines of the selection are; absent where nobody may restrict them. */
	readonly onRestrict?: (() => void) | undefined;
	readonly onMarked?: TypedMarkingOptions['onMarked'];
	readonly context: Map<unknown, unknown>;
	/** Called on local changes only. */
	readonly onTyping: () => void;
	/** Called with the number of pictures and files of what was pasted, which a text does not hold. */
	readonly onLeftOut: (count: number) => void;
	/** Called when what was pasted was too much at once, and nothing of it was taken. */
	readonly onTooMuch: (mostLetters: number) => void;
	/** The element that says how to leave it by keyboard. */
	readonly describedBy?: string;
	/** Called once the text is on the screen; before that there is no place for a cursor. */
	readonly onShown: () => void;
}

/** An editor with the options of its typed capture, for commands on a line from outside. */
export interface CreatedEditor {
	readonly editor: Editor;
	readonly lines: CaptureLineOptions & { readonly kept: KeptLines };
}

/** An editor on a shared text: others' carets, undo of one's own changes only, typed capture. */
export function createEditor(options: EditorOptions): CreatedEditor {
	const lines = { capturing: options.capturing, kept: new KeptLines() };
	const editor = new Editor({
		element: options.element,
		editable: options.editable,
		injectCSS: false,
		// Tells nobody what was deleted, which costs time on every key.
		enableCoreExtensions: { delete: false },
		editorProps: { attributes: attributes(options) },
		extensions: [
			...textExtensions,
			...sharing(options),
			LineKeys,
			Pictures,
			TableEditing,
			Placeholder.configure({ words: options.placeholder }),
			AddressLinks,
			DirectionMarks,
			FindMatches,
			Choosing.configure({
				mentionables: options.mentionables,
				topics: options.topics,
				onRestrict: options.onRestrict
			}),
			Pasting.configure({
				onLeftOut: options.onLeftOut,
				onTooMuch: options.onTooMuch,
				cardWords: options.cardWords
			}),
			TypedMarkings.configure({ onMarked: options.onMarked }),
			CaptureLine.configure(lines)
		],
		onUpdate: ({ transaction }) => {
			if (!isFromText(transaction)) options.onTyping();
		}
	});
	return { editor, lines };
}

/** The text that is shared, who else writes in it, and how its lines look. */
function sharing({ text, connection, hasBin, onShown, ...options }: EditorOptions) {
	const { records, context, withheld } = options;
	const { doc } = text;
	if (!doc) throw new Error('a text outside a document cannot be edited');
	const { awareness } = connection;
	return [
		TextSync.configure({
			text,
			origins: [TEXT_COMMAND],
			// One undo takes back a line that was captured, and its record.
			besides: REGISTER_ROOTS.map((root) => doc.getMap(root)),
			...(hasBin && { hasBin }),
			onShown
		}),
		OthersCarets.configure({ presence: awareness, text: rootOf(text, doc) }),
		ListPlaces,
		NearCaret,
		...(withheld ? [WithheldInPlace.configure({ ...withheld, context })] : []),
		LineViews.configure({
			records,
			context,
			nameOf: (client) => nameIn(awareness.getStates().get(client))
		})
	];
}

function rootOf(text: Y.Text, doc: Y.Doc): string {
	const root = [...doc.share].find(([, type]) => Object.is(type, text));
	return root?.[0] ?? '';
}

function nameIn(state: Readonly<Record<string, unknown>> | undefined): string | undefined {
	const user = state?.['user'] as { readonly name?: unknown } | undefined;
	return typeof user?.name === 'string' ? user.name : undefined;
}

function attributes({ label, editable, describedBy }: EditorOptions) {
	return {
		...(describedBy && { 'aria-describedby': describedBy }),
		role: 'textbox',
		'aria-multiline': 'true',
		'aria-label': label,
		'aria-readonly': String(!editable),
		tabindex: '0',
		class: 'prose',
		spellcheck: 'true'
	};
}
