import { describe, expect, it } from 'vitest';
import { readTypedMarking } from './typed-marking.ts';

describe('a typed marking', () => {
	it.each([
		['(AMBER+STRICT | REL EUROJUST,US-DOJ', 'TLP:AMBER+STRICT', ['EUROJUST', 'US-DOJ']],
		['(tlp:red|rel to ec', 'TLP:RED', ['EC']],
		['( TLP:GREEN | REL EU; US / UA', 'TLP:GREEN', ['EU', 'US', 'UA']],
		['(AMBER | REL EC, EC', 'TLP:AMBER', ['EC']]
	])('is read: %s', (typed, label, codes) => {
		expect(readTypedMarking(typed)).toEqual({ label, codes });
	});

	it.each([
		'(see the annex | REL EC',
		'(AMBER',
		'(AMBER | REL ',
		'AMBER | REL EC',
		'(AMBER | REL EC)',
		'(PURPLE | REL EC',
		`(AMBER | REL ${'EC,'.repeat(200)}`
	])('is nothing else: %s', (typed) => {
		expect(readTypedMarking(typed)).toBeUndefined();
	});
});
