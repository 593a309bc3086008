import { createRawSnippet, flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '../../../tests/support/mounted.svelte.ts';
import VirtualRows from './VirtualRows.svelte';

const HEIGHT = 50; // px per row
const WINDOW = 500; // px
const SPARE = 10; // rows beyond either edge

let top = 0; // px; position of the rows on the screen
beforeEach(() => {
	top = 0;
	vi.stubGlobal('innerHeight', WINDOW);
	vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(
		() => ({ top }) as DOMRect
	);
});

const row = createRawSnippet((index: () => number) => ({
	render: () => `<tr aria-rowindex="${index() + 2}" tabindex="-1"><td>${index()}</td></tr>`
}));

function rows(count: number) {
	const onshow = vi.fn<(from: number, to: number) => void>();
	const { page, props } = show(VirtualRows, { count, height: HEIGHT, onshow, row });
	const drawn = () =>
		[...page.querySelectorAll('[aria-rowindex]')].map((one) => Number(one.textContent));
	const gaps = () =>
		[...page.querySelectorAll<HTMLElement>('[aria-hidden]')].map((gap) => gap.style.height);
	return { drawn, gaps, onshow, props };
}

function scrollTo(row: number): void {
	top = -row * HEIGHT;
	window.dispatchEvent(new Event('scroll'));
	flushSync();
}

describe('virtual rows', () => {
	it('are rendered in the window and a little beyond it; spacers stand for the rest', () => {
		const { drawn, gaps, onshow } = rows(10_000);
		const seen = WINDOW / HEIGHT + 2 * SPARE;
		expect(drawn()).toEqual(Array.from({ length: seen }, (_, index) => index));
		expect(gaps()).toEqual([`${(10_000 - seen) * HEIGHT}px`]);
		expect(onshow).toHaveBeenLastCalledWith(0, seen);
	});

	it('follow the page when it scrolls, and ask for what they show', () => {
		const { drawn, gaps, onshow } = rows(10_000);
		scrollTo(5_000);
		expect(drawn()[0]).toBe(5_000 - SPARE);
		expect(gaps()[0]).toBe(`${(5_000 - SPARE) * HEIGHT}px`);
		expect(onshow).toHaveBeenLastCalledWith(4_990, 5_020);
	});

	it('are all rendered if there are few, and none beyond the last', () => {
		const { drawn, gaps } = rows(3);
		expect(drawn()).toEqual([0, 1, 2]);
		expect(gaps()).toEqual([]);
	});

	it('stay within the remaining rows when most are filtered out', () => {
		const { drawn, props } = rows(10_000);
		scrollTo(9_990);
		props.count = 5;
		expect(drawn()).toEqual([0, 1, 2, 3, 4]);
	});
});
