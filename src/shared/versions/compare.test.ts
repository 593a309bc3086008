import { describe, expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import type { RichNode } from '../editor/rich-text.ts';
import { compareTexts, compareWords } from './compare.ts';
import type { VersionText } from './version.ts';

const paragraph = (text: string): RichNode => ({
	...{ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] }
});
const version = (items: Readonly<Record<string, readonly string[]>>): VersionText => ({
	...{ head: undefined, actions: [], decisions: [] },
	sections: Object.entries(items).map(([number, lines]) => ({
		...{ number, heading: `Item ${number}`, body: { type: 'doc', content: lines.map(paragraph) } }
	}))
});

const same = (text: string) => ({ is: 'same', text });
const removed = (text: string) => ({ is: 'removed', text });
const added = (text: string) => ({ is: 'added', text });

describe('two wordings of a line', () => {
	it('differ by words', () => {
		expect(compareWords('share the list of users', 'share two lists of end users')).toEqual([
			...[same('share '), removed('the'), added('two'), same(' ')],
			...[removed('list'), added('lists'), same(' of'), added(' end'), same(' users')]
		]);
		expect(compareWords('as it was', 'as it was')).toEqual([{ is: 'same', text: 'as it was' }]);
	});

	it('are whole again without what was added, or without what was removed', () => {
		const seeded = new Seeded(7);
		const words = () =>
			Array.from(
				{ length: 1 + seeded.below(12) },
				() => ['we', 'share', 'lists', 'é', '…'][seeded.below(5)]
			).join(' ');
		for (let round = 0; round < 300; round++) {
			const [before, after] = [words(), words()];
			const pieces = compareWords(before, after);
			const without = (is: string) =>
				pieces.flatMap((piece) => (piece.is === is ? [] : [piece.text])).join('');
			expect([without('added'), without('removed')]).toEqual([before, after]);
		}
	});
});

describe('two states of a document', () => {
	it('differ in the sections and lines that changed', () => {
		const older = version({ 1: ['Opening.'], 2: ['The threat grows.', 'Kept.', 'Old line here.'] });
		const newer = version({ 1: ['Opening.'], 2: ['The threat grows fast.', 'Kept.'], 3: ['New.'] });
		expect(compareTexts(older, newer)).toEqual([
			{
				...{ number: '2', heading: 'Item 2' },
				lines: [
					{
						pieces: [
							{ is: 'same', text: 'The threat grows' },
							{ is: 'added', text: ' fast' },
							{ is: 'same', text: '.' }
						]
					},
					{ same: 1 },
					{ pieces: [{ is: 'removed', text: 'Old line here.' }] }
				]
			},
			{ number: '3', heading: 'Item 3', lines: [{ pieces: [{ is: 'added', text: 'New.' }] }] }
		]);
		expect(compareTexts(older, older)).toEqual([]);
	});

	it('are compared in bounded time, however long they are', () => {
		const long = (word: string) =>
			version({ 1: Array.from({ length: 5_000 }, (_, at) => `${word} ${at}`) });
		const [section] = compareTexts(long('before'), long('after'));
		expect(section?.lines.length).toBeGreaterThan(1_000);
	});
});
