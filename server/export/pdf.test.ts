import { expect, test } from 'vitest';
import { emptyMinutes, sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { ExportUnavailable, renderPdf } from './pdf.ts';
import { createTypst } from './typst.ts';

test('makes the same bytes from the same minutes', () => {
	expect(Buffer.from(renderPdf(sampleMinutes())).equals(renderPdf(sampleMinutes()))).toBe(true);
});

test('makes a PDF even if a character has no glyph', () => {
	const minutes = emptyMinutes('not recorded');
	const meeting = { ...minutes.meeting, title: 'Private use \u{F0123} and \u{10FFFD}' };
	expect(renderPdf({ ...minutes, meeting }).length).toBeGreaterThan(1000);
});

test('throws ExportUnavailable on a platform without the typesetter', () => {
	expect(() => createTypst('.', ['no-build-of-this-name'])).toThrow(ExportUnavailable);
});
