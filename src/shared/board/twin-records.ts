import type * as Y from 'yjs';
import { cardsOf } from '../text/read.ts';
import { recordsHere, REGISTER_ROOTS } from '../records/records.ts';
import { textsOf } from './schema.ts';

/**
 * Records that do not count: two people made an action and a decision of one line at once, and of their cards only one is
 * seen. Texts are read only when there are two such records.
 */
export function twinRecords(doc: Y.Doc): ReadonlySet<string> {
	const sources = REGISTER_ROOTS.flatMap((root) =>
		recordsHere(doc, root).flatMap(([, record]) => record.get('source') ?? [])
	);
	if (new Set(sources).size === sources.length) return new Set();
	return new Set(textsOf(doc).flatMap((text) => [...cardsOf(text).twins.keys()]));
}
