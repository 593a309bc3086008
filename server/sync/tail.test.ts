import { expect, it } from 'vitest';
import { updateFrame } from './messages.ts';
import { Tail } from './tail.ts';

const change = (value: number, size = 3) => updateFrame(new Uint8Array(size).fill(value));
const values = (messages: readonly Uint8Array[]) => messages.map((message) => message.at(-1));

it('gives back the messages after a number, in order, however much there is', () => {
	const tail = new Tail(10);
	for (let seq = 11; seq <= 200; seq++) tail.push(change(seq, seq * 10));
	expect(tail.head).toBe(200);
	expect(values(tail.since(197))).toEqual([198, 199, 200]);
	expect(tail.since(10)).toHaveLength(190);
	expect(tail.since(0)).toHaveLength(190);
	expect(tail.since(200)).toEqual([]);
	expect(tail.since(198)[0]).toEqual(change(199, 1990));
});

it('hands out updates that later ones do not touch', () => {
	const tail = new Tail(0);
	const first = tail.push(change(1, 400));
	for (let value = 2; value < 50; value++) tail.push(change(value, 400));
	tail.drop(49);
	expect(first).toEqual(new Uint8Array(400).fill(1));
});

it('forgets what a snapshot has, and counts on', () => {
	const tail = new Tail(0);
	for (let value = 1; value <= 5; value++) tail.push(change(value));
	tail.skip(); // number 6 holds nothing
	tail.push(change(7));
	tail.drop(3);
	expect([tail.head, tail.length, tail.size]).toEqual([7, 4, 3 * change(0).length]);
	expect(values(tail.since(3))).toEqual([4, 5, 7]);
	expect(values(tail.since(1))).toEqual([4, 5, 7]);
	tail.drop(7);
	expect([tail.head, tail.size, tail.push(change(8)).at(-1)]).toEqual([7, 0, 8]);
	expect(tail.head).toBe(8);
});
