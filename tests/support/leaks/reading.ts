import { collapse, readPdf } from '../pdf-text.ts';
import { readZip } from '../zip-text.ts';

/** All text of an answer: what is in the file, if it is one, and in the headers. */
export async function wordsIn(answer: Response): Promise<string> {
	const bytes = Buffer.from(await answer.arrayBuffer());
	const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
	return `${headers}\n${await textOf(bytes)}`;
}

async function textOf(bytes: Buffer): Promise<string> {
	const start = bytes.toString('latin1', 0, 4);
	if (start === 'PK\u0003\u0004') return [...readZip(bytes)].flat().join('\n');
	if (start !== '%PDF') return bytes.toString('utf8');
	const { pages, about } = await readPdf(bytes);
	// A word that is broken at the end of a line is whole again.
	return collapse(`${about} ${pages.join(' ')}`).replaceAll(/[-\u00ad\u2010]\s/g, '');
}

/** The words that begin so, each once, in alphabetical order. */
export function wordsWith(start: string, text: string): string[] {
	return [...new Set(text.toLowerCase().match(new RegExp(`${start}[a-z]*`, 'g')))].sort();
}
