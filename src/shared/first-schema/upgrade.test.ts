import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HostileDocument } from '../../../tests/support/hostile-document.ts';
import { withoutLines } from '../../../tests/support/lines.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import { readActions } from '../board/actions.ts';
import { REGISTER_ROOTS } from '../records/records.ts';
import { readRich } from './read-rich.ts';
import { newId } from '../ids.ts';
import type { LineId } from '../text/line-id.ts';
import { nestLines } from '../text/nest.ts';
import { readText } from '../text/read.ts';
import { schemaOf, upgradeDocument } from './upgrade.ts';

const FIXTURE = new URL('../../../tests/fixtures/schema-1.base64', import.meta.url);
const id = () => newId() as string as LineId;

/** A document of schema 1 with every kind of block, as the program of that time wrote it. */
function documentOfSchema1(): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Buffer.from(readFileSync(FIXTURE, 'utf8'), 'base64'));
	return doc;
}

const notes = [...documentOfSchema1().share.keys()].find((root) => root.startsWith('notes:')) ?? '';
const linesIn = (doc: Y.Doc, root: string) =>
	withoutLines(nestLines(readText(doc.getText(root)))).content;

/** The action's card stands in the notes too, which are read first. */
const isNoCopy = ({ type }: { readonly type: string }) => type !== 'actionBlock';

describe('a document of schema 1', () => {
	it('says the same as lines, and keeps its records', () => {
		const doc = documentOfSchema1();
		const tree = readRich(doc.getXmlFragment('text')).content?.filter(isNoCopy);
		const records = [doc.getMap('actions').toJSON(), doc.getMap('decisions').toJSON()];
		expect(schemaOf(doc)).toBe(1);
		expect(upgradeDocument(doc, id)).toBe(true);
		expect(linesIn(doc, 'lines')).toEqual(tree);
		expect(doc.getXmlFragment('text').length).toBe(0);
		for (const [at, root] of REGISTER_ROOTS.entries())
			for (const [id, record] of Object.entries(records[at] ?? {}))
				expect(doc.getMap(root).toJSON()[id]).toEqual({ ...(record as object), here: true });
		expect(readActions(doc)).toHaveLength(Object.keys(records[0] ?? {}).length);
		expect(schemaOf(doc)).toBe(2);
	});

	it('has one card for a record, although it had copies', () => {
		const doc = documentOfSchema1();
		upgradeDocument(doc, id);
		const cards = ['lines', notes.replace('notes', 'lines')].flatMap((root) =>
			readText(doc.getText(root)).lines.filter(({ is }) => is === 'card')
		);
		expect(cards).toHaveLength(2);
	});

	it('is changed once, in one change', () => {
		const doc = documentOfSchema1();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		expect(upgradeDocument(doc, id)).toBe(true);
		expect(upgradeDocument(doc, id)).toBe(false);
		expect(updates).toHaveLength(1);
	});

	it('with anything in it becomes lines all the same', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const { doc } = new HostileDocument(new Seeded(seed)).fill(12, [
				'text',
				'notes:x',
				'actions'
			]);
			expect(upgradeDocument(doc, id), `seed ${seed}`).toBe(true);
			expect(readText(doc.getText('lines')).lines.length).toBeGreaterThan(0);
		}
	});
});
