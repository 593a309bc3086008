import { readFileSync } from 'node:fs';
import type { GridCell, Line } from '#shared/text/line.ts';
import { lettersOf } from '#shared/text/marks.ts';
import { wordsOf } from '#shared/text/read.ts';

const STOCK = new URL('../gallery/stock.json', import.meta.url);

/** By pair of acts: what the stock binding gets wrong; empty when all is well. */
const stock = JSON.parse(readFileSync(STOCK, 'utf8')) as Readonly<Record<string, string>>;

/** The file of a case: what one person did, and the lines that all see whatever somebody else did at the same time. */
export function galleryPage(name: string, seen: ReadonlyMap<string, readonly Line[]>): string {
	const cases = [...seen].map(([other, lines]) => {
		const theirs = stock[`${name} × ${other}`];
		const said = theirs === '' ? 'as well' : theirs;
		const beside = said === undefined ? '' : `\n    stock: ${said}`;
		return `× ${other}\n    ${lines.map(sketch).join(' ¦ ')}${beside}\n`;
	});
	return [`${name}, while somebody else does …\n`, ...cases].join('\n');
}

/** Where it is kept. */
export const galleryFile = (name: string): string =>
	`../../../tests/gallery/${name.replaceAll(' ', '-')}/all-see.txt`;

const SIGNS: Readonly<Record<string, string>> = { heading2: '##', heading3: '###', bullet: '•' };

/** A line with a sign for what it is. */
function sketch(line: Line): string {
	switch (line.is) {
		case 'words': {
			const level = line.level > 0 ? '→'.repeat(line.level) : '';
			const stray = line.stray ? '(typed in a removed line)' : '';
			const words = lettersOf(line.runs);
			return [level, SIGNS[line.kind], stray, words].filter(Boolean).join(' ') || '(empty)';
		}
		case 'card':
			return `[${line.family}: ${line.wording}]`;
		case 'table':
			return `{${line.rows.map(({ cells }) => cells.map(sketchCell).join(' ')).join(' / ')}}`;
		case 'leftover':
			return `(left over) ${line.words}`;
		default:
			return wordsOf(line);
	}
}

const sketchCell = ({ lines, colspan, rowspan }: GridCell): string => {
	const words = lines.map(({ line }) => lettersOf(line.runs)).join('↵') || '_';
	return colspan * rowspan > 1 ? `${words}(${colspan}×${rowspan})` : words;
};
