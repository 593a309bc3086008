import type * as Y from 'yjs';
import { sameEnds } from '../same-ends.ts';

/** Replaces only the differing middle of a text, so that others' simultaneous edits around it survive. */
export function replaceChanged(text: Y.Text, next: string): void {
	const old = text.toString();
	const { start, end } = sameEnds(old, next);
	if (old.length - start - end > 0) text.delete(start, old.length - start - end);
	if (next.length - start - end > 0) text.insert(start, next.slice(start, next.length - end));
}
