import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../ids.ts';
import { chooseRecords, hasTooMany, MAX_RECORDS, NOTHING_KNOWN } from './fair-records.ts';

/** A document in which each person, by client number, has added so many actions; and their ids by person. */
function written(counts: Readonly<Record<string, number>>) {
	const doc = new Y.Doc();
	const names = Object.keys(counts);
	const ids = new Map<string, string[]>();
	for (const [index, name] of names.entries()) {
		doc.clientID = index + 1;
		const own = Array.from({ length: counts[name] ?? 0 }, () => newId());
		doc.transact(() =>
			own.forEach((id) => doc.getMap('actions').set(id, new Y.Map([['here', true]])))
		);
		ids.set(name, own);
	}
	return { doc, ids, ownerOf: (client: number) => names[client - 1] };
}

describe('the records that are read of a document', () => {
	it('are all of them while there are not too many', () => {
		const { doc } = written({ anna: 700, boris: 1_300 });
		expect(hasTooMany(doc, 'actions')).toBe(false);
		const { read, unreadBy } = chooseRecords(doc, 'actions', NOTHING_KNOWN);
		expect([read.length, unreadBy.size]).toEqual([2_000, 0]);
	});

	it('are shared among their authors: who has few loses none', () => {
		const { doc, ids, ownerOf } = written({ mallory: 3_000, mafalda: 1_500, anna: 40 });
		expect(hasTooMany(doc, 'actions')).toBe(true);
		const choice = chooseRecords(doc, 'actions', { known: new Set(), ownerOf });
		const read = new Set(choice.read.map(([id]) => id));
		expect(ids.get('anna')?.every((id) => read.has(id))).toBe(true);
		expect(read.size).toBe(MAX_RECORDS);
		expect([...choice.unreadBy]).toEqual([
			['mallory', 2_020],
			['mafalda', 520]
		]);
	});

	it('are those with a number first, and what of these is not read is named', () => {
		const { doc, ids, ownerOf } = written({ mallory: 3_000 });
		const last = ids.get('mallory')?.slice(-2_010) ?? [];
		const choice = chooseRecords(doc, 'actions', { known: new Set(last), ownerOf });
		const isLast = new Set(last);
		expect(choice.read.every(([id]) => isLast.has(id))).toBe(true);
		expect(choice.unreadKnown).toHaveLength(10);
	});
});
