import type * as Y from 'yjs';
import type { CardFamily } from '../text/kind.ts';
import type { RecordId } from '../text/line-id.ts';

/** A typed line that becomes a record, or another kind of line. */
export type CapturedLine =
	| {
			readonly as: 'card';
			readonly family: CardFamily;
			/** Writes the record that the card stands for, under the id that follows from the line. */
			readonly write: (doc: Y.Doc, id: RecordId) => void;
	  }
	| { readonly as: 'quotation' | 'openPoint' | 'paragraph' };

/** What a line can be converted into. */
export type LineKind = 'action' | 'decision' | 'conclusion' | 'quotation' | 'open-point';

export interface Capturing {
	/** Reads a typed line; undefined for an ordinary one. */
	readonly line: (line: string) => CapturedLine | undefined;
	/** Converts a line without a sign. */
	readonly turned: (line: string, kind: LineKind) => CapturedLine | undefined;
	/** The parts of a typed line that could not be understood. */
	readonly unread: (line: string) => readonly { readonly from: number; readonly to: number }[];
}
