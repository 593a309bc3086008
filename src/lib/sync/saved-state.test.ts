import { describe, expect, it } from 'vitest';
import { worst, type SavedState } from './saved-state.ts';

const offline = (changes: number, outlives = true): SavedState => ({
	...{ kind: 'offline', changes, outlives }
});

describe('the state of several documents', () => {
	it('is the worst of them', () => {
		expect(worst([])).toEqual({ kind: 'saved' });
		const states: SavedState[] = [
			{ kind: 'ended', reason: 'removed', changes: 0 },
			offline(0),
			{ kind: 'unstored', changes: 0 },
			{ kind: 'waiting', changes: 0 },
			{ kind: 'saving' },
			{ kind: 'unshown' },
			{ kind: 'damaged' },
			{ kind: 'unreached' },
			{ kind: 'opening' },
			{ kind: 'saved' }
		];
		for (const [index, state] of states.entries())
			expect(worst(states.slice(index).toReversed())).toEqual(state);
	});

	it('counts the changes of all of them', () => {
		expect(worst([offline(0), offline(3), { kind: 'waiting', changes: 2 }])).toEqual(offline(5));
	});

	it('says that changes outlive the tab only if all do', () => {
		expect(worst([offline(1), offline(1, false)])).toEqual(offline(2, false));
		expect(worst([offline(1), offline(0, false)])).toEqual(offline(1));
	});
});
