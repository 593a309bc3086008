import { describe, expect, it } from 'vitest';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { MinutesFile } from '#shared/minutes/minutes-file.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { readPdf } from '../../tests/support/pdf-text.ts';
import { sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { jpeg, png, pngChunk } from '../../tests/support/sample-pictures.ts';
import { readZip } from '../../tests/support/zip-text.ts';
import { renderDocx } from './docx.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPdf } from './pdf.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const file = (id: string, more: Partial<MinutesFile>): MinutesFile => ({
	...{ id, name: `${id}.png`, type: 'png', size: 1_234, sha256: 'ab'.repeat(32), on: 'Notes' },
	...{ label: 'TLP:CLEAR', isOwn: false, alt: '', isDecorative: false, width: 40, height: 30 },
	...more
});

const pier = file('pier', { alt: 'The pier <b>at</b> "night"', data: base64(png(40, 30)) });
const letter = file('letter', {
	...{ name: 'Letter.pdf', type: 'pdf', on: 'JS-01-A1', width: undefined, height: undefined },
	limits: { codes: ['EC'], named: 0, caveat: '' }
});

/** The minutes with pictures in the notes of the first item. */
function minutesWith(files: readonly MinutesFile[], shown: readonly string[]): Minutes {
	const minutes = sampleMinutes();
	const pictures = shown.map((id): RichNode => ({ type: 'pictureBlock', attrs: { id } }));
	const [first, ...others] = minutes.items;
	if (!first) throw new Error('there is no item');
	const notes = { type: 'doc', content: [...(first.notes.content ?? []), ...pictures] };
	return { ...minutes, files, items: [{ ...first, notes }, ...others] };
}
const minutes = minutesWith([pier, letter], ['pier', 'kept-from-them']);

const GONE = 'A picture is not in this version: it was removed, or is withheld.';

describe('pictures and files', () => {
	it('are in the web page: shown, described, listed, and said to be missing', () => {
		const page = textOf(renderHtml(minutes));
		expect(page).toContain(`src="data:image/png;base64,${pier.data}"`);
		expect(page).toContain('alt="The pier &lt;b&gt;at&lt;/b&gt; &quot;night&quot;"');
		expect(page).toContain('img-src data:');
		expect(page).toContain(GONE);
		expect(page).toMatch(/Letter\.pdf.*JS-01-A1.*1,234 bytes.*TLP:CLEAR, EC only.*abababab/s);
		expect(page).not.toContain('kept-from-them');
	});

	it('are in the paper for Word', async () => {
		const files = readZip(Buffer.from(await renderDocx(minutes)));
		const text = files.get('word/document.xml') ?? '';
		expect(text).toContain('descr="The pier &lt;b&gt;at&lt;/b&gt; &quot;night&quot;"');
		expect(text).toContain(GONE);
		expect(text).toContain('Letter.pdf');
		expect([...files.keys()].filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
	});

	it('are in the PDF, with what they show', async () => {
		const { pages, roles } = await readPdf(await renderPdf(minutes));
		expect(roles).toContain('Figure');
		expect(pages.join(' ')).toContain('The pier <b>at</b> "night"');
		expect(pages.join(' ')).toContain(GONE);
		expect(pages.join(' ')).toContain('Letter.pdf');
	});

	it('are words in Markdown, and all in the data', () => {
		const words = textOf(renderMarkdown(minutes));
		expect(words).toMatch(/> \*\*Picture:\*\* The pier/);
		expect(words).toContain(GONE);
		const data = JSON.parse(textOf(renderJson(minutes))) as Minutes;
		expect(data.files?.[0]?.data).toBe(pier.data);
	});

	it('are not there, nor is a list of them, where there are none', () => {
		expect(textOf(renderHtml(sampleMinutes()))).not.toContain('SHA-256');
	});
});

describe('a picture that cannot be shown', () => {
	const [start, rest] = [png(8, 8).subarray(0, 33), png(8, 8).subarray(33)];
	const torn = Buffer.concat([
		start,
		pngChunk('IDAT', new Uint8Array([1, 2, 3])),
		rest.subarray(-12)
	]);

	it('does not keep anybody from the PDF', async () => {
		const damaged = file('torn', { alt: 'Torn', data: base64(torn) });
		const { pages } = await readPdf(
			await renderPdf(minutesWith([damaged, pier], ['torn', 'pier']))
		);
		expect(pages.join(' ')).toMatch(/Torn \(It could not be shown: its file is damaged\.\)/);
	});

	it('stands as words where its bytes are too many, or Word does not know its type', async () => {
		const listed = file('vast', { alt: 'A vast map' });
		const page = textOf(renderHtml(minutesWith([listed], ['vast'])));
		expect(page).toContain('A vast map (not shown in this paper: vast.png, see Files)');
		const odd = file('odd', { type: 'webp', alt: 'Odd', data: 'UklGRg==' });
		const word = readZip(Buffer.from(await renderDocx(minutesWith([odd], ['odd']))));
		expect(word.get('word/document.xml')).toContain('Odd');
	});

	it('is not read aloud where it only decorates', async () => {
		const line = file('line', { isDecorative: true, type: 'jpeg', data: base64(jpeg()) });
		expect(textOf(renderHtml(minutesWith([line], ['line'])))).toContain('alt=""');
		await expect(readPdf(await renderPdf(minutesWith([line], ['line'])))).resolves.toBeDefined();
	});
});
