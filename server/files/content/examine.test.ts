import { describe, expect, it } from 'vitest';
import { isRefusal } from '#shared/refusals.ts';
import {
	exif,
	gif,
	jpeg,
	jpegSegment,
	png,
	pngChunk,
	webp,
	zip
} from '../../../tests/support/sample-pictures.ts';
import { examine } from './examine.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const letters = (all: Uint8Array) => Buffer.from(all).toString('latin1');
const SECRET = 'N 52.0907 E 4.3255';

function taken(all: Uint8Array, name = 'x') {
	const found = examine(all, name);
	if (isRefusal(found)) throw new Error(`refused: ${found.detail}`);
	return found;
}
const typeOf = (all: Uint8Array, name?: string) => {
	const found = examine(all, name ?? 'x');
	return isRefusal(found) ? found.refused : found.type;
};
const whyNot = (all: Uint8Array, name = 'x') => {
	const found = examine(all, name);
	return isRefusal(found) ? found.detail : found.type;
};

const OPEN_XML = (type: string) =>
	`<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${type}"/></Types>`;
const DOCX = { '[Content_Types].xml': OPEN_XML('wordprocessingml.document.main+xml') };

describe('what a file is', () => {
	it.each([
		['png', png(3, 2)],
		['jpeg', jpeg()],
		['gif', gif('x')],
		['webp', webp('')],
		['pdf', bytes('%PDF-1.7\n%%EOF')],
		['docx', zip(DOCX)],
		['xlsx', zip({ '[Content_Types].xml': OPEN_XML('spreadsheetml.sheet.main+xml') })],
		['pptx', zip({ '[Content_Types].xml': OPEN_XML('presentationml.presentation.main+xml') })],
		['odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text' })],
		['ods', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })]
	])('is %s by its content, whatever it is called', (type, all) => {
		for (const name of ['x', 'x.html', 'x.exe', `x.${type}`]) expect(typeOf(all, name)).toBe(type);
	});

	it('is a text or a table by its ending', () => {
		expect(typeOf(bytes('a;b\n1;2'), 'x.csv')).toBe('csv');
		expect(typeOf(bytes('caf\xe9'), 'x.TXT')).toBe('text');
		expect(typeOf(bytes('hello'), 'x')).toBe('text');
	});

	it.each([
		['a page', '<!DOCTYPE html><p>x'],
		['a drawing', ' <svg xmlns="http://www.w3.org/2000/svg"/>'],
		['XML', '<?xml version="1.0"?><x/>'],
		['a script', '#!/bin/sh\nrm -rf']
	])('is not taken when it is %s that is called a text', (_, text) =>
		expect(whyNot(bytes(text), 'x.txt')).toMatch(/not attached/)
	);

	it.each(['x.html', 'x.js', 'x.svg', 'x.bat', 'x.constructor'])('is not taken as %s', (name) =>
		expect(typeOf(bytes('hello'), name)).toBe('file-not-taken')
	);

	it.each([
		['nothing', new Uint8Array()],
		['a program', bytes('MZ\x90\0\x03\0')],
		['an old Office document', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
		['an archive', zip({ 'a.txt': 'hello' })],
		['a PDF behind something else', bytes('\0\0%PDF-1.7')],
		['a picture behind something else', bytes(` ${letters(png(1, 1))}`)]
	])('is not taken when it is %s', (_, all) => expect(typeOf(all)).toBe('file-not-taken'));

	it.each<Record<string, string>>([
		{ ...DOCX, 'word/vbaProject.bin': 'x' },
		{
			'[Content_Types].xml': OPEN_XML('x').replace(
				'x"/>',
				'ms-word.document.macroEnabled.main+xml"/>'
			)
		},
		{
			'[Content_Types].xml': DOCX['[Content_Types].xml'].replace(
				'<O',
				'<x a="&#109;acroEnabled"/><O'
			)
		},
		{ mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml': 'x' }
	])('is not taken with programs in it: %o', (entries) =>
		expect(whyNot(zip(entries))).toMatch(/programs/)
	);

	it.each([
		['a damaged PNG', png(1, 1).subarray(0, 60)],
		['a PNG without pixels', bytes(letters(png(1, 1)).replace('IDAT', 'tEXt'))],
		['a PNG of no size', png(0, 0)],
		['a JPEG without an end', jpeg().subarray(0, -2)],
		['a GIF without an end', gif('x').subarray(0, -1)],
		['a WebP that is cut', webp('').subarray(0, 20)]
	])('is not taken when it is %s', (_, all) => expect(typeOf(all)).toBe('file-not-taken'));

	it('is not taken with more pixels than a program can open', () => {
		const vast = png(1, 1);
		new DataView(vast.buffer).setUint32(16, 30_000);
		expect(whyNot(vast)).toMatch(/40 million pixels/);
	});
});

describe('what a picture says of who made it', () => {
	it.each([
		['png', png(2, 2, [pngChunk('tEXt', bytes(SECRET)), pngChunk('eXIf', bytes(SECRET))])],
		[
			'jpeg',
			jpeg([
				jpegSegment(0xe1, exif(1, SECRET)),
				jpegSegment(0xed, bytes(SECRET)),
				jpegSegment(0xfe, bytes(SECRET)),
				jpegSegment(0xe0, bytes(`JFXX\0${SECRET}`))
			])
		],
		['gif', gif(SECRET)],
		['webp', webp(SECRET)]
	])('is taken out of a %s, and so is what stands behind its end', (type, all) => {
		const longer = new Uint8Array(Buffer.concat([all, bytes(`<script>${SECRET}`)]));
		const found = taken(longer);
		expect(found.type).toBe(type);
		expect(letters(found.bytes)).not.toContain(SECRET);
		expect(taken(found.bytes).bytes).toEqual(found.bytes);
	});

	it('is left as it was otherwise', () => {
		for (const clean of [png(3, 2), jpeg()]) expect(taken(clean).bytes).toEqual(clean);
		expect(taken(png(3, 2))).toMatchObject({ width: 3, height: 2 });
		expect(taken(jpeg())).toMatchObject({ width: 1, height: 1 });
		expect(taken(gif('x'))).toMatchObject({ width: 1, height: 1 });
		expect(taken(webp(''))).toMatchObject({ width: 1, height: 1 });
	});

	it('is how it is turned: that stays, alone', () => {
		const { bytes: clean } = taken(jpeg([jpegSegment(0xe1, exif(6, SECRET))]));
		expect(letters(clean)).toContain('Exif\0\0MM\0\x2a');
		expect(letters(clean)).toContain('\x01\x12\0\x03\0\0\0\x01\0\x06');
		expect(letters(clean)).not.toContain(SECRET);
	});
});

it('says of any bytes what they are, or that they are not taken', () => {
	const samples = [png(4, 4), jpeg(), gif('hello'), webp('x'), zip(DOCX)];
	let seed = 7;
	const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
	for (let round = 0; round < 3_000; round++) {
		const bad = (samples[round % samples.length] ?? new Uint8Array()).slice();
		for (let change = 0; change <= random(6); change++) bad[random(bad.length)] = random(256);
		expect(examine(bad.subarray(0, 1 + random(bad.length)), 'x')).toBeDefined();
		expect(examine(bad, 'x')).toBeDefined();
	}
});
