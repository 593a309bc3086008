import { expect, it } from 'vitest';
import { Once } from './once.ts';

it('lets a key through once in a window, and again after it or when it is forgotten', () => {
	let now = 0;
	const once = new Once(1_000, () => now);
	expect([once.has('a'), once.take('a'), once.take('a'), once.has('a')]).toEqual([
		...[false, true, false, true]
	]);
	now = 999;
	expect([once.take('b'), once.take('a')]).toEqual([true, false]);
	now = 1_000;
	expect([once.has('a'), once.take('a'), once.take('b')]).toEqual([false, true, false]);
	once.forget('b');
	expect(once.take('b')).toBe(true);
});
