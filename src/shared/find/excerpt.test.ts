import { expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

const said = (words: string, sought: string) =>
	excerptOf(
		words,
		[...words.matchAll(new RegExp(sought, 'g'))].map(({ index }) => ({
			from: index,
			to: index + sought.length
		}))
	)
		.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
		.join('');

it('shows the words around the first match, with every match in them', () => {
	expect(said('send the list, and the list of lists', 'list')).toBe(
		'send the [list], and the [list] of [list]s'
	);
	expect(said('list', 'list')).toBe('[list]');
	const long = 'word '.repeat(100);
	expect(said(`${long}here ${long}`, 'here')).toMatch(/^…(word ){9}\[here\] (word )+.*…$/);
	expect(said(`${'😀'.repeat(300)}x`, 'x')).toMatch(/^….*\[x\]$/);
});
