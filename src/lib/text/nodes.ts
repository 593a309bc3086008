import { mergeAttributes, Node, type Attribute, type Extensions } from '@tiptap/core';
import { WORDS_KINDS } from '#shared/text/kind.ts';

type Attributes = Record<string, Attribute>;

/** An attribute that is kept in copied HTML, there by another name if one is given. */
function kept(name: string, fallback: string | number | boolean, as = name): Attribute {
	const data = `data-${as}`;
	return {
		default: fallback,
		parseHTML: (element) => parsed(element.getAttribute(data), fallback),
		renderHTML: (attributes) =>
			attributes[name] === fallback ? {} : { [data]: String(attributes[name]) }
	};
}

function parsed(value: string | null, fallback: string | number | boolean) {
	if (value === null) return fallback;
	if (typeof fallback === 'number') return /^\d{1,6}$/.test(value) ? Number(value) : fallback;
	return typeof fallback === 'boolean' ? value === 'true' : value;
}

const kinds: readonly string[] = WORDS_KINDS;
/** The element of a kind, for other programs and for whoever listens to the page. */
const TAGS: Readonly<Record<string, string>> = {
	heading2: 'h2',
	heading3: 'h3',
	heading4: 'h4',
	quotation: 'blockquote'
};
const LISTS: Readonly<Record<string, string>> = { bullet: 'ul', ordered: 'ol', task: 'ul' };

/**
 * A line of words. What kind it is, its level and whether it is done are attributes, so that a change of them touches no
 * letter.
 */
const LineNode = Node.create({
	name: 'line',
	group: 'block',
	content: 'inline*',
	defining: true,
	addAttributes: (): Attributes => ({
		id: kept('id', '', 'line'),
		kind: {
			default: 'paragraph',
			parseHTML: (element) => kindFrom(element.dataset['kind']),
			renderHTML: ({ kind }) => ({ 'data-kind': String(kind) })
		},
		level: kept('level', 0),
		start: kept('start', 0),
		checked: kept('checked', false),
		stray: { default: '', rendered: false }
	}),
	parseHTML: () => [
		{ tag: '[data-kind]', contentElement: (node) => itemIn(node) },
		...Object.entries(TAGS).map(([kind, tag]) => ({ tag, attrs: { kind } })),
		{ tag: 'p' }
	],
	renderHTML: ({ HTMLAttributes, node }) => {
		const stray = node.attrs.stray === '' ? {} : { 'data-stray': '' };
		// A line that begins with Arabic or Hebrew begins on the right, whatever the lines around it do.
		const attributes = mergeAttributes(HTMLAttributes, { dir: 'auto' }, stray);
		const list = LISTS[String(node.attrs.kind)];
		if (list) return [list, attributes, ['li', 0]];
		return [TAGS[String(node.attrs.kind)] ?? 'p', attributes, 0];
	}
});

/** A line of a list is written as a list with one item. */
function itemIn(node: HTMLElement): HTMLElement {
	return node.querySelector<HTMLElement>(':scope > li') ?? node;
}

function kindFrom(value: string | undefined): string {
	return value !== undefined && kinds.includes(value) ? value : 'paragraph';
}

/** A line without words of its own that can be edited in the text. */
function block(name: string, attributes: Attributes) {
	return Node.create({
		name,
		group: 'block',
		atom: true,
		selectable: true,
		draggable: true,
		addAttributes: () => ({ id: kept('id', '', 'line'), ...attributes }),
		parseHTML: () => [{ tag: `div[data-block="${name}"]` }],
		renderHTML: ({ HTMLAttributes }) => [
			'div',
			mergeAttributes(HTMLAttributes, { 'data-block': name })
		]
	});
}

/** An action or a decision. */
const CardNode = block('card', {
	family: kept('family', 'action'),
	record: kept('record', '')
});
/** A picture; its file says what it is. */
const PictureNode = block('picture', { file: kept('file', '') });
const RuleNode = block('rule', {}).extend({
	parseHTML: () => [{ tag: 'hr' }],
	renderHTML: ({ HTMLAttributes }) => [
		'hr',
		mergeAttributes(HTMLAttributes, { 'data-block': 'rule' })
	]
});
/** A line of a later release: shown, never changed. */
const UnknownNode = block('unknown', { words: kept('words', '') });
/** Words that were written into something removed; kept or dropped by a button of its view. */
const LeftoverNode = block('leftover', { words: kept('words', '') });

/** What is in a line and is no letter that we know. */
const StrangeNode = Node.create({
	name: 'strange',
	group: 'inline',
	inline: true,
	atom: true,
	selectable: false,
	renderHTML: () => ['span', { 'data-strange': '' }]
});

const cellAttributes: Attributes = {
	row: kept('row', ''),
	column: kept('column', ''),
	colspan: { default: 1, parseHTML: (element) => spanIn(element, 'colspan', 40) },
	rowspan: { default: 1, parseHTML: (element) => spanIn(element, 'rowspan', 1_000) },
	colwidth: { default: null, rendered: false }
};

function spanIn(element: HTMLElement, name: string, most: number): number {
	const span = Number(element.getAttribute(name) ?? 1);
	return Number.isInteger(span) ? Math.min(Math.max(span, 1), most) : 1;
}

function cell(name: string, tag: string, role: string) {
	return Node.create({
		name,
		content: 'line+',
		isolating: true,
		addAttributes: () => cellAttributes,
		parseHTML: () => [{ tag }],
		renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
		extendNodeSchema: (extension) => (extension.name === name ? { tableRole: role } : {})
	});
}

const role = (name: string, tableRole: string) => (extension: { name: string }) =>
	extension.name === name ? { tableRole } : {};

const TableNode = Node.create({
	name: 'table',
	group: 'block',
	content: 'tableRow+',
	isolating: true,
	addAttributes: () => ({ id: kept('id', '', 'line') }),
	parseHTML: () => [{ tag: 'table' }],
	renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
	extendNodeSchema: role('table', 'table')
});

const TableRowNode = Node.create({
	name: 'tableRow',
	content: '(tableCell | tableHeader)*',
	addAttributes: () => ({ id: kept('id', '', 'row-id') }),
	parseHTML: () => [{ tag: 'tr' }],
	renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
	extendNodeSchema: role('tableRow', 'row')
});

/** The nodes of a text; marks, `doc`, `text` and `hardBreak` come from the starter kit. */
export const textNodes: Extensions = [
	LineNode,
	CardNode,
	PictureNode,
	RuleNode,
	TableNode,
	TableRowNode,
	cell('tableCell', 'td', 'cell'),
	cell('tableHeader', 'th', 'header_cell'),
	UnknownNode,
	LeftoverNode,
	StrangeNode
];
