import { Selection, TextSelection, type Command } from '@tiptap/pm/state';

/**
 * Goes to the beginning or the end of the text, or selects up to there. The browser alone would stop at the wrong side of
 * a line that was never in sight, as it leaves that out of layout.
 */
export function toTextEnd(side: -1 | 1, isSelecting = false): Command {
	return ({ tr, doc, selection }, dispatch) => {
		const end = side > 0 ? Selection.atEnd(doc) : Selection.atStart(doc);
		const whole = () => TextSelection.between(selection.$anchor, end.$head);
		dispatch?.(tr.setSelection(isSelecting ? whole() : end).scrollIntoView());
		return true;
	};
}
