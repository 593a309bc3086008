import type { FileId } from '../ids.ts';
import type { Head } from './head.ts';
import type { CardFamily, WordsKind } from './kind.ts';
import type { ColumnId, LineId, RecordId, RowId } from './line-id.ts';
import type { Run } from './marks.ts';

/** Where letters stand that have no line of their own: their line was removed, or a card, rule or table is above. */
type Stray = 'removed' | 'below';

/** A line of words. Without an id it is not in the document yet: whoever writes there makes it so. */
export interface WordsLine {
	readonly is: 'words';
	readonly id: LineId | undefined;
	readonly kind: WordsKind;
	readonly level: number;
	/** The number at which a list begins here; 0 in a line that goes on with the list above, if there is one. */
	readonly start: number;
	readonly checked: boolean;
	readonly stray: Stray | undefined;
	readonly runs: readonly Run[];
}

/** A line that stands for an action or a decision, with its wording. */
interface CardLine {
	readonly is: 'card';
	readonly id: LineId | undefined;
	readonly family: CardFamily;
	readonly record: RecordId;
	readonly wording: string;
}

/** A picture, of which the words are with its file. */
interface PictureLine {
	readonly is: 'picture';
	readonly id: LineId | undefined;
	readonly file: FileId;
}

interface RuleLine {
	readonly is: 'rule';
	readonly id: LineId | undefined;
}

export interface TableLine {
	readonly is: 'table';
	readonly id: LineId | undefined;
	readonly rows: readonly GridRow[];
}

export interface GridRow {
	readonly id: RowId;
	readonly cells: readonly GridCell[];
}

/** A cell that is seen; one that another covers is not, and its lines stand in that one. */
export interface GridCell {
	readonly row: RowId;
	readonly column: ColumnId;
	readonly isHeader: boolean;
	readonly colspan: number;
	readonly rowspan: number;
	readonly lines: readonly CellLine[];
}

/** A line in a cell, and the head behind which its letters stand. */
export interface CellLine {
	readonly line: WordsLine;
	readonly head: Head | undefined;
}

/** A line of a later release. It is shown with its words, and never changed. */
interface UnknownLine {
	readonly is: 'unknown';
	readonly id: LineId | undefined;
	readonly words: string;
}

/** Words that were written into a card, a row or a table that was removed meanwhile; to be kept or dropped. */
interface LeftoverLine {
	readonly is: 'leftover';
	readonly id: LineId | undefined;
	readonly words: string;
}

/** One line of a text as people see it. */
export type Line =
	WordsLine | CardLine | PictureLine | RuleLine | TableLine | UnknownLine | LeftoverLine;

/** A line with nothing in it. */
export const EMPTY_LINE: WordsLine = {
	is: 'words',
	id: undefined,
	kind: 'paragraph',
	level: 0,
	start: 0,
	checked: false,
	stray: undefined,
	runs: []
};
