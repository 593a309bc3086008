import * as Y from 'yjs';
import type { Head } from './head.ts';
import { lettersOf } from './marks.ts';
import { segmentsOf } from './segment.ts';

/** The text in which the lines of a table's cells stand. */
export function tableText(table: Head): Y.Text | undefined {
	const words = table.get('words');
	return words instanceof Y.Text ? words : undefined;
}

/** All letters of a table's cells. */
export function tableLetters(table: Head): string {
	const words = tableText(table);
	return words ? [...segmentsOf(words)].map(({ runs }) => lettersOf(runs)).join('\n') : '';
}
