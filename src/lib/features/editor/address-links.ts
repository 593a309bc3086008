import {
	combineTransactionSteps,
	Extension,
	findChildrenInRange,
	getChangedRanges,
	type Range
} from '@tiptap/core';
import type { MarkType, Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { isFromText } from '#lib/text/from-text.ts';
import { addressesIn, type FoundAddress } from '#shared/editor/addresses.ts';

/**
 * Makes a link of an address that is pasted, and of a typed one once a space or a new line follows. An address pasted on
 * selected words becomes their link.
 */
export const AddressLinks = Extension.create({
	name: 'addressLinks',
	addProseMirrorPlugins() {
		const link = this.editor.schema.marks['link'];
		if (!link) return [];
		return [
			new Plugin({
				appendTransaction: (transactions, before, state) => {
					// What others wrote, or an undo brings, has their links.
					const own = transactions.some((one) => one.docChanged) && !transactions.some(isFromText);
					return own ? linked(transactions, before, state, link) : null;
				},
				props: {
					handlePaste: (_view, _event, { content }) =>
						this.editor.commands.command(({ tr, dispatch }) => {
							const { from, to, empty } = tr.selection;
							const text = content.textBetween(0, content.size, '\n', ' ').trim();
							const [address] = addressesIn(text);
							if (empty || address?.href !== text) return false;
							dispatch?.(tr.addMark(from, to, link.create({ href: text })));
							return true;
						})
				}
			})
		];
	}
});

function linked(
	transactions: readonly Transaction[],
	before: EditorState,
	{ doc, tr }: EditorState,
	link: MarkType
): Transaction | null {
	const isPasted = transactions.some((one) => one.getMeta('paste') === true);
	for (const { newRange } of getChangedRanges(
		combineTransactionSteps(before.doc, [...transactions])
	)) {
		const lines = findChildrenInRange(doc, newRange, (node) => node.isTextblock);
		for (const [index, { node, pos }] of lines.entries()) {
			const start = pos + 1;
			const isLeft = index < lines.length - 1; // by a new line
			const within = { from: newRange.from - start, to: newRange.to - start };
			for (const one of addressesIn(wordsOf(node)))
				if (isPasted ? touches(one, within) : isEnded(one, node, within, isLeft))
					mark(tr, { from: start + one.from, to: start + one.to }, one.href, link);
		}
	}
	return tr.steps.length > 0 ? tr : null;
}

/** The words of a line, with one character for everything else, so that offsets stay. */
function wordsOf(line: Node): string {
	return line.textBetween(0, line.content.size, undefined, '\ufffc');
}

function touches(one: FoundAddress, { from, to }: Range): boolean {
	return one.from < to && one.to > from;
}

/** Whether the change put a space or a new line behind the word of the address. */
function isEnded(one: FoundAddress, line: Node, { from, to }: Range, isLeft: boolean): boolean {
	if (one.wordEnd === line.content.size) return isLeft;
	return one.wordEnd >= from && one.wordEnd < to;
}

/** Leaves a link that somebody made to another address, and code; extends one that had a part of this address. */
function mark(tr: Transaction, { from, to }: Range, href: string, link: MarkType): void {
	let isFree = true;
	tr.doc.nodesBetween(from, to, ({ marks }) => {
		for (const { type, attrs } of marks)
			if (type.name === 'code' || (type === link && !href.startsWith(String(attrs['href']))))
				isFree = false;
	});
	if (isFree) tr.addMark(from, to, link.create({ href }));
}
