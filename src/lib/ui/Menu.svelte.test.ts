import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { find, markup, show } from '../../../tests/support/mounted.svelte.ts';
import Menu from './Menu.svelte';

/** Fires the popover's toggle event, which the test DOM does not implement. */
function toggle(panel: HTMLElement, newState: 'open' | 'closed'): void {
	panel.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
	flushSync();
}

function menu(given: { kept?: boolean; onopen?: () => void } = {}) {
	const { page } = show(Menu, {
		...{
			label: 'Change item 3',
			trigger: markup('<i>…</i>'),
			children: markup('<a href="#">Edit</a>')
		},
		...given
	});
	return { button: find(page, 'button'), panel: find(page, '[popover]') };
}

describe('a menu', () => {
	it('renders its content when opened, not before', () => {
		const { button, panel } = menu();
		expect(panel.querySelector('a')).toBeNull();
		expect(button.getAttribute('aria-expanded')).toBe('false');
		toggle(panel, 'open');
		expect(panel.querySelector('a')?.textContent).toBe('Edit');
		expect(button.getAttribute('aria-expanded')).toBe('true');
		toggle(panel, 'closed');
		expect(panel.querySelector('a')).toBeNull();
	});

	it('is rendered from the start if it has to work without scripts', () => {
		expect(menu({ kept: true }).panel.querySelector('a')).not.toBeNull();
	});

	it('reports once that it was opened', () => {
		const onopen = vi.fn();
		const { panel } = menu({ onopen });
		toggle(panel, 'open');
		toggle(panel, 'closed');
		expect(onopen).toHaveBeenCalledTimes(1);
	});

	it('opens by its button without scripts, and its panel has its name', () => {
		const { button, panel } = menu();
		expect(button.getAttribute('popovertarget')).toBe(panel.id);
		expect(panel.getAttribute('aria-label')).toBe('Change item 3');
	});
});
