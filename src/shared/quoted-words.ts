import { isolate } from './direction.ts';
import { oneLine } from './hidden-characters.ts';

/** A dot that programs would take for part of a web or mail address. */
const ADDRESS_DOT =
	/(?<=[\p{L}\p{N}\p{M}_-])[.\u3002\uff0e\uff61](?=[\p{L}\p{N}][\p{L}\p{N}\p{M}-])/gu;
const QUOTES = /["\u201c-\u201f\u00ab\u00bb\u2033\u2036\uff02]/g;

/**
 * Somebody's words where the board itself speaks, such as in a mail: one line, bounded, without anything invisible, set
 * apart in its own direction, and with no address that a program would make a link of. A name can be given like this; texts are {@link quoted}.
 */
export function plainWords(text: string, most: number): string {
	return isolate(withoutAddresses(text, most));
}

/** The same in quotation marks, which the words themselves cannot end. */
export function quoted(text: string, most: number): string {
	return isolate(`“${withoutAddresses(text, most).replaceAll(QUOTES, "'")}”`);
}

function withoutAddresses(text: string, most: number): string {
	return oneLine(text, most)
		.replaceAll(/:(?=\/\/)/g, '[:]')
		.replaceAll(ADDRESS_DOT, '[.]');
}
