import { describe, expect, it } from 'vitest';
import type { SavedState } from '#lib/sync/saved-state.ts';
import { find, show } from '../../../../tests/support/mounted.svelte.ts';
import SavedLine from './SavedLine.svelte';

const line = (saved: SavedState) => {
	const { page, props } = show(SavedLine, { saved, isPolled: false });
	return {
		becomes: (next: SavedState) => {
			props.saved = next;
		},
		/** By which way the documents come. */
		by: (isPolled: boolean) => {
			props.isPolled = isPolled;
		},
		text: () => page.textContent ?? '',
		kind: () => find(page, '.saved').dataset['saved'],
		words: () => find(page, '.saved').textContent.trim(),
		said: () => find(page, '[role=status]').textContent
	};
};

type Kind = SavedState['kind'];
type Reason = Extract<SavedState, { kind: 'ended' }>['reason'];
type Shown<K extends Kind> = readonly [state: Extract<SavedState, { kind: K }>, words: string];

/** Every state, so that a new one without its words does not compile. */
const WORDS: { readonly [K in Exclude<Kind, 'ended'>]: readonly Shown<K>[] } = {
	opening: [[{ kind: 'opening' }, 'Opening…']],
	damaged: [[{ kind: 'damaged' }, 'Cannot be opened: damaged on the server']],
	unreached: [
		[
			{ kind: 'unreached' },
			'Cannot be opened yet: the documents of the board are not reached. Trying again…'
		]
	],
	unshown: [[{ kind: 'unshown' }, 'The editor did not load; load the page again']],
	saved: [[{ kind: 'saved' }, 'Saved']],
	saving: [[{ kind: 'saving' }, 'Saving…']],
	waiting: [
		[{ kind: 'waiting', changes: 1 }, 'Not on the server yet (1 change)'],
		[{ kind: 'waiting', changes: 2 }, 'Not on the server yet (2 changes)']
	],
	unstored: [
		[
			{ kind: 'unstored', changes: 1 },
			'The server cannot save at the moment; keep this page open (1 change)'
		]
	],
	offline: [
		[{ kind: 'offline', changes: 0, outlives: false }, 'Working offline'],
		[{ kind: 'offline', changes: 3, outlives: true }, 'Working offline (3 changes)'],
		[
			{ kind: 'offline', changes: 3, outlives: false },
			'Working offline (3 changes, in this tab only: keep it open)'
		]
	]
};

const ENDED: { readonly [R in Reason]: string } = {
	'signed-out': 'Signed out; what you typed is not sent yet',
	removed: 'This document is no longer shared with you.',
	refused: 'The server refused a change. Copy what you typed last, then reload the page.',
	'too-large':
		'That was more than the server accepts. Copy what you typed last, reload the page, and paste less at once.',
	outdated: 'The board was updated. Reload the page to go on.'
};

const ALL: readonly (readonly [state: SavedState, words: string])[] = [
	...Object.values(WORDS).flat(),
	...Object.entries(ENDED).map(
		([reason, words]) => [{ kind: 'ended', reason: reason as Reason, changes: 1 }, words] as const
	)
];

describe('the words on the screen', () => {
	it.each(ALL)('%o', (state, expected) => {
		const { words, kind } = line(state);
		expect(words()).toBe(expected);
		expect(kind()).toBe(state.kind);
	});

	it('are “Saved” in one state only', () => {
		const saying = ALL.filter(([, words]) => /\bsaved\b/i.test(words));
		expect(saying.map(([{ kind }]) => kind)).toEqual(['saved']);
	});
});

describe('the saved line', () => {
	it('shows the given state, in words and as an attribute', () => {
		const { becomes, kind } = line({ kind: 'saved' });
		expect(kind()).toBe('saved');
		becomes({ kind: 'offline', changes: 3, outlives: true });
		expect(kind()).toBe('offline');
	});

	it('says quietly that the documents come by a slower line, beside what is saved', () => {
		const { by, kind, said, text } = line({ kind: 'saved' });
		const before = text();
		by(true);
		expect(text().length).toBeGreaterThan(before.length);
		expect([kind(), said()]).toEqual(['saved', '']);
		by(false);
		expect(text()).toBe(before);
	});

	it('announces nothing at every keystroke', () => {
		const { becomes, said } = line({ kind: 'saved' });
		becomes({ kind: 'saving' });
		becomes({ kind: 'saved' });
		expect(said()).toBe('');
	});

	it('announces a problem once, without its count, and its end once all is saved', () => {
		const { becomes, said } = line({ kind: 'saving' });
		becomes({ kind: 'offline', changes: 1, outlives: true });
		const worry = said();
		expect(worry).not.toBe('');
		expect(worry).not.toContain('(');
		becomes({ kind: 'offline', changes: 2, outlives: true });
		becomes({ kind: 'saving' });
		expect(said()).toBe(worry); // not over yet
		becomes({ kind: 'saved' });
		expect(said()).not.toBe(worry);
		expect(said()).not.toBe('');
	});
});
