import type * as Y from 'yjs';
import { recordsHere, type RegisterRoot } from '../records/records.ts';
import { twinRecords } from './twin-records.ts';

/** Most records of one family that are read of a document. */
export const MAX_RECORDS = 2_000;

type Entry = readonly [id: string, record: Y.Map<unknown>];

/** Whose a Yjs client number is; undefined for nobody's. */
export type OwnerOf = (client: number) => string | undefined;

/** Who has a number already, and who wrote what. */
export interface Standing {
	/** Records that are in the registers already come first. */
	readonly known: ReadonlySet<string>;
	/** Undefined while nobody needs to know. */
	readonly ownerOf: OwnerOf | undefined;
}

/** The records of a family that are read, and those that are not because there are too many. */
export interface Choice {
	readonly read: readonly Entry[];
	/** Of those that are not read: the known ones, and how many each person wrote. */
	readonly unreadKnown: readonly string[];
	readonly unreadBy: ReadonlyMap<string | undefined, number>;
}

/** Nothing is known: for readers of whole documents. */
export const NOTHING_KNOWN: Standing = { known: new Set(), ownerOf: undefined };

/** True when not all records of a family can be read. */
export function hasTooMany(doc: Y.Doc, family: RegisterRoot): boolean {
	return doc.getMap(family).size > MAX_RECORDS && entriesOf(doc, family).length > MAX_RECORDS;
}

/**
 * Chooses which records of a family are read. Of too many, each person has as many as the others, so that nobody's are
 * pushed out by those of somebody else; their order is not that of time.
 */
export function chooseRecords(
	doc: Y.Doc,
	family: RegisterRoot,
	{ known, ownerOf }: Standing
): Choice {
	const all = entriesOf(doc, family);
	if (all.length <= MAX_RECORDS) return { read: all, unreadKnown: [], unreadBy: new Map() };
	const owner = ([, { _item }]: Entry) => ownerOf?.(_item?.id.client ?? NaN);
	const groups = Map.groupBy(all, owner);
	const share = fairShare([...groups.values()].map(({ length }) => length));
	const read: Entry[] = [];
	const unreadKnown: string[] = [];
	const unreadBy = new Map<string | undefined, number>();
	for (const [person, own] of groups) {
		const [old, fresh] = [
			own.filter(([id]) => known.has(id)),
			own.filter(([id]) => !known.has(id))
		];
		read.push(...[...old, ...fresh].slice(0, share));
		for (const [id] of old.slice(share)) unreadKnown.push(id);
		if (own.length > share) unreadBy.set(person, own.length - share);
	}
	return { read, unreadKnown, unreadBy };
}

function entriesOf(doc: Y.Doc, family: RegisterRoot): Entry[] {
	const twins = twinRecords(doc);
	return recordsHere(doc, family).filter(([id]) => !twins.has(id));
}

/** The most that each may have so that all together have no more than is read; those with fewer leave theirs to the others. */
function fairShare(counts: readonly number[]): number {
	let left = MAX_RECORDS;
	for (const [index, count] of counts.toSorted((a, b) => a - b).entries()) {
		const share = Math.floor(left / (counts.length - index));
		if (count > share) return share;
		left -= count;
	}
	return Infinity;
}
