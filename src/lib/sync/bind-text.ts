import type * as Y from 'yjs';
import { replaceChanged } from '#shared/records/replace-changed.ts';

/**
 * Binds an input or textarea to a shared text: typing is applied as the smallest change, and changes by others are
 * shown with the caret kept in place. Use as `{@attach bindText(text)}`.
 */
export function bindText(text: Y.Text, origin: unknown) {
	return (field: HTMLInputElement | HTMLTextAreaElement): (() => void) => {
		field.value = text.toString();
		const typed = () => text.doc?.transact(() => replaceChanged(text, field.value), origin);
		const changed = (event: Y.YTextEvent) => {
			if (field.value !== text.toString()) showChange(field, event);
		};
		field.addEventListener('input', typed);
		text.observe(changed);
		return () => {
			field.removeEventListener('input', typed);
			text.unobserve(changed);
		};
	};
}

function showChange(field: HTMLInputElement | HTMLTextAreaElement, event: Y.YTextEvent): void {
	const start = moved(field.selectionStart ?? 0, event.delta);
	const end = moved(field.selectionEnd ?? 0, event.delta);
	field.value = event.target.toString();
	if (document.activeElement === field) field.setSelectionRange(start, end);
}

function moved(position: number, delta: Y.YTextEvent['delta']): number {
	let index = 0;
	let result = position;
	for (const { retain, insert, delete: removed } of delta) {
		if (index > position) break;
		if (retain) index += retain;
		else if (removed) {
			result -= Math.min(removed, Math.max(0, position - index));
			index += removed;
		} else if (typeof insert === 'string' && index <= position) result += insert.length;
	}
	return Math.max(0, result);
}
