import { expect, test } from 'vitest';
import { cssString, escapeHtml } from './escape-html.ts';

test('escapes all markup in text', () => {
	expect(escapeHtml(`<a href="x" id='y'>&`)).toBe(
		'&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;'
	);
});

test('escapes text that would close the CSS string or the style element', () => {
	expect(cssString('a"</style>\\')).toBe('"a\\22 \\3c \\2f style\\3e \\5c "');
});
