import * as Y from 'yjs';
import { REGISTER_ROOTS } from '../records/records.ts';
import { readRich } from './read-rich.ts';
import { appendLines, type MakeId } from '../text/append.ts';
import { flatten, type NewLine } from '../text/flatten.ts';
import { linesRootFor, SCHEMA } from '../text/roots.ts';

/** The schema that a document is written in; documents say so since the first. */
export function schemaOf(doc: Y.Doc): number {
	const schema = doc.getMap('meta').get('schema');
	return Number.isInteger(schema) ? Number(schema) : 1;
}

/**
 * Turns the trees of a document of schema 1 into lines under new roots, in one transaction, and empties the old ones.
 * Records stay, and are here. False when the document is of a later schema, and nothing was changed.
 */
export function upgradeDocument(doc: Y.Doc, newId: MakeId): boolean {
	if (schemaOf(doc) >= SCHEMA) return false;
	doc.transact(() => {
		const carded = new Set<string>();
		for (const root of [...doc.share.keys()].sort()) upgradeText(doc, root, carded, newId);
		for (const root of REGISTER_ROOTS)
			for (const record of doc.getMap(root).values())
				if (record instanceof Y.Map) record.set('here', true);
		doc.getMap('meta').set('schema', SCHEMA);
	});
	return true;
}

function upgradeText(doc: Y.Doc, root: string, carded: Set<string>, newId: MakeId): void {
	const name = linesRootFor(root);
	if (!name) return;
	const tree = doc.getXmlFragment(root);
	const lines = flatten(readRich(tree)).filter((line) => isFirstCard(line, carded));
	appendLines(doc.getText(name), lines, newId);
	tree.delete(0, tree.length);
}

/** A record has one card; copies of it, which schema 1 allowed, said nothing of their own. */
function isFirstCard(line: NewLine, carded: Set<string>): boolean {
	if (line.is !== 'card') return true;
	const isFirst = !carded.has(line.record);
	carded.add(line.record);
	return isFirst;
}
