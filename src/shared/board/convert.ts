import type * as Y from 'yjs';
import type { ActionId, DecisionId } from '../ids.ts';
import { addAction, readAction, withdrawAction, type NewAction } from './actions.ts';
import { paragraphOf, recordBlock, replaceBlocks } from './blocks.ts';
import { addDecision, readDecision, withdrawDecision, type NewDecision } from './decisions.ts';

/** What a record is converted into. */
export type Conversion =
	| { readonly into: 'action'; readonly action: NewAction }
	| { readonly into: 'decision'; readonly decision: NewDecision }
	| {
			readonly into: 'text';
			readonly line: string;
			/** Where the line goes when no text contains the record. */
			readonly otherwise: Y.XmlFragment | undefined;
	  };

/**
 * Converts an action, decision or conclusion into another kind, or back into its line, wherever the text contains it.
 * Its old number prints "void". False when the record is gone, or when there is no place for its line.
 */
export function convertRecord(
	doc: Y.Doc,
	id: ActionId | DecisionId,
	conversion: Conversion
): boolean {
	if (!readAction(doc, id as ActionId) && !readDecision(doc, id as DecisionId)) return false;
	if (!write(doc, id, conversion)) return false;
	withdrawAction(doc, id as ActionId);
	withdrawDecision(doc, id as DecisionId);
	return true;
}

function write(doc: Y.Doc, id: string, conversion: Conversion): boolean {
	switch (conversion.into) {
		case 'action':
			addAction(doc, conversion.action);
			replaceBlocks(doc, id, () => recordBlock('actionBlock', conversion.action.id));
			return true;
		case 'decision':
			addDecision(doc, conversion.decision);
			replaceBlocks(doc, id, () => recordBlock('decisionBlock', conversion.decision.id));
			return true;
		case 'text': {
			const { line, otherwise } = conversion;
			if (replaceBlocks(doc, id, () => paragraphOf(line))) return true;
			otherwise?.push([paragraphOf(line)]);
			return otherwise !== undefined;
		}
	}
}
