import { expect, test } from 'vitest';
import { cssString, escapeHtml } from './escape-html.ts';

test('nothing in a text is markup', () => {
	expect(escapeHtml(`<a href="x" id='y'>&`)).toBe(
		'&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;'
	);
});

test('a text closes neither the CSS string nor the style element', () => {
	expect(cssString('a"</style>\\')).toBe('"a\\22 \\3c \\2f style\\3e \\5c "');
});
