import * as Y from 'yjs';
import { isId } from '../ids.ts';
import { SAFE_LINK, type RichNode } from '../editor/rich-text.ts';

/** Where a node may stand. */
export type RichPlace = 'block' | 'inline' | 'listItem' | 'taskItem' | 'tableRow' | 'tableCell';

type Attributes = NonNullable<RichNode['attrs']>;

interface NodeShape {
	readonly place: RichPlace;
	/** What stands in it; undefined for nodes without content. */
	readonly holds: RichPlace | undefined;
	/** Its attributes as the schema has them, from whatever stands in the document. */
	readonly attributes?: (read: (name: string) => unknown) => Attributes;
}

const MAX_COLUMNS = 40;
const MAX_ROWS = 1_000;
const MAX_LINK = 2_000; // characters

function whole(value: unknown, least: number, most: number): number {
	return Number.isInteger(value) ? Math.min(Math.max(Number(value), least), most) : least;
}

const line: NodeShape = { place: 'block', holds: 'inline' };
const list = (holds: RichPlace): NodeShape => ({ place: 'block', holds });
const record: NodeShape = {
	place: 'block',
	holds: undefined,
	attributes: (read) => ({ id: isId(read('id')) ? read('id') : '' })
};
const cell: NodeShape = {
	place: 'tableCell',
	holds: 'block',
	attributes: (read) => ({
		colspan: whole(read('colspan'), 1, MAX_COLUMNS),
		rowspan: whole(read('rowspan'), 1, MAX_ROWS)
	})
};

/** The nodes of a rich text: a map, because names come from documents. */
const RICH_NODES: ReadonlyMap<string, NodeShape> = new Map<string, NodeShape>([
	['paragraph', line],
	['openPoint', line],
	['heading', { ...line, attributes: (read) => ({ level: whole(read('level'), 2, 4) }) }],
	['blockquote', { place: 'block', holds: 'block' }],
	['bulletList', list('listItem')],
	[
		'orderedList',
		{ ...list('listItem'), attributes: (read) => ({ start: whole(read('start'), 1, 9_999) }) }
	],
	['taskList', list('taskItem')],
	['listItem', { place: 'listItem', holds: 'block' }],
	[
		'taskItem',
		{
			place: 'taskItem',
			holds: 'block',
			attributes: (read) => ({ checked: read('checked') === true })
		}
	],
	['table', list('tableRow')],
	['tableRow', { place: 'tableRow', holds: 'tableCell' }],
	['tableCell', cell],
	['tableHeader', cell],
	['horizontalRule', { place: 'block', holds: undefined }],
	['hardBreak', { place: 'inline', holds: undefined }],
	['actionBlock', record],
	['decisionBlock', record]
]);

/** The shape of an element; undefined for anything else, and for elements that the schema does not have. */
export function shapeOf(child: unknown): NodeShape | undefined {
	return child instanceof Y.XmlElement ? RICH_NODES.get(child.nodeName) : undefined;
}

const MARKS = new Set(['bold', 'italic', 'strike', 'underline', 'code']);

/** A mark with its attributes, from the value that the document has; undefined for none, or one that is unknown. */
export function readMark(key: string, value: unknown) {
	const type = key.replace(/--[\w+/=]{8}$/, ''); // the binding marks overlapping marks of one kind so
	if (typeof value !== 'object' || value === null) return undefined;
	if (MARKS.has(type)) return { type };
	const href: unknown = type === 'link' && 'href' in value && value.href;
	if (typeof href !== 'string' || href.length > MAX_LINK || !SAFE_LINK.test(href)) return undefined;
	return { type, attrs: { href } };
}
