import type { RichNode } from '../editor/rich-text.ts';
import type { DocumentId, FileId } from '../ids.ts';
import { idOf, type RecordId } from './line-id.ts';
import { fileIn, type CardFamily, type WordsKind } from './kind.ts';
import { MARKS, type Mark, type Run } from './marks.ts';

/** A line that is to be written. */
export type NewLine =
	| NewWords
	| { readonly is: 'card'; readonly family: CardFamily; readonly record: RecordId }
	| { readonly is: 'picture'; readonly file: FileId }
	| { readonly is: 'rule' }
	| { readonly is: 'table'; readonly rows: readonly (readonly NewCell[])[] };

/** Where lines stood that an annex holds. */
export interface RestrictedPlace {
	readonly is: 'restricted';
	readonly annex: DocumentId;
}

export interface NewWords {
	readonly is: 'words';
	readonly kind: WordsKind;
	readonly level: number;
	readonly start: number;
	readonly checked: boolean;
	readonly runs: readonly Run[];
}

export interface NewCell {
	readonly isHeader: boolean;
	readonly colspan: number;
	readonly rowspan: number;
	readonly lines: readonly NewWords[];
}

/** Where in the tree a line stands. */
interface Place {
	readonly level: number;
	readonly isQuoted: boolean;
}

const TOP: Place = { level: 0, isQuoted: false };
const MAX_LEVEL = 7;

const LISTS: ReadonlyMap<string, WordsKind> = new Map([
	['bulletList', 'bullet'],
	['orderedList', 'ordered'],
	['taskList', 'task']
]);

/** The lines of a rich text that is a tree. What stands in an item behind its first line stands one level further in. */
export function flatten(doc: RichNode): NewLine[] {
	return inside(doc, TOP);
}

function inside(node: RichNode, place: Place): NewLine[] {
	return (node.content ?? []).flatMap((child) => linesOf(child, place));
}

function linesOf(node: RichNode, place: Place): NewLine[] {
	const list = LISTS.get(node.type);
	if (list) return listLines(node, list, place);
	switch (node.type) {
		case 'paragraph':
			return [words(node, place, place.isQuoted ? 'quotation' : 'paragraph')];
		case 'openPoint':
			return [words(node, place, 'openPoint')];
		case 'heading':
			return [words(node, TOP, headingOf(node.attrs?.['level']))];
		case 'blockquote':
			return inside(node, { ...place, isQuoted: true });
		case 'actionBlock':
			return card(node, 'action');
		case 'decisionBlock':
			return card(node, 'decision');
		case 'pictureBlock': {
			const file = fileIn(node.attrs?.['id']);
			return file ? [{ is: 'picture', file }] : [];
		}
		case 'horizontalRule':
			return [{ is: 'rule' }];
		case 'table':
			return tableOf(node);
		default:
			return inside(node, place);
	}
}

function listLines(list: RichNode, kind: WordsKind, place: Place): NewLine[] {
	const inItem = { ...place, level: Math.min(place.level + 1, MAX_LEVEL) };
	return (list.content ?? []).flatMap((item, index) => {
		const [first, ...rest] = item.content ?? [];
		const isLine = first?.type === 'paragraph';
		const begun: NewWords = {
			...words(isLine ? first : { type: 'paragraph' }, place, kind),
			start: kind === 'ordered' && index === 0 ? whole(list.attrs?.['start']) : 0,
			checked: item.attrs?.['checked'] === true
		};
		const others = isLine || !first ? rest : [first, ...rest];
		return [begun, ...others.flatMap((child) => linesOf(child, inItem))];
	});
}

function card(node: RichNode, family: CardFamily): NewLine[] {
	const record = idOf<RecordId>(node.attrs?.['id']);
	return record ? [{ is: 'card', family, record }] : [];
}

function headingOf(level: unknown): WordsKind {
	if (level === 2) return 'heading2';
	return level === 3 ? 'heading3' : 'heading4';
}

function tableOf(node: RichNode): NewLine[] {
	const rows = (node.content ?? []).map((row) =>
		(row.content ?? []).map((cell) => ({
			isHeader: cell.type === 'tableHeader',
			colspan: whole(cell.attrs?.['colspan']),
			rowspan: whole(cell.attrs?.['rowspan']),
			lines: inside(cell, TOP).flatMap(wordsIn)
		}))
	);
	return rows.some((row) => row.length > 0) ? [{ is: 'table', rows }] : [];
}

/** A cell holds lines of words; of a table in a table it has the words. */
function wordsIn(line: NewLine): readonly NewWords[] {
	if (line.is === 'words') return [line];
	if (line.is !== 'table') return [];
	return line.rows.flatMap((row) => row.flatMap(({ lines }) => lines));
}

function words(node: RichNode, { level }: Place, kind: WordsKind): NewWords {
	const runs = (node.content ?? []).flatMap(runOf);
	return { is: 'words', kind, level, start: 0, checked: false, runs };
}

function runOf(node: RichNode): Run[] {
	if (node.type === 'hardBreak') return [{ text: '\n', marks: [] }];
	const marks = (node.marks ?? []).filter(({ type }) => MARKS.includes(type)) as Mark[];
	// A line break is a node of its own; one in a text was a space to whoever saw it.
	return node.text ? [{ text: node.text.replaceAll('\n', ' '), marks }] : [];
}

const whole = (value: unknown): number =>
	Number.isInteger(value) ? Math.max(1, Number(value)) : 1;
