import * as Y from 'yjs';
import { isId } from '../ids.ts';
import { replaceChanged } from './replace-changed.ts';

/** The root maps of a document that hold what the registers list. */
export const REGISTER_ROOTS = ['actions', 'decisions'] as const;
export type RegisterRoot = (typeof REGISTER_ROOTS)[number];

/** Most characters that are read of one field. */
const MAX_FIELD = 20_000;

/** The change that put a record into its document: the Yjs client, and its clock. */
export interface Origin {
	readonly client: number;
	readonly clock: number;
}

type Copies = readonly Y.Map<unknown>[];

/** Copies of one record that are read. So many people never capture one line before they hear of each other. */
const MOST_COPIES = 20;

/**
 * The keys of each record in a root, in order. Two people who capture one line at once make one record, each under a key
 * of their own, so that none of them replaces what the other writes. Keys of Yjs never go, so that only new ones are read.
 */
class Keys {
	readonly #byId = new Map<string, readonly string[]>();
	#read = 0;

	of(root: Y.Map<unknown>, id: string): readonly string[] {
		return this.#readNew(root).get(id) ?? [];
	}

	ids(root: Y.Map<unknown>): Iterable<string> {
		return this.#readNew(root).keys();
	}

	#readNew({ _map }: Y.Map<unknown>): ReadonlyMap<string, readonly string[]> {
		if (_map.size === this.#read) return this.#byId;
		for (const key of [..._map.keys()].slice(this.#read)) {
			const id = idOfKey(key);
			if (isId(id)) this.#byId.set(id, withKey(this.#byId.get(id) ?? [], key));
		}
		this.#read = _map.size;
		return this.#byId;
	}
}

/** The first so many keys in order, whatever the order in which they came: the same ones for everybody. */
function withKey(keys: readonly string[], key: string): readonly string[] {
	const last = keys.length < MOST_COPIES ? undefined : keys.at(-1);
	if (last !== undefined && last < key) return keys;
	return [...keys, key].sort().slice(0, MOST_COPIES);
}

/** The id of the record that is written under a key. */
export function idOfKey(key: string): string {
	return key.split('.', 1)[0] ?? '';
}

const known = new WeakMap<Y.Map<unknown>, Keys>();

function keysIn(root: Y.Map<unknown>): Keys {
	const keys = known.get(root) ?? new Keys();
	known.set(root, keys);
	return keys;
}

/** What was written of a record, also of a withdrawn one: what is here comes first, and its fields hold. */
export function copiesOf(doc: Y.Doc, root: RegisterRoot, id: string): Copies {
	const records = doc.getMap<unknown>(root);
	const keys = keysIn(records).of(records, id);
	const copies = keys.flatMap((key) => {
		const record = records.get(key);
		return record instanceof Y.Map ? [record as Y.Map<unknown>] : [];
	});
	return [...copies.filter(isHere), ...copies.filter((copy) => !isHere(copy))];
}

const isHere = (record: Y.Map<unknown>): boolean => record.get('here') === true;

/** The record that is here; undefined when it was withdrawn, or never was. */
export function recordIn(doc: Y.Doc, root: RegisterRoot, id: string): Y.Map<unknown> | undefined {
	return copiesOf(doc, root, id).find(isHere);
}

/** The records of a root that are here, by id. */
export function recordsHere(
	doc: Y.Doc,
	root: RegisterRoot
): [id: string, record: Y.Map<unknown>][] {
	const records = doc.getMap<unknown>(root);
	return [...keysIn(records).ids(records)].flatMap((id) => {
		const record = recordIn(doc, root, id);
		return record ? [[id, record] as [string, Y.Map<unknown>]] : [];
	});
}

/** The ids of all records of a root, withdrawn ones too. */
export function idsIn(doc: Y.Doc, root: RegisterRoot): string[] {
	const records = doc.getMap<unknown>(root);
	return [...keysIn(records).ids(records)];
}

/** Adds a record with its words. One that was withdrawn comes back, with these fields and words. */
export function addRecord(
	doc: Y.Doc,
	root: RegisterRoot,
	id: string,
	fields: readonly (readonly [key: string, value: unknown])[],
	words: string
): void {
	const copies = copiesOf(doc, root, id);
	if (copies.length === 0) return add(doc, root, id, fields, words);
	for (const [key, value] of fields) copies[0]?.set(key, value);
	copies[0]?.set('here', true);
	sayRecord(copies, words);
}

function add(
	doc: Y.Doc,
	root: RegisterRoot,
	id: string,
	fields: Parameters<typeof addRecord>[3],
	words: string
): void {
	const made = new Y.Map<unknown>([['here', true], ...fields, ['text', new Y.Text(words)]]);
	made.set('made', words);
	doc.getMap(root).set(`${id}.${doc.clientID.toString(36)}`, made);
}

/** Withdraws a record. Its words stay: it can come back, and nobody's words go with it. */
export function withdrawRecord(doc: Y.Doc, root: RegisterRoot, id: string): void {
	for (const copy of copiesOf(doc, root, id)) if (copy.has('here')) copy.delete('here');
}

/**
 * What a record says: its words, and those of copies into which somebody wrote before they knew of the first.
 */
export function wordsOfRecord(copies: Copies): string {
	const [first, ...others] = copies;
	const words = first ? saidIn(first) : '';
	const more = others.map((copy) => [copy, saidIn(copy)] as const);
	const written = more.filter(([copy, said]) => said !== '' && said !== copy.get('made'));
	const all = [words, ...written.map(([, said]) => said)].filter((said) => said !== '');
	return bounded([...new Set(all)].join(' / '));
}

/** Changes what a record says; where others write at the same time, both are kept. */
export function sayRecord(copies: Copies, words: string): void {
	for (const [at, copy] of copies.entries()) {
		const text = copy.get('text');
		const next = at === 0 ? words : '';
		if (text instanceof Y.Text) replaceChanged(text, next);
		else copy.set('text', new Y.Text(next));
	}
}

/** The words of a record as they are co-written; undefined where there is nothing to write in yet. */
export function textOfRecord([first]: Copies): Y.Text | undefined {
	const text = first?.get('text');
	return text instanceof Y.Text ? text : undefined;
}

/** Makes one text of what a record says, before somebody writes in the first of its copies alone. */
export function joinRecord(copies: Copies): void {
	const words = wordsOfRecord(copies);
	const [first] = copies;
	if (first && saidIn(first) !== words) sayRecord(copies, words);
}

function saidIn(record: Y.Map<unknown>): string {
	const text = record.get('text');
	if (text instanceof Y.Text) return text.toString();
	return typeof text === 'string' ? text : '';
}

/** Where a record comes from; undefined when it is gone. */
export function originOf(doc: Y.Doc, root: RegisterRoot, id: string): Origin | undefined {
	const item = recordIn(doc, root, id)?._item;
	return item ? { client: item.id.client, clock: item.id.clock } : undefined;
}

/** The beginning of a text that may be too long, without half a character at its end. */
export function bounded(text: string, most = MAX_FIELD): string {
	return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
