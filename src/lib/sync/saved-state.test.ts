import { describe, expect, it } from 'vitest';
import { savedWords, worst, type SavedState } from './saved-state.ts';

describe('the line about what is saved', () => {
	it.each<[SavedState, string]>([
		[{ kind: 'opening' }, 'Opening…'],
		[{ kind: 'damaged' }, 'Cannot be opened: damaged on the server'],
		[{ kind: 'saved' }, 'Saved'],
		[{ kind: 'saving' }, 'Saving…'],
		[{ kind: 'waiting', changes: 1 }, 'Not on the server yet (1 change)'],
		[{ kind: 'waiting', changes: 2 }, 'Not on the server yet (2 changes)'],
		[
			{ kind: 'unstored', changes: 1 },
			'The server cannot save at the moment; keep this page open (1 change)'
		],
		[{ kind: 'offline', changes: 0 }, 'Working offline'],
		[{ kind: 'offline', changes: 3 }, 'Working offline (3 changes)']
	])('%o', (state, words) => expect(savedWords(state)).toBe(words));

	it.each(['signed-out', 'removed', 'refused', 'too-large'] as const)(
		'never says saved after the end: %s',
		(reason) => expect(savedWords({ kind: 'ended', reason, changes: 1 })).not.toMatch(/saved/i)
	);

	it('shows the worst of several documents', () => {
		expect(worst([])).toEqual({ kind: 'saved' });
		const states: SavedState[] = [
			{ kind: 'ended', reason: 'removed', changes: 0 },
			{ kind: 'offline', changes: 1 },
			{ kind: 'unstored', changes: 1 },
			{ kind: 'waiting', changes: 1 },
			{ kind: 'saving' },
			{ kind: 'damaged' },
			{ kind: 'opening' },
			{ kind: 'saved' }
		];
		for (const [index, state] of states.entries())
			expect(worst(states.slice(index).toReversed())).toEqual(state);
	});
});
