import type * as Y from 'yjs';
import { readActions, type ActionRecord } from '#shared/board/actions.ts';
import { readDecisions, type DecisionRecord } from '#shared/board/decisions.ts';

/** Most characters of one record that a register keeps. */
export const MAX_TEXT = 4_000;

/** The records in one state of a document. */
export interface Harvest {
	readonly head: number;
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}

/** Reads the records of a document for the registers. */
export function harvest(doc: Y.Doc, head: number): Harvest {
	return { head, actions: readActions(doc), decisions: readDecisions(doc) };
}
