import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { createExports } from '#server/export/exports.ts';
import { renderMinutes } from '#server/export/render.ts';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { isRefusal } from '#shared/refusals.ts';
import { convert, lacksLibreOffice } from '../support/libre-office.ts';
import { collapse, readPdf, type ReadPdf } from '../support/pdf-text.ts';
import { HOSTILE, emptyMinutes, ranMinutes, sampleMinutes } from '../support/sample-minutes.ts';
import { readZip } from '../support/zip-text.ts';

const LABEL = 'TLP:AMBER+STRICT';
const NAMES = [
	'Ελληνική αντιπροσωπεία',
	'Генеральна прокуратура України',
	'Kovács Őrs',
	'Ștefan Țîrlea'
];
/** Texts that every printed format must contain, in this order. */
const SAID = [
	'Document control',
	'JS-01-MIN',
	'LIVE NOTES',
	'12 July 2024 (Friday)',
	'10:00 CEST (Europe/Amsterdam)',
	'This record names 4 participants of 4 delegations; see Annex I.',
	'Opening remarks',
	'Андрій Костін (Prosecutor General)',
	'The President of Eurojust stated that',
	'to designate a single point of contact in each delegation (illustrative)',
	'Threat picture',
	'cryogenics',
	'false end-user statements',
	'not counted separately',
	'Send the list of diverted components to all delegations (illustrative)',
	'JS-01-A2 — void',
	'Circulate the list of areas',
	'Text as it was typed',
	'JS-01-D2 — void',
	'Topical sessions',
	'not stated in the source',
	'Decisions',
	'Read back, 11:50 CEST: agreed by those who join.',
	'to be lifted by 26 July 2024',
	'Conclusions',
	'their commitment to protecting critical technology assets',
	'Action points',
	'30 Sep 2024',
	'Next meeting',
	'Approval is pending.',
	'Annex I — Participants',
	'Annex II — Verbatim statements',
	'Annex III — Diversion of semiconductors',
	'very likely (80–95 %)',
	'B2: usually reliable; probably true',
	'Annex IV — Documents',
	'Annex V — Withheld content',
	'2 units withheld from this version.'
];

const render = (format: ExportFormat, minutes: Minutes = sampleMinutes()) =>
	renderMinutes(minutes, format, () => {});
const renderText = async (format: ExportFormat) => new TextDecoder().decode(await render(format));

/** Fails at the first text that does not follow the previous one. */
function expectInOrder(text: string, parts: readonly string[]): void {
	let from = 0;
	for (const part of parts) {
		const at = text.indexOf(part, from);
		expect(at, `“${part}” after “${text.slice(Math.max(0, from - 60), from)}”`).not.toBe(-1);
		from = at + part.length;
	}
}

