import type { Node, Schema } from '@tiptap/pm/model';
import type { NewCell, NewLine, NewWords } from '#shared/text/flatten.ts';
import { freshLineId } from '#lib/text/fresh-ids.ts';
import { EMPTY_LINE } from '#shared/text/line.ts';
import { lineJson, type TextNode } from '#shared/text/to-json.ts';

/** The nodes of lines that come from outside. A card of somewhere else is none of ours. */
export function nodesOf(schema: Schema, lines: readonly NewLine[]): Node[] {
	return lines.flatMap((line) => {
		const json = jsonOf(line);
		return json ? [schema.nodeFromJSON(json)] : [];
	});
}

/** In a cell there are words only: of a table among others, those of its cells. */
export function wordsIn(line: NewLine): readonly NewWords[] {
	if (line.is === 'words') return [line];
	return line.is === 'table' ? line.rows.flatMap((row) => row.flatMap(({ lines }) => lines)) : [];
}

function jsonOf(line: NewLine): TextNode | undefined {
	switch (line.is) {
		case 'words':
			return lineJson({ ...EMPTY_LINE, ...line, id: freshLineId() });
		case 'rule':
			return { type: 'rule' };
		case 'table':
			return tableJson(line.rows);
		case 'card':
		case 'picture':
			return undefined;
	}
}

function wordsJson(words: NewWords): TextNode {
	return lineJson({ ...EMPTY_LINE, ...words });
}

function tableJson(rows: readonly (readonly NewCell[])[]): TextNode {
	const content = rows
		.filter((row) => row.length > 0)
		.map((row) => ({ type: 'tableRow', content: row.map(cellJson) }));
	return { type: 'table', content };
}

function cellJson({ isHeader, colspan, rowspan, lines }: NewCell): TextNode {
	return {
		type: isHeader ? 'tableHeader' : 'tableCell',
		attrs: { colspan, rowspan },
		content: lines.length > 0 ? lines.map(wordsJson) : [wordsJson({ ...EMPTY_LINE })]
	};
}
