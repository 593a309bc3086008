import { describe, expect, it } from 'vitest';
import { LABELS } from './markings.ts';
import { carrierWords, rollUp } from './roll-up.ts';

describe('the label of a whole', () => {
	it('is the strictest of itself, its documents and their sources, and says which of them carry it', () => {
		const { label, because } = rollUp('TLP:CLEAR', [
			{ title: 'Chips', label: 'TLP:GREEN', sources: ['TLP:CLEAR', 'TLP:RED', 'TLP:RED'] },
			{ title: 'Lasers', label: 'TLP:RED' },
			{ title: 'Ports', label: 'TLP:AMBER', sources: [] }
		]);
		expect(label).toBe('TLP:RED');
		expect(because.map(carrierWords)).toEqual(['Chips (source 2)', 'Chips (source 3)', 'Lasers']);
	});

	it('counts sources of documents that are milder themselves', () => {
		const documents = [{ title: 'Chips', label: 'TLP:CLEAR', sources: ['TLP:AMBER'] }] as const;
		const { label, because } = rollUp('TLP:GREEN', documents);
		expect([label, because.map(carrierWords)]).toEqual(['TLP:AMBER', ['Chips (source 1)']]);
	});

	it('is its own where nothing is stricter, for every pair of labels', () => {
		for (const [at, own] of LABELS.entries())
			for (const [other, label] of LABELS.entries()) {
				const rolled = rollUp(own, [{ title: 'Chips', label }]);
				expect(rolled.label).toBe(at >= other ? own : label);
				expect(rolled.because).toHaveLength(at >= other ? 0 : 1);
			}
	});
});
