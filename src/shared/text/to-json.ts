import type { CellLine, GridCell, Line, WordsLine } from './line.ts';
import { STRANGE, type Mark, type Run } from './marks.ts';

/** ProseMirror's JSON of a node of the text. */
export interface TextNode {
	readonly type: string;
	readonly attrs?: Readonly<Record<string, unknown>>;
	readonly text?: string;
	readonly marks?: readonly Mark[];
	readonly content?: readonly TextNode[];
}

/** The document that the editor shows for some lines. */
export function documentJson(lines: readonly Line[]): TextNode {
	return { type: 'doc', content: lines.map(lineJson) };
}

/** The node of one line. */
export function lineJson(line: Line): TextNode {
	const id = line.id ?? '';
	switch (line.is) {
		case 'words':
			return wordsJson(line);
		case 'card':
			return {
				type: 'card',
				attrs: { id, family: line.family, record: line.record }
			};
		case 'picture':
			return { type: 'picture', attrs: { id, file: line.file } };
		case 'rule':
			return { type: 'rule', attrs: { id } };
		case 'table':
			return {
				type: 'table',
				attrs: { id },
				content: line.rows.map(({ id: row, cells }) => ({
					type: 'tableRow',
					attrs: { id: row },
					content: cells.map(cellJson)
				}))
			};
		case 'unknown':
		case 'leftover':
			return { type: line.is, attrs: { id, words: line.words } };
	}
}

function cellJson({ row, column, isHeader, colspan, rowspan, lines }: GridCell): TextNode {
	return {
		type: isHeader ? 'tableHeader' : 'tableCell',
		attrs: { row, column, colspan, rowspan },
		content: lines.map(({ line }: CellLine) => wordsJson(line))
	};
}

function wordsJson({ id, kind, level, start, checked, stray, runs }: WordsLine): TextNode {
	const attrs = { id: id ?? '', kind, level, start, checked, stray: stray ?? '' };
	const content = runs.flatMap(runJson);
	return { type: 'line', attrs, ...(content.length > 0 && { content }) };
}

/** Nodes of the same size as the letters they stand for. */
function runJson({ text, marks }: Run): TextNode[] {
	const parts = text.split(/([\n\uFFFC])/).filter((part) => part !== '');
	const marked = marks.length > 0 && { marks };
	return parts.map((part) => {
		if (part === '\n') return { type: 'hardBreak', ...marked };
		if (part === STRANGE) return { type: 'strange', ...marked };
		return { type: 'text', text: part, ...marked };
	});
}