describe('Word', () => {
	let html = '';
	let parts: ReadonlyMap<string, string>;
	beforeAll(async () => {
		const bytes = Buffer.from(await render('docx'));
		html = (await mammoth.convertToHtml({ buffer: bytes })).value;
		parts = readZip(bytes);
	});
	const part = (name: string) => parts.get(name) ?? '';
	const text = () => unescaped(html.replaceAll(/<[^>]+>/g, ' '));

	test('says everything, in order and in three scripts', () => {
		expectInOrder(text(), SAID);
		for (const words of [...NAMES, ...HOSTILE]) expect(text()).toContain(collapse(words));
		for (const number of ['1.1', '1.2', '2.1', '3.8']) expect(text()).toContain(number);
	});

	test('has real headings, lists, table heads and one safe link of each kind', () => {
		expect(html).toMatch(/<h1>(<a[^>]*><\/a>)*Joint meeting/);
		expect(html).toMatch(/<h2>.*?Opening remarks<\/h2>/);
		expect(html).toContain('<ul><li>semiconductor technology</li>');
		expect(html).toContain('<thead><tr>');
		expect(html.match(/href="[^#"][^"]*"/g)).toEqual([
			'href="https://www.eurojust.europa.eu/"',
			'href="mailto:desk@example.eu"'
		]);
		expect(part('word/document.xml')).toContain('<w:cantSplit/>');
	});

	test('carries label and page number in header and footer of every kind of page', () => {
		const [head, foot] = [part('word/header1.xml'), part('word/footer1.xml')];
		for (const running of [head, foot]) {
			expect(running).toContain(LABEL);
			expect(running).toContain('<w:sz w:val="24"/>');
			expect(running).toContain('w:fill="000000"');
			expect(running).toContain('<w:color w:val="FFC000"/>');
		}
		expect(head).toContain('JS-01-MIN');
		expect(foot).toContain('NUMPAGES');
		expect(part('word/document.xml')).not.toContain('titlePg');
		expect(part('word/settings.xml')).not.toMatch(
			/<w:evenAndOddHeaders\/>|evenAndOddHeaders w:val="(true|1)"/
		);
	});

	test('is in British English, has a title, and names no author', () => {
		expect(part('word/styles.xml')).toContain('<w:lang w:val="en-GB"');
		const core = part('docProps/core.xml');
		expect(core).toContain('<dc:title>JS-01-MIN — Joint meeting');
		expect(core).toContain('<dc:creator>Briefing Board</dc:creator>');
		expect(core).toContain('<cp:lastModifiedBy>Briefing Board</cp:lastModifiedBy>');
	});

	test('always sets line heights as multiples', () => {
		const spacings = [...parts.values()].flatMap(
			(xml) => xml.match(/<w:spacing [^>]*w:line=[^>]*>/g) ?? []
		);
		expect(spacings.length).toBeGreaterThan(5);
		for (const spacing of spacings) expect(spacing).toContain('w:lineRule="auto"');
	});

	test('opens in LibreOffice', async ({ skip }) => {
		const lacking = await lacksLibreOffice('writer');
		if (lacking) skip(lacking);
		const pdf = await convert('minutes.docx', await render('docx'), 'pdf');
		const { pages } = await readPdf(pdf);
		expect(pages.length).toBeGreaterThan(2);
		for (const page of pages) expect(page.split(LABEL).length - 1).toBeGreaterThanOrEqual(2);
		expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
	}, 120_000);
});

describe('PDF', () => {
	let pdf: ReadPdf;
	beforeAll(async () => {
		pdf = await readPdf(await render('pdf'));
	});

	test('says everything, in order and in three scripts', () => {
		const text = pdf.pages.join(' ');
		for (const words of [...SAID, ...HOSTILE]) expect(squeezed(text)).toContain(squeezed(words));
		for (const name of NAMES) expect(squeezed(text)).toContain(squeezed(name));
		for (const number of ['1.1', '1.2', '2.1', '3.8']) expect(text).toContain(number);
		expectInOrder(squeezed(text), SAID.slice(0, 20).map(squeezed));
	});

	test('is tagged with headings, lists, tables with heads, quotes and links', () => {
		expect(pdf.isMarked).toBe(true);
		for (const role of ['H1', 'H2', 'H3', 'Table', 'TH', 'TD', 'L', 'LI', 'BlockQuote', 'Link'])
			expect(pdf.roles).toContain(role);
		expect(pdf.roles.filter((role) => role === 'H1')).toHaveLength(1);
		expect(pdf.roles.filter((role) => role === 'H2')).toHaveLength(19); // the contents too
	});

	test('carries label, reference and page number on every page', () => {
		for (const [at, page] of pdf.pages.entries()) {
			expect(page.split(LABEL).length - 1).toBeGreaterThanOrEqual(2);
			expect(page).toContain('JS-01-MIN');
			expect(page).toContain('LIVE NOTES');
			expect(page).toContain(`Page ${at + 1} of ${pdf.pages.length}`);
		}
	});

	test('keeps the signatures with their heading', () => {
		const page = pdf.pages.find((words) => words.includes('Approval is pending.'));
		expect(page).toMatch(/Ladislav Hamran.*Chair.*Rapporteur/);
	});

	test('has a title and a language', () => {
		expect(pdf.title).toContain('JS-01-MIN — Joint meeting');
		expect(pdf.language).toBe('en-GB');
	});

	test('keeps a word longer than a line, and a row longer than a page, on the paper', async () => {
		const address = `https://example.eu/${'x'.repeat(300)}`;
		const text = (words: string) => ({
			type: 'paragraph',
			content: [{ type: 'text', text: words }]
		});
		const cells = ['word '.repeat(3000).trim(), 'short'].map((words) => ({
			type: 'tableCell',
			content: [text(words)]
		}));
		const table = { type: 'table', content: [{ type: 'tableRow', content: cells }] };
		const [item] = sampleMinutes().items;
		if (!item) throw new Error('the sample has items');
		const notes = { type: 'doc', content: [text(address), table] };
		const minutes = { ...emptyMinutes('not recorded'), items: [{ ...item, notes }] };
		const { pages, outside } = await readPdf(await render('pdf', minutes));
		expect(squeezed(pages.join(' '))).toContain(address.slice(0, 60));
		expect(pages.join(' ').match(/\bword\b/g)).toHaveLength(3000);
		expect(outside).toEqual([]);
	});

	test('spells out a character that is in no font', async () => {
		const minutes = emptyMinutes('not recorded');
		const meeting = { ...minutes.meeting, place: 'Hall \u{F0123}' };
		const { pages } = await readPdf(await render('pdf', { ...minutes, meeting }));
		expect(squeezed(pages.join(' '))).toContain('Hall[U+F0123]');
	});
});

