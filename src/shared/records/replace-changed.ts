import type * as Y from 'yjs';

/** Replaces only the differing middle of a text, so that others' simultaneous edits around it survive. */
export function replaceChanged(text: Y.Text, next: string): void {
	const old = text.toString();
	let start = 0;
	while (start < old.length && start < next.length && old[start] === next[start]) start++;
	if (start > 0 && isHigh(old, start - 1)) start--; // Yjs would split a surrogate pair
	let end = 0;
	const room = Math.min(old.length, next.length) - start;
	while (end < room && old[old.length - 1 - end] === next[next.length - 1 - end]) end++;
	if (end > 0 && isLow(old, old.length - end)) end--;
	if (old.length - start - end > 0) text.delete(start, old.length - start - end);
	if (next.length - start - end > 0) text.insert(start, next.slice(start, next.length - end));
}

const isHigh = (text: string, index: number) => (text.charCodeAt(index) & 0xfc00) === 0xd800;
const isLow = (text: string, index: number) => (text.charCodeAt(index) & 0xfc00) === 0xdc00;
