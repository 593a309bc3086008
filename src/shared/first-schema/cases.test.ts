import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../ids.ts';
import type { MakeId } from '../text/append.ts';
import { readText, wordsOf } from '../text/read.ts';
import { linesRootFor } from '../text/roots.ts';
import { documentJson } from '../text/to-json.ts';
import { upgradeDocument } from './upgrade.ts';

const FILES = [
	'10-update-newer-block',
	...['42-update-colspan-0', '42-update-colspan-1.5', '42-update-colspan-300']
];
const fresh = newId as unknown as MakeId;

/** A document of schema 1 with what somebody wrote into its text by a program of their own. */
function documentOf(file: string): Y.Doc {
	const doc = new Y.Doc();
	const update = readFileSync(`tests/cases/${file}.base64`, 'utf8').trim();
	Y.applyUpdate(doc, Buffer.from(update, 'base64'));
	return doc;
}

/** All letters of a tree, in order. */
function lettersIn(node: Y.XmlFragment | Y.XmlElement): string {
	const texts = node.toArray().map((child) => {
		if (child instanceof Y.XmlElement) return lettersIn(child);
		const runs = child instanceof Y.XmlText ? (child.toDelta() as { insert: unknown }[]) : [];
		return runs.map(({ insert }) => String(insert)).join('');
	});
	return texts.join('');
}

describe.each(FILES)('%s', (file) => {
	it('becomes lines with all its words, and a grid that is bounded', () => {
		const doc = documentOf(file);
		const before = lettersIn(doc.getXmlFragment('text'));
		expect(before).not.toBe('');
		expect(upgradeDocument(doc, fresh)).toBe(true);
		const root = linesRootFor('text') ?? '';
		const { lines } = readText(doc.getText(root));
		const after = lines.map(wordsOf).join('').replaceAll('\n', '');
		expect([...after].sort()).toEqual([...before].sort());
		for (const line of lines) {
			if (line.is !== 'table') continue;
			for (const { cells } of line.rows) {
				const columns = cells.reduce((sum, { colspan }) => sum + colspan, 0);
				expect(columns).toBeGreaterThan(0);
				expect(columns).toBeLessThanOrEqual(40);
			}
		}
	});

	it('grows no more when two people have it open and write', () => {
		const first = documentOf(file);
		upgradeDocument(first, fresh);
		const root = linesRootFor('text') ?? '';
		const second = new Y.Doc();
		Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
		const seen = (doc: Y.Doc) => documentJson(readText(doc.getText(root)).lines);
		const sizeOf = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc).length;
		const before = sizeOf(first);
		for (const doc of [first, second]) {
			const text = doc.getText(root);
			text.insert(text.length, 'x');
		}
		for (const [from, to] of [[first, second] as const, [second, first] as const])
			Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
		expect(seen(second)).toEqual(seen(first));
		expect(sizeOf(second)).toBe(sizeOf(first));
		expect(sizeOf(first) - before).toBeLessThan(100); // two letters
	});
});
