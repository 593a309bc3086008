import type * as Y from 'yjs';
import { newId, type ActionId, type DecisionId } from '../ids.ts';
import { turnIntoCard, turnIntoWords } from '../text/cards.ts';
import { readHead, type Head } from '../text/head.ts';
import type { LineId, RecordId } from '../text/line-id.ts';
import { headsOf } from '../text/place.ts';
import { appendLine } from '../text/write.ts';
import { addAction, readAction, withdrawAction, type NewAction } from './actions.ts';
import { addDecision, readDecision, withdrawDecision, type NewDecision } from './decisions.ts';
import { textsOf } from './schema.ts';

/** What a record is converted into. */
export type Conversion =
	| { readonly into: 'action'; readonly action: NewAction }
	| { readonly into: 'decision'; readonly decision: NewDecision }
	| {
			readonly into: 'text';
			readonly line: string;
			/** Where the line goes when no text contains the record. */
			readonly otherwise: Y.Text | undefined;
	  };

/**
 * Converts an action, decision or conclusion into another kind, or back into its line, wherever a text has its card. Its
 * old number prints "void". False when the record is gone, or when there is no place for its line.
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
	const cards = cardsOfRecord(doc, id);
	switch (conversion.into) {
		case 'action':
			addAction(doc, conversion.action);
			for (const [text, card] of cards)
				turnIntoCard(text, card, 'action', asRecord(conversion.action));
			return true;
		case 'decision':
			addDecision(doc, conversion.decision);
			for (const [text, card] of cards)
				turnIntoCard(text, card, 'decision', asRecord(conversion.decision));
			return true;
		case 'text': {
			const { line, otherwise } = conversion;
			for (const [text, card] of cards) turnIntoWords(text, card, line);
			if (cards.length > 0) return true;
			const fields = { id: newId() as string as LineId, kind: 'paragraph' };
			if (otherwise) appendLine(otherwise, fields, [{ text: line, marks: [] }]);
			return otherwise !== undefined;
		}
	}
}

const asRecord = ({ id }: { readonly id: string }) => id as RecordId;

/** The cards of a record that stand in a text. */
function cardsOfRecord(doc: Y.Doc, id: string): [text: Y.Text, card: Head][] {
	return textsOf(doc).flatMap((text) =>
		headsOf(text)
			.filter((head) => {
				const { kind, isHere } = readHead(head);
				return isHere && kind.is === 'card' && kind.record === id;
			})
			.map((card): [Y.Text, Head] => [text, card])
	);
}
