import { m } from '#messages/messages.js';
import { FORMAT_WORDS, type ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';

type Render = (minutes: Minutes) => Uint8Array | Promise<Uint8Array>;

/** Loaded on first use, so that Markdown does not wait for the library for Word. */
const RENDERERS: Record<ExportFormat, () => Promise<Render>> = {
	docx: async () => (await import('./docx.ts')).renderDocx,
	pdf: async () => (await import('./pdf.ts')).renderPdf,
	html: async () => (await import('./html.ts')).renderHtml,
	md: async () => (await import('./markdown.ts')).renderMarkdown,
	json: async () => (await import('./json.ts')).renderJson
};

/**
 * Renders minutes to a file. `onProgress` gets the current stage, in words for people, and the part done, from 0 to 1.
 * Throws `ExportUnavailable` for PDF on a platform without the typesetter.
 */
export async function renderMinutes(
	minutes: Minutes,
	format: ExportFormat,
	onProgress: (stage: string, done: number) => void
): Promise<Uint8Array> {
	onProgress(m.export_preparing(), 0);
	const render = await RENDERERS[format]();
	onProgress(m.export_creating_the_file({ format: FORMAT_WORDS[format]() }), 0.3);
	const bytes = await render(minutes);
	onProgress(m.export_ready(), 1);
	return bytes;
}
