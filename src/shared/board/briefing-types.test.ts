import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addJudgement, addSource, headText, readHead, toggleTechnology } from './briefing-head.ts';
import { BRIEFING_TYPES, BRIEFING_TYPE_KEYS, missingParts, requires } from './briefing-types.ts';
import { newId } from '../ids.ts';

const missing = (type: keyof typeof BRIEFING_TYPES, doc: Y.Doc) =>
	missingParts(type, readHead(doc));

describe('a briefing', () => {
	it('without content lacks everything its type requires', () => {
		for (const type of BRIEFING_TYPE_KEYS)
			expect(missing(type, new Y.Doc())).toHaveLength(BRIEFING_TYPES[type].required.length);
		expect(missing('free', new Y.Doc())).toEqual([]);
	});

	it('lacks less with each part that is filled in', () => {
		const doc = new Y.Doc();
		for (const key of ['owner', 'asOf', 'known', 'assessed', 'unknown'] as const)
			headText(doc, key).insert(0, 'said');
		expect(missing('threat', doc)).toEqual(['Technology areas', 'Key judgements', 'Sources']);
		toggleTechnology(doc, 'Quantum computing');
		addJudgement(doc, newId(), 'It will grow');
		addSource(doc, newId(), 'Customs data');
		expect(missing('threat', doc)).toEqual([]);
	});

	it('is not filled in by blanks, nor by an empty judgement or source', () => {
		const doc = new Y.Doc();
		headText(doc, 'owner').insert(0, '  \n');
		addSource(doc, newId());
		expect(missing('situation', doc)).toEqual([
			...['Source or owner', 'As of', 'What is known', 'Sources']
		]);
	});
});

it('of another type may not require the part', () => {
	expect(requires('case', 'controlCodes')).toBe(true);
	expect(requires('situation', 'controlCodes')).toBe(false);
});
