import { styleOf } from './style.ts';

/** What Word for the desktop says of a line of a list, which it writes as a paragraph. */
export interface WordItem {
	readonly level: number;
	/** The sign before it: a bullet, or a number. */
	readonly marker: string;
}

const LEVEL = /\blevel(\d+)\b/;

/** The place of a paragraph in Word's lists; undefined for any other. */
export function wordItem(paragraph: Element): WordItem | undefined {
	const level = LEVEL.exec(styleOf(paragraph, 'mso-list'))?.[1];
	if (level === undefined) return undefined;
	const signs = [...paragraph.querySelectorAll('span')].filter(isSign);
	return { level: Number(level) - 1, marker: (signs[0]?.textContent ?? '').trim() };
}

/** The sign of a list line, which is no word of it. */
export function isSign(element: Element): boolean {
	return styleOf(element, 'mso-list') === 'ignore';
}

/** The number that a sign says; undefined for a bullet. Letters and Roman numerals count as what they are usually for. */
export function numberOf(marker: string): number | undefined {
	const label = /^\(?(\d{1,4}|[a-z]|[ivxlc]{1,7})[.)]$/i.exec(marker)?.[1]?.toLowerCase();
	if (label === undefined) return undefined;
	if (/^\d/.test(label)) return Number(label);
	if (label.length === 1 && label !== 'i') return label.charCodeAt(0) - 96;
	return romanOf(label);
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanOf(label: string): number {
	let sum = 0;
	for (const [at, letter] of [...label].entries()) {
		const value = ROMAN[letter] ?? 0;
		sum += value < (ROMAN[label[at + 1] ?? ''] ?? 0) ? -value : value;
	}
	return Math.max(sum, 1);
}
