import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Seeded } from '../../../tests/support/seeded.ts';
import { replaceChanged } from './replace-changed.ts';

const LETTERS = ['a', 'b', 'ab', ' ', 'é', '😀', '😁', '👍🏽', '\n'];

function textOf(words: string): Y.Text {
	const text = new Y.Doc().getText('t');
	text.insert(0, words);
	return text;
}

describe('replaceChanged', () => {
	it('makes any text into any other', () => {
		const seeded = new Seeded(11);
		const words = () =>
			Array.from({ length: seeded.below(7) }, () => seeded.pick(LETTERS)).join('');
		for (let round = 0; round < 5_000; round++) {
			const [before, after] = [words(), words()];
			const text = textOf(before);
			replaceChanged(text, after);
			expect(text.toString(), `${before} → ${after}`).toBe(after);
		}
	});

	it('changes one emoji into another of the same plane without splitting a surrogate pair', () => {
		const text = textOf('good 😀 day');
		replaceChanged(text, 'good 😁 day');
		expect(text.toString()).toBe('good 😁 day');
	});

	it('keeps what others typed around the change', () => {
		const anna = textOf('the list of firms');
		const boris = new Y.Doc();
		Y.applyUpdate(boris, Y.encodeStateAsUpdate(anna.doc ?? boris));
		boris.getText('t').insert(0, 'Today: ');
		boris.getText('t').insert(boris.getText('t').length, ', in full');
		replaceChanged(anna, 'the long list of firms');
		Y.applyUpdate(boris, Y.encodeStateAsUpdate(anna.doc ?? boris));
		expect(boris.getText('t').toString()).toBe('Today: the long list of firms, in full');
	});

	it('does nothing when nothing changed', () => {
		const text = textOf('same');
		let changes = 0;
		text.observe(() => changes++);
		replaceChanged(text, 'same');
		expect(changes).toBe(0);
	});
});
