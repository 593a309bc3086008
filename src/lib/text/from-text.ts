import type { Transaction } from '@tiptap/pm/state';

const FROM_TEXT = 'fromText';

/** Marks a change of the editor that only shows what the text already says. */
export function fromText(tr: Transaction): Transaction {
	// Nor may Tiptap tidy up behind it: what others wrote is not answered.
	return tr.setMeta(FROM_TEXT, true).setMeta('preventClearDocument', true);
}

/** True for a change that brings what others wrote, or an undo, or what the text made of one's own change. */
export function isFromText(tr: Transaction): boolean {
	return tr.getMeta(FROM_TEXT) === true;
}