describe('HTML', () => {
	test('says everything, in order, with all of it escaped', async () => {
		const html = await renderText('html');
		const body = html.slice(html.indexOf('<body>'));
		const text = unescaped(body.replaceAll(/<[^>]+>/g, ' '));
		expectInOrder(text, SAID);
		for (const words of [...NAMES, ...HOSTILE]) expect(text).toContain(collapse(words));
	});

	test('runs nothing and loads nothing', async () => {
		const html = await renderText('html');
		expect(html).not.toMatch(/<(script|link|img|iframe|object|base|form)\b/i);
		expect(html).not.toMatch(/\son\w+=|url\((?!"data:)|@import|javascript:/i);
		expect(html.match(/https?:\/\/[^"'\s<]+/g)).toEqual(['https://www.eurojust.europa.eu/']);
		expect(html).toContain(`content="default-src 'none'`);
	});

	test('has the label at top and bottom, language, title, table heads and no skipped heading levels', async () => {
		const html = await renderText('html');
		expect(html).toContain('<html lang="en-GB">');
		expect(html).toMatch(/<title>JS-01-MIN — Joint meeting[^<]*<\/title>/);
		expect(html).toMatch(/<header[^>]*>.*TLP:AMBER\+STRICT<\/strong><\/header>/);
		expect(html).toMatch(/<footer[^>]*>.*TLP:AMBER\+STRICT<\/strong><\/footer>/);
		expect(html).toContain('<th scope="col"><p dir="auto">Ref</p></th>');
		const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
		levels.reduce((last, level) => {
			expect(level).toBeLessThanOrEqual(last + 1);
			return level;
		}, 0);
	});
});

describe('Markdown', () => {
	test('begins and ends with the label', async () => {
		const lines = (await renderText('md')).trimEnd().split('\n');
		expect([lines[0], lines.at(-1)]).toEqual([LABEL, LABEL]);
	});

	test('says everything, in order', async () => {
		const text = (await renderText('md')).replaceAll(/\\(?=[^\w\s])/g, '');
		expectInOrder(text, SAID);
		for (const words of [...NAMES, ...HOSTILE]) expect(text).toContain(words);
	});

	test('keeps hostile text from becoming markup', async () => {
		const text = await renderText('md');
		expect(text).not.toMatch(/(?<!\\)<script/);
		expect(text).toContain('**3.3** \\*x\\* \\$y\\$ @ref');
		expect(text).not.toContain('javascript:');
	});
});

test('JSON parses back into the same minutes', async () => {
	const minutes = emptyMinutes('not recorded');
	expect(JSON.parse(new TextDecoder().decode(await render('json', minutes)))).toEqual(
		JSON.parse(JSON.stringify(minutes))
	);
});

const PRINTED = ['docx', 'pdf', 'html', 'md'] as const;

/** The text of an export, as a person would copy it. */
async function textOf(format: (typeof PRINTED)[number], minutes: Minutes): Promise<string> {
	const bytes = await render(format, minutes);
	if (format === 'docx')
		return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
	if (format === 'pdf') return (await readPdf(bytes)).pages.join(' ');
	return unescaped(new TextDecoder().decode(bytes).replaceAll(/<[^>]+>/g, ' '));
}

test.each(PRINTED)('%s of empty minutes says so', async (format) => {
	const text = await textOf(format, emptyMinutes('not recorded'));
	expectInOrder(text, ['No decision is recorded.', 'Support', 'No action point is recorded.']);
});

test.each(PRINTED)(
	'%s of a session that ran prints its times and who was present',
	async (format) => {
		const text = squeezed(await textOf(format, ranMinutes())).replaceAll('\\', '');
		expectInOrder(
			text,
			[
				'10:04 CEST (08:04 UTC)',
				'11:15 CEST (09:15 UTC)',
				'11:40 CEST (09:40 UTC)',
				'12:30 CEST (10:30 UTC)',
				'10:04 to 10:31 CEST',
				'10:31 to 11:15, 11:40 to 12:30 CEST',
				'Attendance',
				'in the room 10:02 to 11:15 CEST; remote 11:41 to 12:30 CEST',
				'excused',
				'replaced by Ελένη Παππά'
			].map(squeezed)
		);
	}
);

describe('the process', () => {
	test('creates two files while the server keeps working', async () => {
		const exports = createExports({ render: { memory: 1024, time: 60_000 } });
		const [anna, boris] = [newId<PersonId>(), newId<PersonId>()];
		const start = (person: PersonId, format: ExportFormat): ExportJobId => {
			const job = exports.start(person, longMinutes(), format, `JS-01-MIN.${format}`);
			if (isRefusal(job)) throw new Error(job.refused);
			return job.id;
		};
		const [pdf, docx] = [start(anna, 'pdf'), start(boris, 'docx')];
		let ticks = 0;
		const timer = setInterval(() => {
			const status = exports.status(pdf, anna);
			// The last step is one uninterrupted piece of work.
			if (status?.state === 'running' && status.done < 1) ticks++;
		}, 1);
		await expect
			.poll(() => exports.status(docx, boris)?.state)
			.toSatisfy((state) => state === 'ready' || state === 'failed');
		clearInterval(timer);
		expect(ticks).toBeGreaterThan(0);
		const head = (job: ExportJobId, person: PersonId) => {
			const file = exports.file(job, person);
			return file && !isRefusal(file) ? Buffer.from(file.bytes).toString('latin1', 0, 5) : file;
		};
		expect(head(pdf, anna)).toBe('%PDF-');
		expect(head(docx, boris)).toMatch(/^PK/);
		expect(exports.file(pdf, boris)).toBeUndefined();
		expect(exports.status(docx, anna)).toBeUndefined();
		await exports.close();
	});

	test('typesets a table of 32,000 cells within its limits, cut with a note in place', async () => {
		const exports = createExports({ render: { memory: 1024, time: 60_000 } });
		const anna = newId<PersonId>();
		const job = exports.start(anna, withTable(4_000, 8), 'pdf', 'JS-01-MIN.pdf');
		if (isRefusal(job)) throw new Error(job.refused);
		await expect.poll(() => exports.status(job.id, anna)?.state, { timeout: 60_000 }).toBe('ready');
		const file = exports.file(job.id, anna);
		if (!file || isRefusal(file)) throw new Error('no file');
		const { pages } = await readPdf(file.bytes);
		expect(collapse(pages.join(' '))).toContain('3500 more rows are only on the board');
		await exports.close();
	}, 90_000);
});

function withTable(rows: number, columns: number): Minutes {
	const cell = {
		type: 'tableCell',
		content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }]
	};
	const row = { type: 'tableRow', content: Array.from({ length: columns }, () => cell) };
	const table = { type: 'table', content: Array.from({ length: rows }, () => row) };
	const notes = { type: 'doc', content: [table] };
	const item = { number: '1', title: 'Tables', speakers: [], times: [], notes };
	return { ...emptyMinutes('not recorded'), items: [item] };
}

/** Some forty pages, so that the export takes a while. */
function longMinutes(): Minutes {
	const sample = sampleMinutes();
	const items = Array.from({ length: 20 }, () => sample.items).flat();
	return { ...sample, items: items.map((item, at) => ({ ...item, number: String(at + 1) })) };
}

/** Without white space: at line breaks, PDF readers may or may not see a space. */
function squeezed(text: string): string {
	return text.replaceAll(/[\s\u00ad]+/g, '');
}

function unescaped(html: string): string {
	const text = html
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
	return collapse(text).replaceAll(/ (?=[,.;)])/g, '');
}
