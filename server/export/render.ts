import { m } from '#messages/messages.js';
import { FORMAT_WORDS, type ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { placing } from './placing.ts';
import type { Trouble } from './rescue.ts';

type Render = (
	minutes: Minutes,
	onTrouble: (trouble: Trouble) => void
) => Uint8Array | Promise<Uint8Array>;

/** Loaded on first use, so that Markdown does not wait for the library for Word. */
const RENDERERS: Record<ExportFormat, () => Promise<Render>> = {
	docx: async () => (await import('./docx.ts')).renderDocx,
	pdf: async () => (await import('./pdf.ts')).renderPdf,

	odt: async () => (await import('./odt.ts')).renderOdt,
	html: async () => (await import('./html.ts')).renderHtml,
	md: async () => (await import('./markdown.ts')).renderMarkdown,

	txt: async () => (await import('./text.ts')).renderText,
	json: async () => (await import('./json.ts')).renderJson
};

/** Who hears about the work. */
export interface RenderEars {
	/** The current stage, in words for people, and the part done, from 0 to 1. */
	onProgress(stage: string, done: number): void;
	/** A part that could not be printed as it was written. */
	onTrouble(trouble: Trouble): void;
}

/**
 * Renders minutes to a file. Throws `ExportUnavailable` for PDF on a platform without the typesetter; any other failure
 * names the items and annexes that it comes from.
 */
export async function renderMinutes(
	minutes: Minutes,
	format: ExportFormat,
	onProgress: RenderEars['onProgress'],
	onTrouble: RenderEars['onTrouble'] = () => undefined
): Promise<Uint8Array> {
	onProgress(m.export_preparing(), 0);
	const render = await RENDERERS[format]();
	onProgress(m.export_creating_the_file({ format: FORMAT_WORDS[format]() }), 0.3);
	const bytes = await placing(minutes, (some) => render(some, onTrouble));
	onProgress(m.export_ready(), 1);
	return bytes;
}
