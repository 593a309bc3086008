import { expect, it } from 'vitest';
import { addressesIn } from './addresses.ts';

const PLAIN = 'https://example.org/a';

it.each([
	[PLAIN, PLAIN],
	[`see ${PLAIN} and go on`, PLAIN],
	...[
		'.',
		',',
		';',
		':',
		'!',
		'?',
		'...',
		'…',
		'?!',
		"'",
		'"',
		'’',
		'”',
		'»',
		').',
		'],',
		'\u200b',
		'。',
		'،'
	].map((end) => [`see ${PLAIN}${end} next`, PLAIN]),
	['(https://a.example/b_(c))', 'https://a.example/b_(c)'],
	['https://a.example/b_(c)', 'https://a.example/b_(c)'],
	['(https://a.example/b_(c)).', 'https://a.example/b_(c)'],
	['[https://a.example/?x[]=1]', 'https://a.example/?x[]=1'],
	['“https://a.example/”', 'https://a.example/'],
	['https://a.example/x.html?a=1&b=2#c!', 'https://a.example/x.html?a=1&b=2#c'],
	['HTTP://A.example', 'HTTP://A.example'],
	['https://ru.wikipedia.org/wiki/Право', 'https://ru.wikipedia.org/wiki/Право'],
	['write to mailto:o.brien@example.org.', 'mailto:o.brien@example.org']
])('%s holds %s', (text = '', address = '') => {
	const [found, ...others] = addressesIn(text);
	expect(others).toEqual([]);
	expect(found?.href).toBe(address);
	expect(text.slice(found?.from, found?.to)).toBe(address);
});

it.each([
	'xhttps://a.example',
	'https://',
	'https://...',
	'mailto:',
	'mailto:me',
	'javascript:alert(1)',
	'a.example'
])('%s holds none', (text) => expect(addressesIn(text)).toEqual([]));

it('finds several, and where the word of each ends', () => {
	const text = '(https://a.example), https://b.example.';
	expect(addressesIn(text).map(({ href, wordEnd }) => [href, text.slice(0, wordEnd)])).toEqual([
		['https://a.example', '(https://a.example),'],
		['https://b.example', text]
	]);
});
