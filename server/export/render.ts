import { m } from '#messages/messages.js';
import { FORMAT_WORDS, type ExportFormat, type Minutes } from '#shared/minutes/minutes.ts';

type Render = (minutes: Minutes) => Uint8Array | Promise<Uint8Array>;

/** Loaded when first asked for: who wants Markdown need not wait for Word's library. */
const RENDERERS: Record<ExportFormat, () => Promise<Render>> = {
	docx: async () => (await import('./docx.ts')).renderDocx,
	pdf: async () => (await import('./pdf.ts')).renderPdf,
	html: async () => (await import('./html.ts')).renderHtml,
	md: async () => (await import('./markdown.ts')).renderMarkdown,
	json: async () => (await import('./json.ts')).renderJson
};

/**
 * Makes the file of some minutes in a format. `onProgress` hears what is going on, in words for a person, and how much
 * is done, from 0 to 1. Throws `ExportUnavailable` for PDF on a platform without the typesetter.
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
