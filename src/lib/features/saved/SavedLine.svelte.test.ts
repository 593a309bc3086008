import { describe, expect, it } from 'vitest';
import type { SavedState } from '#lib/sync/saved-state.ts';
import { find, show } from '../../../../tests/support/mounted.svelte.ts';
import SavedLine from './SavedLine.svelte';

const line = (saved: SavedState) => {
	const { page, props } = show(SavedLine, { saved });
	return {
		becomes: (next: SavedState) => {
			props.saved = next;
		},
		kind: () => find(page, '.saved').dataset['saved'],
		said: () => find(page, '[role=status]').textContent
	};
};

describe('the saved line', () => {
	it('shows the given state, in words and as an attribute', () => {
		const { becomes, kind } = line({ kind: 'saved' });
		expect(kind()).toBe('saved');
		becomes({ kind: 'offline', changes: 3 });
		expect(kind()).toBe('offline');
	});

	it('announces nothing at every keystroke', () => {
		const { becomes, said } = line({ kind: 'saved' });
		becomes({ kind: 'saving' });
		becomes({ kind: 'saved' });
		expect(said()).toBe('');
	});

	it('announces a problem once, without its count, and its end once all is saved', () => {
		const { becomes, said } = line({ kind: 'saving' });
		becomes({ kind: 'offline', changes: 1 });
		const worry = said();
		expect(worry).not.toBe('');
		expect(worry).not.toContain('(');
		becomes({ kind: 'offline', changes: 2 });
		becomes({ kind: 'saving' });
		expect(said()).toBe(worry); // not over yet
		becomes({ kind: 'saved' });
		expect(said()).not.toBe(worry);
		expect(said()).not.toBe('');
	});
});
