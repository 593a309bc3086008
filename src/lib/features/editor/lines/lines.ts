import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { isListed, type WordsKind } from '#shared/text/kind.ts';

/** A line of words in the document, and where it begins. */
export interface LineAt {
	readonly node: Node;
	readonly position: number;
}

/** What a line's node says of itself. */
export interface LineAttributes {
	readonly id: string;
	readonly kind: WordsKind;
	readonly level: number;
	readonly start: number;
	readonly checked: boolean;
	readonly stray: string;
}

/** What a line is that is nothing yet. */
export const NEW_LINE: LineAttributes = {
	id: '',
	kind: 'paragraph',
	level: 0,
	start: 0,
	checked: false,
	stray: ''
};

/** The attributes of a line of words; undefined for any other node. */
export function attributesOf(node: Node | null | undefined): LineAttributes | undefined {
	return node?.type.name === 'line' ? (node.attrs as LineAttributes) : undefined;
}

/** True for a line of a list. */
export function isInList(node: Node | null | undefined): boolean {
	const attributes = attributesOf(node);
	return attributes !== undefined && attributes.stray === '' && isListed(attributes.kind);
}

/** The lines of words that a selection touches, those in cells too. */
export function selectedLines({
	doc,
	selection
}: Pick<EditorState, 'doc' | 'selection'>): LineAt[] {
	const lines: LineAt[] = [];
	for (const { $from, $to } of selection.ranges)
		doc.nodesBetween($from.pos, $to.pos, (node, position) => {
			if (node.type.name === 'line') lines.push({ node, position });
			return !node.isTextblock;
		});
	return lines;
}

/** Changes what a line is; its letters stay, and with them what others are typing there. */
export function setLineAt(
	tr: Transaction,
	{ node, position }: LineAt,
	change: Partial<LineAttributes>
): void {
	tr.setNodeMarkup(position, undefined, { ...node.attrs, ...change });
}

/** A list line becomes one that stands less far in, then a paragraph, as anything else does at once. */
export function lessThan({ kind, level }: LineAttributes): Partial<LineAttributes> | undefined {
	if (isListed(kind) && level > 0) return { level: level - 1, start: 0 };
	return kind === 'paragraph'
		? undefined
		: { kind: 'paragraph', level: 0, start: 0, checked: false };
}
