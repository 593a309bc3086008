import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type DecisionId } from '../ids.ts';
import {
	addDecision,
	changeDecision,
	readDecision,
	readDecisions,
	withdrawDecision,
	type NewDecision
} from './decisions.ts';

const id = newId<DecisionId>();
const decision: NewDecision = {
	id,
	kind: 'conclusion',
	verb: 'concluded',
	text: 'the threat grows',
	item: undefined,
	createdBy: undefined,
	createdAt: '2024-07-12T10:00:00.000Z'
};

function written(): Y.Doc {
	const doc = new Y.Doc();
	addDecision(doc, decision);
	return doc;
}

describe('a decision', () => {
	it('reads as it was added, and changes', () => {
		const doc = written();
		expect(readDecisions(doc)).toEqual([{ ...decision, illustrative: false }]);
		expect(changeDecision(doc, id, { verb: 'reaffirmed', text: 'the threat still grows' })).toBe(
			true
		);
		expect(readDecision(doc, id)).toMatchObject({
			verb: 'reaffirmed',
			text: 'the threat still grows',
			kind: 'conclusion'
		});
	});

	it('is gone when withdrawn', () => {
		const doc = written();
		withdrawDecision(doc, id);
		expect(readDecisions(doc)).toEqual([]);
		expect(changeDecision(doc, id, { verb: 'agreed' })).toBe(false);
	});

	it('keeps two offline changes of wording and verb', () => {
		const [anna, boris] = [written(), new Y.Doc()];
		Y.applyUpdate(boris, Y.encodeStateAsUpdate(anna));
		changeDecision(anna, id, { text: 'the threat grows fast' });
		changeDecision(boris, id, { verb: 'agreed' });
		Y.applyUpdate(anna, Y.encodeStateAsUpdate(boris));
		expect(readDecision(anna, id)).toMatchObject({ text: 'the threat grows fast', verb: 'agreed' });
	});

	it('written by a hostile client is read as something harmless', () => {
		const doc = new Y.Doc();
		const records = doc.getMap<unknown>('decisions');
		records.set(
			id,
			new Y.Map<unknown>([
				['here', true],
				['verb', 'destroyed'],
				['kind', 9],
				['text', [1]]
			])
		);
		records.set(newId<DecisionId>(), 'not a record');
		expect(readDecisions(doc)).toEqual([
			expect.objectContaining({ id, verb: 'agreed', kind: 'decision', text: '' })
		]);
		for (const other of records.keys())
			if (other !== id) expect(changeDecision(doc, other as DecisionId, {})).toBe(false);
	});
});
