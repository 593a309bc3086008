import { describe, expect, test } from 'vitest';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { casesOf } from '../../tests/support/cases.ts';
import { placesIn } from '../../tests/support/pdf-text.ts';
import { emptyMinutes, sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { readZip } from '../../tests/support/zip-text.ts';
import { renderMinutes } from './render.ts';

const CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/;
const ARABIC = 'إرسال قائمة الشركات 12';
const line = (text: string): RichNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const list = (text: string): RichNode => ({
	type: 'bulletList',
	content: [{ type: 'listItem', content: [line(text)] }]
});

/** Minutes with one action, whose card stands in the notes above other lines. */
function minutesWith(text: string, ...notes: RichNode[]): Minutes {
	const [sample] = sampleMinutes().actions;
	if (!sample) throw new Error('the sample has no action');
	const action = { ...sample, id: 'a1', reference: 'JS-01-A1', due: '2024-09-30', text } as const;
	const card: RichNode = { type: 'actionBlock', attrs: { id: 'a1' } };
	const content = [card, ...notes];
	return {
		...emptyMinutes('not recorded'),
		actions: [{ ...action, illustrative: false, void: false }],
		items: [
			{
				...{ number: '1', title: 'Opening', speakers: [{ name: 'ليلى حداد', function: 'Judge' }] },
				...{ times: [], notes: { type: 'doc', content } }
			}
		]
	};
}

const render = async (minutes: Minutes, format: 'html' | 'md' | 'json' | 'pdf' | 'docx') =>
	Buffer.from(await renderMinutes(minutes, format, () => undefined));
const wordDocument = (docx: Buffer) => readZip(docx).get('word/document.xml') ?? '';
/** The lines of a PDF, each with its pieces. */
const rowsIn = async (pdf: Buffer) =>
	Object.values(Object.groupBy(await placesIn(pdf), ({ page, y }) => `${page} ${y}`)).map(
		(row) => row ?? []
	);
const latin = (minutes: Minutes): Minutes => ({
	...minutes,
	items: minutes.items.map((item) => ({ ...item, speakers: [] }))
});

describe.each(casesOf('15-lines.txt'))('%j', (typed = '') => {
	const minutes = latin(minutesWith(typed, line(typed)));
	const stored = typed.replace(new RegExp(CONTROL, 'g'), '');

	test.each(['html', 'md'] as const)(
		'in %s has its words as stored, and nothing open',
		async (format) => {
			const file = (await render(minutes, format)).toString().replaceAll('\\', '');
			expect(file).not.toMatch(CONTROL);
			expect(file.split(stored).length - 1).toBe(3);
		}
	);

	test('in DOCX has its words as stored, and nothing open', async () => {
		const xml = wordDocument(await render(minutes, 'docx'));
		expect(xml).not.toMatch(CONTROL);
		expect(xml).toContain(stored);
	});

	test('in PDF has its words as stored, from left to right', async () => {
		const places = await placesIn(await render(minutes, 'pdf'));
		const text = places
			.map(({ words }) => words)
			.join(' ')
			.replaceAll(/\s+/g, ' ');
		expect(text).not.toMatch(CONTROL);
		expect(text).toContain(stored.replaceAll(/\s+/g, ' '));
	});

	test('in JSON is as typed, spelled out', async () => {
		const file = (await render(minutes, 'json')).toString();
		expect(file).not.toMatch(CONTROL);
		expect(JSON.parse(file)).toMatchObject({ actions: [{ text: typed }] });
	});
});

describe('Arabic words beside a reference and a date', () => {
	const minutes = minutesWith(ARABIC, line(`${ARABIC} JS-01-A1`), list(ARABIC), line('English'));

	test('are set apart in HTML, and blocks find their own direction', async () => {
		const file = (await render(minutes, 'html')).toString();
		expect(file).toContain(`\u2068${ARABIC}\u2069`);
		expect(file).toContain('\u2068ليلى حداد\u2069 (Judge)');
		expect(file).toMatch(/<p dir="auto"><span class="number">1\.1<\/span> إرسال/);
		expect(file).toContain(`<ul dir="rtl"><li><p dir="auto">${ARABIC}</p></li></ul>`);
	});

	test('are set apart in Markdown', async () => {
		const file = (await render(minutes, 'md')).toString();
		expect(file).toContain(`**JS-01-A1** (**action**) \u2068${ARABIC}\u2069`);
		expect(file.match(/\u2068/g)?.length).toBe(file.match(/\u2069/g)?.length);
	});

	test('stay between them in PDF; a line that begins with them begins on the right', async () => {
		const rows = await rowsIn(await render(minutes, 'pdf'));
		const card = rows.find((row) => row.some(({ words }) => words.startsWith('Lead:'))) ?? [];
		const left = (part: RegExp) => card.find(({ words }) => part.test(words))?.x ?? NaN;
		expect(left(/JS-01-A1/)).toBeLessThan(left(/الشركات/));
		expect(left(/الشركات/)).toBeLessThan(left(/إرسال/));
		expect(left(/إرسال/)).toBeLessThan(left(/Lead:/));
		const note = rows.find((row) => row.some(({ words }) => words === '1.1')) ?? [];
		const right = Math.max(...note.map(({ x, width }) => x + width));
		expect(right).toBeGreaterThan(500); // of 595 points, with a margin of 71
	});

	test('are marked as such in DOCX, and so is a paragraph that begins with them', async () => {
		const xml = wordDocument(await render(minutes, 'docx'));
		const paragraphs = xml.split('<w:p>').filter((one) => one.includes('قائمة'));
		for (const one of paragraphs) expect(one).toMatch(/<w:rtl\/><\/w:rPr><w:t[^>]*>إرسال/);
		const [card, note, item] = paragraphs;
		expect(card).not.toContain('<w:bidi/>');
		for (const one of [note, item]) expect(one).toContain('<w:bidi/>');
		expect(xml).not.toMatch(/<w:rtl\/><\/w:rPr><w:t[^>]*>[^<]*[A-Z]/);
	});
});
