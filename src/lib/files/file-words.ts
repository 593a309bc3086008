import { m } from '#messages/messages.js';
import type { FileTypeKey } from '#shared/files/file-types.ts';
import type { FileView } from '#shared/files/file-view.ts';
import { dayIn, longDay } from '#shared/time/dates.ts';

const TYPES: Readonly<Record<FileTypeKey, () => string>> = {
	png: m.files_type_picture,
	jpeg: m.files_type_picture,
	webp: m.files_type_picture,
	gif: m.files_type_picture,
	pdf: m.files_type_pdf,
	docx: m.files_type_text_document,
	odt: m.files_type_text_document,
	xlsx: m.files_type_spreadsheet,
	ods: m.files_type_spreadsheet,
	pptx: m.files_type_slides,
	text: m.files_type_text,
	csv: m.files_type_csv
};

/** What a file is, in a word or two. */
export function typeWords(type: FileTypeKey): string {
	return TYPES[type]();
}

/** "1.4 MB", "320 kB", "12 bytes" */
export function sizeWords(bytes: number): string {
	if (bytes < 1_000) return m.files_bytes({ count: bytes });
	const [size, words] = bytes < 1e6 ? [bytes / 1e3, m.files_kb] : [bytes / 1e6, m.files_mb];
	return words({ size: size < 10 ? size.toFixed(1) : String(Math.round(size)) });
}

/** Who added a file, and when. */
export function addedWords({ by, organisation, addedAt }: FileView, timeZone: string): string {
	const day = longDay(dayIn(timeZone, new Date(addedAt)));
	return m.files_by({ name: by, organisation, day });
}
