import { TextRun, type IRunOptions } from 'docx';
import { directionOf } from '#shared/direction.ts';
import { RIGHT_TO_LEFT_LETTERS } from '#shared/typed-text.ts';

const LETTER = `[${RIGHT_TO_LEFT_LETTERS}]`;
/** Words written from right to left, with the spaces and signs between them. */
const STRETCH = new RegExp(`(${LETTER}(?:[^\\p{L}]*${LETTER}|\\p{M})*)`, 'u');

/**
 * A text as runs of Word, in which words written from right to left are runs of their own and marked as such: Word orders
 * letters by that and not by what they are.
 */
export function directedRuns(text: string, looks: IRunOptions): TextRun[] {
	return text
		.split(STRETCH)
		.map((part, at) => ({ text: part, isTurned: at % 2 === 1 }))
		.filter((part) => part.text !== '')
		.map(
			(part) =>
				new TextRun({ ...looks, text: part.text, ...(part.isTurned && { rightToLeft: true }) })
		);
}

/** The side and the runs of a paragraph of plain text. */
export function directedText(text: string): { bidirectional?: boolean; children: TextRun[] } {
	const children = directedRuns(text, {});
	return directionOf(text) === 'rtl' ? { bidirectional: true, children } : { children };
}
