import { Plugin } from '@tiptap/pm/state';
import type { NewLine } from '#shared/text/flatten.ts';

/** Most letters that are taken at once: far below the bytes of one change that the server takes. */
export const MOST_LETTERS = 1_000_000;

/** Most lines and cells; each costs the server several parts of a change. */
const MOST_LINES = 12_000;
const MARKUP = 20; // characters of markup for each letter, as word processors write it

/** Refuses what is far too much before anything of it is read, which would hold up the page. */
export function refuseTooMuch(onTooMuch: () => void): Plugin {
	const judge = (data: DataTransfer | null, event: Event): boolean => {
		if (!data || !isTooMuch(data)) return false;
		event.preventDefault();
		onTooMuch();
		return true;
	};
	return new Plugin({
		props: {
			handleDOMEvents: {
				paste: (_, event) => judge(event.clipboardData, event),
				drop: (_, event) => judge(event.dataTransfer, event)
			}
		}
	});
}

function isTooMuch(data: DataTransfer): boolean {
	if (data.getData('text/plain').length > MOST_LETTERS) return true;
	return data.getData('text/html').length > MOST_LETTERS * MARKUP;
}

/** True for more lines and cells than are taken at once. */
export function areTooMany(lines: readonly NewLine[]): boolean {
	const cells = lines.reduce(
		(sum, line) => sum + (line.is === 'table' ? line.rows.flat().length : 1),
		0
	);
	return cells > MOST_LINES;
}
