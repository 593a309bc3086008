import type { ActionRecord } from '../board/actions.ts';
import type { DecisionRecord } from '../board/decisions.ts';
import type { RichNode } from '../editor/rich-text.ts';
import type { AgendaItemId, DocumentId } from '../ids.ts';

/** The first screen of a text, to be read while its document is opened. */
export interface Beginning {
	readonly document: DocumentId;
	/** Of notes. */
	readonly item: AgendaItemId | undefined;
	readonly body: RichNode;
	/** The records that stand in it. */
	readonly records: readonly (ActionRecord | DecisionRecord)[];
}
