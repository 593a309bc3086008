import { expect, it } from 'vitest';
import { casesOf } from '../../../tests/support/cases.ts';
import { show } from '../../../tests/support/mounted.svelte.ts';
import Words from './Words.svelte';

it.each(casesOf('15-lines.txt'))(
	'shows where the control is in %j, without its effect',
	(text = '') => {
		const { page } = show(Words, { text });
		const [mark, ...others] = page.querySelectorAll<HTMLElement>('[role="img"]');
		expect(others).toEqual([]);
		expect(mark?.title).toMatch(/U\+20(2E|67)/);
		expect(page.textContent).toBe(text.replaceAll(/[\u202e\u2067]/g, ''));
	}
);

it('shows ordinary words as they are, with an isolate that is closed', () => {
	const text = `قائمة ${String.fromCharCode(0x2066)}US-DOJ${String.fromCharCode(0x2069)}`;
	const { page } = show(Words, { text });
	expect(page.innerHTML).not.toContain('span');
	expect(page.textContent).toBe(text);
});
