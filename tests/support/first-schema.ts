import { mergeAttributes, Node, type Extensions } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { SAFE_LINK } from '#shared/editor/rich-text.ts';

/** A line that begins with Arabic or Hebrew begins on the right, whatever the lines around it do. */
const OWN_DIRECTION = { dir: 'auto' };

/** A block that stands for a record of the document: an action or a decision, by its id. */
const recordBlock = (name: 'actionBlock' | 'decisionBlock', tag: string) =>
	Node.create({
		name,
		group: 'block',
		atom: true,
		selectable: true,
		draggable: true,
		addAttributes: () => ({ id: { default: '' } }),
		parseHTML: () => [{ tag: `div[data-${tag}]` }],
		renderHTML: ({ HTMLAttributes, node }) => [
			'div',
			mergeAttributes(HTMLAttributes, { [`data-${tag}`]: String(node.attrs.id) })
		]
	});

/** An action in the text; what it says lives in the record. */
const ActionBlock = recordBlock('actionBlock', 'action');
/** A decision or a conclusion in the text. */
const DecisionBlock = recordBlock('decisionBlock', 'decision');

/** A question that the session leaves open: a line of its own, whose words are part of the text. */
const OpenPoint = Node.create({
	name: 'openPoint',
	group: 'block',
	content: 'inline*',
	defining: true,
	parseHTML: () => [{ tag: 'p[data-open-point]', priority: 60 }],
	renderHTML: ({ HTMLAttributes }) => [
		'p',
		mergeAttributes(HTMLAttributes, { 'data-open-point': '', ...OWN_DIRECTION }),
		0
	]
});

const plainExtensions: Extensions = [
	StarterKit.configure({
		undoRedo: false,
		trailingNode: false,
		codeBlock: false,
		heading: { levels: [2, 3, 4], HTMLAttributes: OWN_DIRECTION },
		paragraph: { HTMLAttributes: OWN_DIRECTION },
		dropcursor: false,
		gapcursor: false,
		link: {
			openOnClick: false,
			// What is typed behind a link is no part of it. Which words become a link is said in `addresses.ts`.
			autolink: false,
			linkOnPaste: false,
			shouldAutoLink: () => false,
			isAllowedUri: (uri) => SAFE_LINK.test(uri),
			HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' }
		}
	}),
	OpenPoint,
	TaskList,
	TaskItem.configure({ nested: true }),
	TableKit.configure({ table: { resizable: false } })
];

/** What a text of schema 1 may contain, for the tests that read such texts and for what everybody else uses. */
export const documentExtensions: Extensions = [...plainExtensions, ActionBlock, DecisionBlock];
