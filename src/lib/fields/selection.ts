import type * as Y from 'yjs';

/** A control that holds a text. */
export type TextControl = HTMLInputElement | HTMLTextAreaElement;

type Delta = Y.YTextEvent['delta'];

/** Shows other words in a control; its selection stays with the letters that it stood at. */
export function showWords(control: TextControl, words: string, delta: Delta): void {
	const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollLeft } = control;
	const [from, to] = [selectionStart ?? 0, selectionEnd ?? 0];
	control.value = words;
	if (document.activeElement === control) {
		// What others put at the edge of a selection stays out of it, as it would go with the next key.
		const end = moved(to, delta, false);
		const start = from === to ? end : Math.min(end, moved(from, delta, true));
		control.setSelectionRange(start, end, selectionDirection ?? 'none');
	}
	Object.assign(control, { scrollTop, scrollLeft });
}

/** Where a change ended: behind the last letters that came, or where the last ones went. */
export function endOf(delta: Delta): number {
	let [index, end] = [0, 0];
	for (const { retain = 0, insert, delete: removed } of delta) {
		index += retain + sizeOf(insert);
		if (insert !== undefined || removed) end = index;
	}
	return end;
}

/** Where a place is after a change; what comes at the place itself comes behind it, or else before. */
function moved(place: number, delta: Delta, isPushed: boolean): number {
	let [index, result] = [0, place];
	for (const { retain = 0, insert, delete: removed = 0 } of delta) {
		if (insert !== undefined && (isPushed ? index <= place : index < place))
			result += sizeOf(insert);
		result -= Math.min(removed, Math.max(0, place - index));
		index += retain + removed;
	}
	return result;
}

const sizeOf = (insert: Delta[number]['insert']) =>
	insert === undefined ? 0 : typeof insert === 'string' ? insert.length : 1;
