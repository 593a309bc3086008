import { afterEach, describe, expect, it } from 'vitest';
import { FieldPerson } from '../../../tests/support/field-person.ts';
import { Seeded } from '../../../tests/support/seeded.ts';

const WORDS = ['abcd', '1234', 'WXYZ'];
const SEEDS = 60;
const ACTS = 120;

let people: FieldPerson[] = [];
afterEach(part);

function part(): void {
	for (const { end, doc } of people.splice(0)) {
		end();
		doc.destroy();
	}
}

/** People with the same words in their fields. */
function meet(count: number, words: string): FieldPerson[] {
	part();
	people = Array.from({ length: count }, (_, i) => new FieldPerson(count - i));
	people[0]?.act((field) => field.put(words));
	deliverAll(people);
	return people;
}

function deliverAll(all: readonly FieldPerson[]): void {
	for (const from of all)
		for (const update of from.sent.splice(0))
			for (const to of all) if (to !== from) to.receive(update);
}

const shown = () => [
	...new Set(people.flatMap(({ field, text }) => [field.value, text.toString()]))
];

/** All orders in which each of two types so many letters. */
function orders(first: number, second: number): number[][] {
	if (first + second === 0) return [[]];
	return [
		...(first > 0 ? orders(first - 1, second).map((rest) => [0, ...rest]) : []),
		...(second > 0 ? orders(first, second - 1).map((rest) => [1, ...rest]) : [])
	];
}

describe('two people who type at the same place', () => {
	it.each(orders(4, 4).map((order) => [order.join('')]))('do not mix letters: %s', (order) => {
		for (const isLive of [true, false]) {
			const both = meet(2, 'the [] list');
			for (const { field } of both) field.setSelectionRange(5, 5);
			const left = WORDS.map((word) => [...word]);
			for (const who of order) {
				both[Number(who)]?.act((field) => field.put(left[Number(who)]?.shift() ?? ''));
				if (isLive) deliverAll(both);
			}
			deliverAll(both);
			expect(['the [abcd1234] list', 'the [1234abcd] list']).toContain(shown()[0]);
			expect(shown()).toHaveLength(1);
		}
	});

	it('do not mix them when only one of them hears the other', () => {
		const [anna, ben] = meet(2, '[]');
		for (const { field } of people) field.setSelectionRange(1, 1);
		for (const at of [0, 1, 2, 3]) {
			anna?.act((field) => field.put(WORDS[0]?.[at] ?? ''));
			ben?.act((field) => field.put(WORDS[1]?.[at] ?? ''));
			for (const update of anna?.sent ?? []) ben?.receive(update);
		}
		deliverAll(people);
		expect(shown()).toHaveLength(1);
		expect(['[abcd1234]', '[1234abcd]']).toContain(shown()[0]);
	});
});

describe('people who write anything anywhere', () => {
	it('see the same in the end, and lose no letter that nobody took out', () => {
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = new Seeded(seed);
			const all = meet(2 + random.below(2), '');
			const [put, gone] = [new Set<string>(), new Set<string>()];
			let next = 0x4e00; // each letter is put once
			for (let act = 0; act < ACTS; act++) {
				random.pick(all).act((field) => {
					const from = random.below(field.value.length + 1);
					const to = random.below(3) ? from : Math.min(field.value.length, from + random.below(4));
					const words = String.fromCharCode(
						...Array.from({ length: random.below(4) }, () => next++)
					);
					if (random.below(2)) field.setSelectionRange(from, to);
					for (const letter of field.value.slice(field.selectionStart, field.selectionEnd))
						gone.add(letter);
					for (const letter of words) put.add(letter);
					field.put(words);
				});
				if (random.below(3) === 0) deliverAll(all);
			}
			deliverAll(all);
			expect(shown()).toHaveLength(1);
			expect([...(shown()[0] ?? '')].sort()).toEqual(
				[...put].filter((one) => !gone.has(one)).sort()
			);
		}
	});
});
