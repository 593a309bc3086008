import { describe, expect, it } from 'vitest';
import { casesOf } from '../../tests/support/cases.ts';
import { directionOf, directionParts, isolate, settled } from './direction.ts';

const ARABIC = 'قائمة';

describe('a control of direction', () => {
	it.each(casesOf('15-lines.txt'))('has no effect in %j, and is shown', (text = '') => {
		expect(settled(text)).toBe(text.replaceAll(/[\u202e\u2067]/g, ''));
		expect(directionParts(text).filter((part) => 'control' in part)).toHaveLength(1);
	});

	it.each([
		[`${ARABIC} \u2066US-DOJ\u2069 ${ARABIC}`, 'an isolate that is closed'],
		[`C++\u200e ${ARABIC}`, 'a mark'],
		[`${ARABIC} \u2067a \u2066b\u2069 c\u2069`, 'isolates in each other']
	])('has its effect in %j: %s', (text) => expect(settled(text)).toBe(text));

	it.each([
		[`${ARABIC} \u2067a`, `${ARABIC} a`],
		[`${ARABIC}\u2069 a`, `${ARABIC} a`],
		[`\u2067${ARABIC} \u2066a\u2069`, `${ARABIC} \u2066a\u2069`],
		[`\u202b${ARABIC}\u202c`, ARABIC],
		[`\u202e${ARABIC}`, ARABIC],
		['pay\u200f 000 5\u200f', 'pay 000 5'],
		['\u2066closed\u2069', 'closed']
	])('of another kind has none: %j', (text, expected) => expect(settled(text)).toBe(expected));

	it('never leaves open what it opens, in any text', () => {
		const letters = [
			'\u2066',
			'\u2067',
			'\u2068',
			'\u2069',
			'\u202a',
			'\u202c',
			'\u202e',
			'ق',
			'a'
		];
		for (let code = 0; code < 9 ** 5; code++) {
			const text = Array.from(
				{ length: 5 },
				(_, at) => letters[Math.floor(code / 9 ** at) % 9]
			).join('');
			let open = 0;
			for (const one of settled(text)) {
				if ('\u2066\u2067\u2068'.includes(one)) open += 1;
				if (one === '\u2069') open -= 1;
				if ('\u202a\u202c\u202e'.includes(one) || open < 0) throw new Error(JSON.stringify(text));
			}
			if (open !== 0) throw new Error(JSON.stringify(text));
		}
	});
});

it('sets apart each line written from right to left', () => {
	expect(isolate('US-DOJ')).toBe('US-DOJ');
	expect(isolate(`${ARABIC}\na\u2067 ${ARABIC}\nb`)).toBe(
		`\u2068${ARABIC}\u2069\n\u2068a ${ARABIC}\u2069\nb`
	);
});

it.each([
	['US-DOJ قائمة', 'ltr'],
	['1. «قائمة» US', 'rtl'],
	['\u2068שלום\u2069 a', 'rtl'],
	['12 %', 'ltr'],
	['', 'ltr']
])('the direction of %j is %s', (text, direction) => expect(directionOf(text)).toBe(direction));
