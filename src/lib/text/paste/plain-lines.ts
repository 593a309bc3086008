import type { NewCell, NewLine, NewWords } from '#shared/text/flatten.ts';
import type { WordsKind } from '#shared/text/kind.ts';
import { boundedTables } from './bounded-tables.ts';
import { ListNumbers } from './list-numbers.ts';

/** The lines of plain text, as it stands there. */
export function plainLines(text: string): NewLine[] {
	return linesIn(text).map((line) => words(line.trim()));
}

/** The same, with what a plain text can say of its structure: bullets, numbers, and columns set apart by tabs. */
export function structuredLines(text: string): NewLine[] {
	const lines = linesIn(text);
	const rows = lines.map((line) => line.split('\t'));
	const width = rows[0]?.length ?? 1;
	if (rows.length > 1 && width > 1 && rows.every((row) => row.length === width))
		return boundedTables(rows.map(cells));
	const numbers = new ListNumbers();
	return lines.map(structured).map((given) => {
		const line = { ...given, start: numbers.startOf(given.level, given.start) };
		numbers.read(line);
		return line;
	});
}

function linesIn(text: string): string[] {
	return text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
}

function structured(line: string): NewWords {
	const bullet = /^(\s*)[•·▪◦‣*-]\s+(\S.*)$/u.exec(line);
	if (bullet) return words(bullet[2] ?? '', 'bullet', levelOf(bullet[1]));
	const number = /^(\s*)(\d{1,3})[.)]\s+(\S.*)$/.exec(line);
	if (number)
		return { ...words(number[3] ?? '', 'ordered', levelOf(number[1])), start: Number(number[2]) };
	return words(line.trim());
}

/** Programs indent by tabs, or by two spaces or more. */
function levelOf(indent = ''): number {
	return Math.min(Math.round(indent.replaceAll('\t', '    ').length / 4), 7);
}

function words(text: string, kind: WordsKind = 'paragraph', level = 0): NewWords {
	const runs = [{ text: text.trimEnd(), marks: [] }];
	return { is: 'words', kind, level, start: 0, checked: false, runs };
}

function cells(row: readonly string[]): NewCell[] {
	return row.map((text) => ({
		...{ isHeader: false, colspan: 1, rowspan: 1 },
		lines: text.trim() === '' ? [] : [words(text.trim())]
	}));
}
