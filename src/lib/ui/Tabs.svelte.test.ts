import { describe, expect, it } from 'vitest';
import { find, markup, press, show } from '../../../tests/support/mounted.svelte.ts';
import Tabs from './Tabs.svelte';

const TABS = [
	{ key: 'a', name: 'Actions', count: 2 },
	{ key: 'b', name: 'Floor' },
	{ key: 'c', name: 'Attendance' }
];

function tabs() {
	const { page } = show(Tabs<string>, {
		...{ label: 'Records', tabs: TABS, selected: 'a', panel: markup('<p>panel</p>') }
	});
	const selected = () => find(page, '[aria-selected=true]').textContent?.trim();
	return { page, selected };
}

describe('tabs', () => {
	it('are chosen by a click, and only the chosen one is in the tab order', () => {
		const { page, selected } = tabs();
		find(page, '[role=tab]:nth-child(2)').click();
		press('x'); // any key: updates the page
		expect(selected()).toBe('Floor');
		const reached = [...page.querySelectorAll<HTMLElement>('[role=tab]')].map(
			(tab) => tab.tabIndex
		);
		expect(reached).toEqual([-1, 0, -1]);
	});

	it('are chosen by arrow keys, wrapping around, and the focus follows', () => {
		const { page, selected } = tabs();
		const first = find(page, '[role=tab]');
		first.focus();
		press('ArrowLeft');
		expect(selected()).toBe('Attendance');
		expect(document.activeElement?.textContent?.trim()).toBe('Attendance');
		press('ArrowRight');
		expect(selected()).toMatch(/^Actions\s+2$/);
	});

	it('name their panel', () => {
		const { page } = tabs();
		const panel = find(page, '[role=tabpanel]');
		const name = panel.getAttribute('aria-labelledby');
		expect(page.querySelector(`[id="${name}"]`)?.getAttribute('aria-controls')).toBe(panel.id);
	});
});
