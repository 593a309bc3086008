import { expect, test } from 'vitest';
import { emptyMinutes, sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { ExportUnavailable, renderPdf } from './pdf.ts';
import { createTypst } from './typst.ts';

test('makes the same bytes from the same minutes', async () => {
	const [one, other] = [await renderPdf(sampleMinutes()), await renderPdf(sampleMinutes())];
	expect(Buffer.from(one).equals(other)).toBe(true);
});

test('makes a PDF even if a character has no glyph', async () => {
	const minutes = emptyMinutes('not recorded');
	const meeting = { ...minutes.meeting, title: 'Private use \u{F0123} and \u{10FFFD}' };
	expect((await renderPdf({ ...minutes, meeting })).length).toBeGreaterThan(1000);
});

test('throws ExportUnavailable on a platform without the typesetter', () => {
	expect(() => createTypst('.', ['no-build-of-this-name'])).toThrow(ExportUnavailable);
});
