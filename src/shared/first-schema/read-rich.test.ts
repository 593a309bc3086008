import { getSchema } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HostileDocument } from '../../../tests/support/hostile-document.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import type { RichNode } from '../editor/rich-text.ts';
import { documentExtensions } from '../../../tests/support/first-schema.ts';
import { newId } from '../ids.ts';
import { readRich } from './read-rich.ts';

const schema = getSchema(documentExtensions);

const textOf = (doc = new Y.Doc()) => doc.getXmlFragment('text');

/** The words of a text in order. */
function words({ text = '', content = [] }: RichNode): string {
	return text + content.map(words).join('|');
}

const line = (...words: string[]): RichNode => ({
	type: 'paragraph',
	content: words.map((text) => ({ type: 'text', text }))
});

/** A fragment that holds what no editor makes. */
function holding(...nodes: unknown[]): Y.XmlFragment {
	const text = textOf();
	text.insert(0, nodes as Y.XmlElement[]);
	return text;
}

function element(name: string, ...content: unknown[]): Y.XmlElement {
	const made = new Y.XmlElement(name);
	made.insert(0, content as Y.XmlElement[]);
	return made;
}

describe('readRich', () => {
	it('reads what an editor wrote as the editor had it', () => {
		const bold = { type: 'text', text: 'bold', marks: [{ type: 'bold' }] };
		const link = [{ type: 'link', attrs: { href: 'https://example.org' } }];
		const cell = (type: string, text: string): RichNode => ({
			...{ type, attrs: { colspan: 2, rowspan: 1 }, content: [line(text)] }
		});
		const content: RichNode[] = [
			{ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Title' }] },
			{ ...line('A '), content: [{ type: 'text', text: 'A ' }, bold, { type: 'hardBreak' }] },
			{ type: 'paragraph', content: [{ type: 'text', text: 'here', marks: link }] },
			{ type: 'paragraph' },
			{ type: 'openPoint', content: [{ type: 'text', text: 'Why?' }] },
			{
				type: 'orderedList',
				attrs: { start: 4 },
				content: [{ type: 'listItem', content: [line('One'), line('more')] }]
			},
			{
				type: 'taskList',
				content: [{ type: 'taskItem', attrs: { checked: true }, content: [line('Done')] }]
			},
			{ type: 'blockquote', content: [line('Quoted')] },
			{ type: 'horizontalRule' },
			{ type: 'actionBlock', attrs: { id: newId() } },
			{
				type: 'table',
				content: [{ type: 'tableRow', content: [cell('tableHeader', 'H'), cell('tableCell', 'C')] }]
			}
		];
		const text = textOf();
		prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content }, text);
		expect(readRich(text)).toEqual({ type: 'doc', content });
	});

	it.each<[string, Y.XmlFragment, RichNode[]]>([
		['a bare text', holding(new Y.XmlText('bare')), [line('bare')]],
		['an unknown element', holding(element('x', element('y', new Y.XmlText('in')))), [line('in')]],
		['a cell outside a table', holding(element('tableCell', new Y.XmlText('in'))), [line('in')]],
		['a map', holding(new Y.Map([['a', 'b']])), []],
		['a hook', holding(new Y.XmlHook('hook')), []],
		['an empty list', holding(element('bulletList')), []],
		[
			'a line in a list',
			holding(element('bulletList', element('paragraph', new Y.XmlText('in')))),
			[{ type: 'bulletList', content: [{ type: 'listItem', content: [line('in')] }] }]
		],
		[
			'a line in a line',
			holding(element('paragraph', element('paragraph', new Y.XmlText('in')))),
			[line('in')]
		]
	])('reads %s as what the schema has', (_, text, content) => {
		expect(readRich(text)).toEqual({ type: 'doc', content });
	});

	it('reads a nesting of 2,000 blocks as words, without recursion', () => {
		const text = textOf();
		let inner: Y.XmlFragment = text;
		for (let depth = 0; depth < 2_000; depth++) {
			inner.insert(0, [new Y.XmlElement('blockquote')]);
			inner = inner.get(0) as Y.XmlElement;
		}
		inner.insert(0, [new Y.XmlText('deep')]);
		expect(words(readRich(text)).replaceAll('|', '')).toBe('deep');
	});

	it('leaves out what is beyond its limits, and says so', () => {
		const text = holding(
			...Array.from({ length: 50 }, () => element('paragraph', new Y.XmlText('abc')))
		);
		const limits = { depth: 8, nodes: 1_000, characters: 10 };
		expect(words(readRich(text, limits))).toMatch(/^abc\|abc\|abc\|a\|The rest of this text/);
		const few = readRich(text, { ...limits, nodes: 6, characters: 1_000 });
		expect(words(few)).toMatch(/^abc\|abc\|abc\|The rest/);
	});

	it('ignores marks, links and attributes that the schema does not have', () => {
		const text = new Y.XmlText('here');
		const marks: object = {
			constructor: {},
			['__proto__']: {},
			link: { href: 'javascript:alert(1)' }
		};
		text.format(0, 4, marks);
		const heading = element('heading', text);
		heading.setAttribute('level', { a: 1 } as unknown as string);
		expect(readRich(holding(heading)).content).toEqual([
			{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'here' }] }
		]);
	});

	it('makes of any document one that the editor accepts', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const { doc } = new HostileDocument(new Seeded(seed)).fill(20, ['text']);
			const read = readRich(textOf(doc));
			if (read.content?.length)
				expect(() => schema.nodeFromJSON(read).check(), `seed ${seed}`).not.toThrow();
		}
	});
});
