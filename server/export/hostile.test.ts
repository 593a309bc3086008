import { expect, test } from 'vitest';
import { EXPORT_FORMATS } from '#shared/minutes/export-formats.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { renderMinutes } from './render.ts';

const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', ''];
const text = (words: unknown) => ({ type: 'text', text: words }) as RichNode;
const odd = { toString: 1, valueOf: 1 };

const minutesWith = (notes: RichNode) => ({
	...emptyMinutes('not recorded'),
	items: [{ number: '1', title: 'Opening', speakers: [], times: [], notes }]
});
const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test.each(EXPORT_FORMATS)('%s survives nodes, marks and attributes of any name', async (format) => {
	const nodes = NAMES.flatMap((type): RichNode[] => [
		{ type, content: [text(`in ${type}`)] },
		{ type: 'paragraph', content: [{ ...text('marked'), marks: [{ type, attrs: odd }] }] },
		{ type: 'actionBlock', attrs: { id: odd } },
		{ type: 'heading', attrs: { level: odd }, content: [text('heading'), text(odd)] },
		{ type: 'table', content: [{ type, content: [{ type, content: [text('cell')] }] }] }
	]);
	const file = await renderMinutes(
		minutesWith({ type: 'doc', content: nodes }),
		format,
		() => undefined
	);
	expect(file.byteLength).toBeGreaterThan(500);
	if (format === 'md' || format === 'html') expect(decoded(file)).toContain('in constructor');
});

const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/;

test.each(['html', 'md', 'json'] as const)(
	'%s has no characters that turn text round',
	async (format) => {
		const turned = 'pay \u2066\u202eesrever\u2069\u200f to \u061cme';
		const minutes = minutesWith({ type: 'doc', content: [text(turned)] });
		const file = decoded(await renderMinutes(minutes, format, () => undefined));
		expect(file).not.toMatch(DIRECTION);
		if (format === 'json')
			expect(JSON.parse(file)).toMatchObject({
				items: minutes.items.map(({ notes }) => ({ notes }))
			});
		else expect(file).toContain('pay esrever to me');
	}
);
