import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addJudgement, addSource, headText, readHead, toggleTechnology } from './briefing-head.ts';

describe('the head of a briefing', () => {
	it('is empty at first', () => {
		const head = readHead(new Y.Doc());
		expect(head).toMatchObject({ technologies: [], judgements: [], sources: [] });
		expect(Object.values(head.texts)).toEqual(Array(6).fill(''));
	});

	it('holds texts, areas, judgements and sources; a source starts at F6', () => {
		const doc = new Y.Doc();
		headText(doc, 'known').insert(0, 'Chips are diverted.');
		toggleTechnology(doc, 'Quantum computing');
		addJudgement(doc, 'j1', 'It goes on.');
		addSource(doc, 's1', 'Customs');
		expect(readHead(doc)).toMatchObject({
			texts: { known: 'Chips are diverted.' },
			technologies: ['Quantum computing'],
			judgements: [{ id: 'j1', statement: 'It goes on.', likelihood: '', confidence: '' }],
			sources: [{ reliability: 'F', credibility: '6', label: 'TLP:CLEAR' }]
		});
		toggleTechnology(doc, 'Quantum computing');
		expect(readHead(doc).technologies).toEqual([]);
	});

	it('keeps a hundred judgements in the order they were added', () => {
		const doc = new Y.Doc();
		const ids = Array.from({ length: 100 }, (_, index) => `j${index}`);
		for (const id of ids) addJudgement(doc, id);
		expect(readHead(doc).judgements.map(({ id }) => id)).toEqual(ids);
	});

	it('keeps judgements that two people add offline', () => {
		const [anna, boris] = [new Y.Doc(), new Y.Doc()];
		addJudgement(anna, 'a');
		addJudgement(boris, 'b');
		Y.applyUpdate(anna, Y.encodeStateAsUpdate(boris));
		Y.applyUpdate(boris, Y.encodeStateAsUpdate(anna));
		expect(readHead(anna).judgements.map(({ id }) => id)).toEqual(['a', 'b']);
		addJudgement(boris, 'c');
		expect(readHead(boris).judgements.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	});

	it('written by a hostile client is read strictly, and can still be edited', () => {
		const doc = new Y.Doc();
		const sources = doc.getMap<unknown>('sources');
		sources.set(
			'x',
			new Y.Map<unknown>([
				['order', 'not/a key!'],
				['label', 'TLP:PUBLIC'],
				['reliability', 'Z']
			])
		);
		sources.set('y', 'not a record');
		addSource(doc, 'good');
		const head = readHead(doc);
		expect(head.sources.map(({ id }) => id).sort()).toEqual(['good', 'x']);
		expect(head.sources.find(({ id }) => id === 'x')).toMatchObject({
			label: 'TLP:RED',
			reliability: 'F',
			credibility: '6'
		});
	});
});
