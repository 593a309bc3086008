import { m } from '#messages/messages.js';

export const EXPORT_FORMATS = ['docx', 'pdf', 'html', 'md', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FORMAT_WORDS: Record<ExportFormat, () => string> = {
	docx: m.format_docx,
	pdf: m.format_pdf,
	html: m.format_html,
	md: m.format_md,
	json: m.format_json
};

export const FORMAT_TYPES: Record<ExportFormat, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	html: 'text/html; charset=utf-8',
	md: 'text/markdown; charset=utf-8',
	json: 'application/json; charset=utf-8'
};
