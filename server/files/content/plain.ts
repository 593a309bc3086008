import type { FileTypeKey } from '#shared/files/file-types.ts';
import type { Bytes } from './bytes.ts';

const BEGINNING = 4_096; // bytes

/** Bytes that stand in no text: all controls but tab, line ends and form feed. */
const isControl = (byte: number) =>
	byte < 9 || byte === 11 || (byte > 13 && byte < 32) || byte === 127;

/** What a browser or a system would take for a page, a drawing or a program. */
const ACTIVE =
	/^\s*(#!|@echo|<\?|<!|<(html|head|body|script|svg|iframe|xml|math|style|title|table|div|a|p)\b)/i;

/** Endings of texts, by type; one without an ending is a text. */
const TEXTS: Readonly<Record<string, FileTypeKey>> = {
	'': 'text',
	txt: 'text',
	text: 'text',
	csv: 'csv'
};

/** A text, in whatever writing, by its ending; undefined for anything else. */
export function plainType(bytes: Bytes, ending: string): FileTypeKey | 'active' | undefined {
	const type = Object.hasOwn(TEXTS, ending) ? TEXTS[ending] : undefined;
	for (const byte of bytes.all) if (isControl(byte)) return undefined;
	const beginning = new TextDecoder().decode(bytes.part(0, BEGINNING));
	return ACTIVE.test(beginning) || !type ? 'active' : type;
}
