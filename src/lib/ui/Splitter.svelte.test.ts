import { beforeEach, describe, expect, it } from 'vitest';
import { find, press, show } from '../../../tests/support/mounted.svelte.ts';
import Splitter from './Splitter.svelte';

const GIVEN = { label: 'Width', name: 'agenda', width: 300, min: 200, max: 400 } as const;

function splitter(direction: 1 | -1 = 1) {
	const { page } = show(Splitter, { ...GIVEN, direction });
	const bar = find(page, '[role=separator]');
	return { bar, width: () => Number(bar.getAttribute('aria-valuenow')) };
}

beforeEach(() => localStorage.clear());

describe('a splitter', () => {
	it('is moved by arrow keys within its bounds, and by no other key', () => {
		const { bar, width } = splitter();
		expect(press('ArrowRight', bar)).toBe(true);
		expect(width()).toBe(316);
		for (let step = 0; step < 20; step++) press('ArrowLeft', bar);
		expect(width()).toBe(GIVEN.min);
		expect(press('ArrowUp', bar)).toBe(false);
	});

	it('moves the other way if its panel is on the other side', () => {
		const { bar, width } = splitter(-1);
		press('ArrowRight', bar);
		expect(width()).toBe(284);
	});

	it('restores its last position, within its bounds', () => {
		const { bar } = splitter();
		press('ArrowRight', bar);
		expect(splitter().width()).toBe(316);
		localStorage.setItem('width:agenda', '9999');
		expect(splitter().width()).toBe(GIVEN.max);
		localStorage.setItem('width:agenda', 'wide');
		expect(splitter().width()).toBe(GIVEN.width);
	});
});
