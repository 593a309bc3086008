import type { EditorName } from './documents.ts';

/** What was measured of one page. Times in ms. */
export interface TextFigures {
	/** "empty" for one line with the typists in another document. */
	readonly page: EditorName | 'empty';
	readonly pages: number;
	readonly typists: number;
	readonly keys: readonly number[];
	/** Of the main thread, per change of somebody else; undefined without typists. */
	readonly perChange: MainThread | undefined;
	/** Of a second that others typed, how much the main thread worked. */
	readonly opened: number;
	readonly heap: number; // MB
	/** Keys of which the letter is not in the text. */
	readonly missing: number;
}

export interface MainThread {
	readonly task: number;
	readonly script: number;
	/** Layout and styles. */
	readonly layout: number;
}

export function percentile(times: readonly number[], share: number): number {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
