import { m } from '#messages/messages.js';

export const EXPORT_FORMATS = ['docx', 'pdf', 'odt', 'html', 'md', 'txt', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FORMAT_WORDS: Record<ExportFormat, () => string> = {
	docx: m.format_docx,
	pdf: m.format_pdf,
	odt: m.format_odt,
	html: m.format_html,
	md: m.format_md,
	txt: m.format_txt,
	json: m.format_json
};

export const FORMAT_TYPES: Record<ExportFormat, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	odt: 'application/vnd.oasis.opendocument.text',
	html: 'text/html; charset=utf-8',
	md: 'text/markdown; charset=utf-8',
	txt: 'text/plain; charset=utf-8',
	json: 'application/json; charset=utf-8'
};
