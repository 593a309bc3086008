import { expect, test } from 'vitest';
import { Budget } from './budget.ts';

function setup(points = 2, keys = 3) {
	let now = 0;
	const budget = new Budget({ points, window: 100, keys }, () => now);
	return { budget, pass: (time: number) => (now += time) };
}

test('gives no more points than there are in a window', () => {
	const { budget, pass } = setup();
	expect([budget.take('a'), budget.take('a'), budget.take('a'), budget.take('b')]).toEqual([
		...[true, true, false, true]
	]);
	pass(100);
	expect(budget.take('a')).toBe(true);
});

test('takes points back', () => {
	const { budget } = setup();
	budget.take('a');
	budget.take('a');
	budget.giveBack('a');
	expect([budget.take('a'), budget.take('a')]).toEqual([true, false]);
	budget.forget('a');
	expect(budget.take('a')).toBe(true);
});

test('remembers a bounded number of keys, and forgets the oldest first', () => {
	const { budget, pass } = setup(1);
	for (const key of ['a', 'b', 'c']) budget.take(key);
	pass(50);
	for (let key = 0; key < 1_000; key++) budget.take(`made up ${key}`);
	expect(budget.size).toBe(3);
	pass(100);
	budget.take('d');
	expect(budget.size).toBe(1);
});
