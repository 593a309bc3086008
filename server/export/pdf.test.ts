import { expect, test } from 'vitest';
import { emptyMinutes, sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { ExportUnavailable, renderPdf } from './pdf.ts';
import { createTypst } from './typst.ts';

test('the same minutes give the same bytes', () => {
	expect(Buffer.from(renderPdf(sampleMinutes())).equals(renderPdf(sampleMinutes()))).toBe(true);
});

test('a character without a glyph does not stop the paper', () => {
	const minutes = emptyMinutes('not recorded');
	const meeting = { ...minutes.meeting, title: 'Private use \u{F0123} and \u{10FFFD}' };
	expect(renderPdf({ ...minutes, meeting }).length).toBeGreaterThan(1000);
});

test('a platform without the typesetter is told so', () => {
	expect(() => createTypst('.', ['no-build-of-this-name'])).toThrow(ExportUnavailable);
});
