import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rows of a file of `tests/cases`, with `\u200b` read as that character. */
export function casesOf(file: string): string[][] {
	return readFileSync(join(import.meta.dirname, '../cases', file), 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => line.split('\t').map(spelledOut));
}

function spelledOut(text: string): string {
	return text.replaceAll(/\\u([0-9a-f]{4})/g, (_, hex: string) =>
		String.fromCodePoint(parseInt(hex, 16))
	);
}
