import { describe, expect, it, vi } from 'vitest';
import { find, markup, show } from '../../../tests/support/mounted.svelte.ts';
import Dialog from './Dialog.svelte';

function dialog(open: boolean) {
	const onclose = vi.fn();
	const shown = show(Dialog, {
		...{ title: 'Close the session?', open, onclose, children: markup('<p>Really</p>') }
	});
	return { ...shown, onclose, there: () => document.querySelector<HTMLDialogElement>('dialog') };
}

describe('a dialog', () => {
	it('is not in the page until opened, and gone once closed', () => {
		const { props, there } = dialog(false);
		expect(there()).toBeNull();
		props.open = true;
		expect(there()?.open).toBe(true);
		props.open = false;
		expect(there()).toBeNull();
	});

	it('is at the end of the page, outside of what opened it', () => {
		const { page, there } = dialog(true);
		expect(page.querySelector('dialog')).toBeNull();
		expect(there()?.parentElement).toBe(document.body);
	});

	it('is named by its title, and its button by what it does', () => {
		const { onclose, there } = dialog(true);
		const shown = there();
		if (!shown) throw new Error('there is no dialog');
		const name = shown.getAttribute('aria-labelledby');
		expect(shown.querySelector(`[id="${name}"]`)?.textContent).toBe('Close the session?');
		find(shown, 'header button').click();
		expect(onclose).toHaveBeenCalled();
	});
});
