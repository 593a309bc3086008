import type { RichMark, RichNode } from '../editor/rich-text.ts';
import type { AgendaItemId, DocumentId } from '../ids.ts';
import { sameEnds } from '../same-ends.ts';
import type { MinutesRecord } from './record.ts';

/** What the rapporteur does to a line of the minutes; the notes stay as they are. */
export type Edit = { readonly document: DocumentId; readonly line: string } & (
	| {
			readonly is: 'written';
			readonly words: string;
			/** What the line said then. */
			readonly source: string;
	  }
	| { readonly is: 'left-out' }
	| {
			readonly is: 'added';
			readonly words: string;
			/** The line behind which it stands; empty at the beginning. */
			readonly after: string;
			readonly item: AgendaItemId | undefined;
			readonly isLeftOut?: boolean | undefined;
	  }
);

/** The edits of one text. */
export interface TextEdits {
	readonly edited: ReadonlyMap<string, Edit>;
	/** By the line behind which they stand. */
	readonly added: ReadonlyMap<string, readonly Extract<Edit, { is: 'added' }>[]>;
}

/** The edits of the notes of an item, or of any other text. */
export function editsOf(
	all: readonly Edit[],
	document: DocumentId | undefined,
	item: AgendaItemId | undefined
): TextEdits {
	const here = all.filter((one) => one.document === document);
	const added = here.flatMap((one) => (one.is === 'added' && one.item === item ? [one] : []));
	return {
		edited: new Map(here.map((one) => [one.line, one])), // the last one counts
		added: Map.groupBy(added, ({ after }) => after)
	};
}

/** A record in which lines say what the rapporteur has made of them. */
export function withEdits(record: MinutesRecord, edits: readonly Edit[]): MinutesRecord {
	if (edits.length === 0) return record;
	const board = record.documents.find(({ kind }) => kind === 'board')?.id;
	return {
		...record,
		items: record.items.map((item) => ({
			...{ ...item, notes: editedText(item.notes, editsOf(edits, board, item.id)) }
		})),
		documents: record.documents.map((one) => {
			if (!one.text) return one;
			const body = editedText(one.text.body, editsOf(edits, one.id, undefined));
			return { ...one, text: { ...one.text, body } };
		})
	};
}

function editedText(text: RichNode, edits: TextEdits): RichNode {
	const content = [...addedBehind('', edits), ...blocksWith(text.content ?? [], edits)];
	return content.length > 0 ? { ...text, content } : { type: text.type };
}

function blocksWith(blocks: readonly RichNode[], edits: TextEdits): RichNode[] {
	return blocks.flatMap((block) => {
		if (block.line === undefined) return within(block, edits);
		const edit = edits.edited.get(block.line);
		const shown =
			edit?.is === 'left-out' ? [] : [edit?.is === 'written' ? written(block, edit.words) : block];
		return [...shown, ...addedBehind(block.line, edits)];
	});
}

/** A list, a quotation or an item of a list, which is gone when nothing is left in it. */
function within(block: RichNode, edits: TextEdits): RichNode[] {
	if (!block.content || block.type === 'restrictedBlock') return [block];
	const content = blocksWith(block.content, edits);
	return content.length > 0 ? [{ ...block, content }] : [];
}

function addedBehind(line: string, edits: TextEdits): RichNode[] {
	return (edits.added.get(line) ?? []).flatMap((one) => [
		...(one.isLeftOut ? [] : [paragraph(one.words, one.line)]),
		...addedBehind(one.line, edits)
	]);
}

const paragraph = (words: string, line: string): RichNode => ({
	...{ type: 'paragraph', line },
	content: inline(words, [])
});

/** Whether a block shows words that can be written anew. */
export function holdsWords({ type, content }: RichNode): boolean {
	if (['table', 'horizontalRule'].includes(type) || type.endsWith('Block')) return false;
	return (content ?? []).every((one) => one.type === 'text' || one.type === 'hardBreak');
}

/** The words of a block; a line break is one. */
export function wordsOfBlock({ content = [] }: RichNode): string {
	return content
		.map((one) => (one.type === 'hardBreak' ? '\n' : (one.text ?? wordsOfBlock(one))))
		.join('');
}

/** A block with other words: what stays the same at its ends keeps its marks, and what is new takes those it stands in. */
function written(block: RichNode, words: string): RichNode {
	const old = wordsOfBlock(block);
	const { start, end } = sameEnds(old, words);
	const middle = words.slice(start, words.length - end);
	const content = [
		...cut(block, 0, start),
		...inline(middle, marksAt(block, start, old.length - end)),
		...cut(block, old.length - end, old.length)
	];
	return { ...block, content };
}

function inline(words: string, marks: readonly RichMark[]): RichNode[] {
	return words.split(/(\n)/).flatMap((part): RichNode[] => {
		if (part === '') return [];
		if (part === '\n') return [{ type: 'hardBreak' }];
		return [{ type: 'text', text: part, ...(marks.length > 0 && { marks }) }];
	});
}

/** Each inline node with where it begins. */
function placed({ content = [] }: RichNode) {
	let at = 0;
	return content.map((node) => {
		const from = at;
		at += node.type === 'hardBreak' ? 1 : (node.text ?? '').length;
		return { node, from, to: at };
	});
}

function cut(block: RichNode, start: number, end: number): RichNode[] {
	return placed(block).flatMap(({ node, from, to }): RichNode[] => {
		const [first, last] = [Math.max(from, start), Math.min(to, end)];
		if (first >= last) return [];
		if (node.text === undefined) return [node];
		return [{ ...node, text: node.text.slice(first - from, last - from) }];
	});
}

/** The marks of what is replaced, if all of it has the same. */
function marksAt(block: RichNode, start: number, end: number): readonly RichMark[] {
	const here = placed(block).find(({ from, to }) => from <= start && end <= to && from < to);
	return here?.node.marks ?? [];
}
