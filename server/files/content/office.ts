import type { FileTypeKey } from '#shared/files/file-types.ts';
import { entriesIn, readEntry } from './archive.ts';
import type { Bytes } from './bytes.ts';

const LONGEST_LIST = 2 ** 21; // bytes of the list of parts of a document

/** The main part of each type. Templates and documents with programs have others. */
const MAIN = {
	docx: 'wordprocessingml.document.main+xml',
	xlsx: 'spreadsheetml.sheet.main+xml',
	pptx: 'presentationml.presentation.main+xml'
} as const;
const OPEN_DOCUMENTS: Readonly<Record<string, FileTypeKey>> = {
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods'
};
/** Names of parts that hold programs. */
const PROGRAMS = /vbaProject|macrosheets\/|activeX\/|^(Basic|Scripts|Dialogs)\//i;
const PROGRAM_TYPES = /macroEnabled|vbaProject|activeX|macrosheet/i;
/** What would let a type be written so that it is not recognised. */
const DISGUISED = /&|<!/;

/** A document of an office program; why it is not taken otherwise. */
export function officeType(bytes: Bytes): FileTypeKey | 'programs' | 'archive' {
	const entries = entriesIn(bytes) ?? [];
	if (entries.some(({ name }) => PROGRAMS.test(name))) return 'programs';
	const said = (name: string) => {
		const entry = entries.find((one) => one.name === name);
		return entry && readEntry(bytes, entry, LONGEST_LIST);
	};
	const list = said('[Content_Types].xml');
	if (list !== undefined) return openXmlType(list);
	return OPEN_DOCUMENTS[said('mimetype')?.trim() ?? ''] ?? 'archive';
}

function openXmlType(list: string): FileTypeKey | 'programs' | 'archive' {
	if (PROGRAM_TYPES.test(list) || DISGUISED.test(list)) return 'programs';
	for (const type of ['docx', 'xlsx', 'pptx'] as const)
		if (list.includes(`.${MAIN[type]}`)) return type;
	return 'archive';
}
