import { expect, it } from 'vitest';
import { unreadSpans } from './unread-spans.ts';

const words = (line: string, ...unread: string[]) =>
	unreadSpans(line, unread).map(({ from, to }) => line.slice(from, to));

it('finds what was not understood, in the order of the line', () => {
	const line = '! @Nobody, @Olga send the COB list by COB Friday';
	expect(words(line, 'COB Friday', '@Nobody')).toEqual(['@Nobody', 'COB Friday']);
});

it('finds a handle at the front and a date at the end', () => {
	expect(unreadSpans('! @Twin ask @Twin by COB before COB', ['@Twin', 'COB'])).toEqual([
		{ from: 2, to: 7 },
		{ from: 32, to: 35 }
	]);
});

it('leaves out what is no longer in the line', () => {
	expect(words('! report', '@Nobody')).toEqual([]);
});
