import { describe, expect, it } from 'vitest';
import { isLabel, LABEL_COLOURS, LABEL_MEANING, LABELS, strictest } from './markings.ts';
import { minutesReference, objectReference, sessionReference } from './numbering.ts';

describe('TLP labels', () => {
	it('are the five of the standard, each with colour and meaning', () => {
		expect(LABELS).toEqual(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']);
		for (const label of LABELS) {
			expect(LABEL_COLOURS[label]).toMatch(/^#[0-9A-F]{6}$/);
			expect(LABEL_MEANING[label]()).toMatch(/\.$/);
		}
	});

	it('are recognised only as the standard writes them', () => {
		expect(LABELS.every(isLabel)).toBe(true);
		expect(['TLP:WHITE', 'tlp:red', 'RED', 'TLP: RED', '', 4, null].some(isLabel)).toBe(false);
	});

	it('of a whole are the strictest of its parts', () => {
		expect(strictest([])).toBe('TLP:CLEAR');
		for (const [index, label] of LABELS.entries()) {
			expect(strictest([label])).toBe(label);
			for (const milder of LABELS.slice(0, index))
				expect([strictest([milder, label]), strictest([label, milder])]).toEqual([label, label]);
		}
	});
});

describe('references', () => {
	it('number sessions with two digits, or more where needed', () => {
		expect([1, 42, 100].map(sessionReference)).toEqual(['JS-01', 'JS-42', 'JS-100']);
		expect(objectReference('JS-07', 'A', 12)).toBe('JS-07-A12');
		expect(minutesReference('JS-07')).toBe('JS-07-MIN');
	});
});
