import * as Y from 'yjs';
import { isId, type AgendaItemId } from '../ids.ts';
import { LINES, SCHEMA } from '../text/roots.ts';
import { bounded, REGISTER_ROOTS, type RegisterRoot } from '../records/records.ts';

/**
 * The shape of every co-edited document. Content lives in named roots, so that when two people write offline into the
 * same new item, their texts merge instead of replacing each other:
 *   meta            { schema }
 *   lines:<item>    text of one agenda item (board), in lines: see `../text/SPEC.md`
 *   lines           text of the whole (briefing, statements, annex)
 *   head, judgements, sources     the structured head of a briefing
 *   actions, decisions            records, see `records.ts`; the server keeps their numbers, in SQL
 */
export type RootKind = 'lines' | 'text' | 'registers' | 'records';

/** What the root of this name holds; undefined for `meta` and for roots that this release does not know. */
export function rootKind(name: string): RootKind | undefined {
	if (name === LINES || name.startsWith(`${LINES}:`)) return 'lines';
	if (name.startsWith('head:')) return 'text';
	if (REGISTER_ROOTS.some((root) => root === name)) return 'registers';
	return ['judgements', 'sources', 'technologies'].includes(name) ? 'records' : undefined;
}

/** The text of one agenda item in a board document. */
export function notesOf(doc: Y.Doc, item: AgendaItemId): Y.Text {
	return doc.getText(`${LINES}:${item}`);
}

/** The agenda items that have notes in a board document, including notes that have been emptied. */
export function notesItems(doc: Y.Doc): AgendaItemId[] {
	const ids = [...doc.share.keys()].map((root) => /^lines:(.*)$/.exec(root)?.[1]);
	return ids.filter((id) => isId(id)) as AgendaItemId[];
}

/** The text of a briefing, statements or annex document. */
export function textOf(doc: Y.Doc): Y.Text {
	return doc.getText(LINES);
}

/** Every text of a document that has content. */
export function textsOf(doc: Y.Doc): Y.Text[] {
	const names = [...doc.share.keys()].filter((name) => rootKind(name) === 'lines');
	return names.map((name) => doc.getText(name));
}

/** Marks a new document with the schema version; called once, by the server that creates it. */
export function stampSchema(doc: Y.Doc): void {
	doc.getMap('meta').set('schema', SCHEMA);
}

/** The root map of a family of records. */
export function recordsOf(doc: Y.Doc, family: RegisterRoot | 'judgements' | 'sources') {
	return doc.getMap<Y.Map<unknown>>(family);
}

/** Orders records by the time they say they were made at. */
export function byTime<R extends { readonly createdAt: string; readonly id: string }>(
	a: R,
	b: R
): number {
	return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

/** Compares by code units, as keys of an order require: `Z` comes before `a`. */
export function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

const MAX_MEMBERS = 100; // of a set in a record
const MAX_MEMBER = 200; // characters

/** A string field of a record, which any client may have written; anything but a string reads as the fallback. */
export function textField(record: Y.Map<unknown>, key: string, fallback = ''): string {
	const value = record.get(key);
	if (value instanceof Y.Text) return bounded(value.toString());
	return typeof value === 'string' ? bounded(value) : fallback;
}

const MAX_INSTANT = 30; // characters

/** When a record was made, as its client says; empty for anything that is no time of ours. */
export function instantField(record: Y.Map<unknown>, key: string): string {
	const value = record.get(key);
	const isShort = typeof value === 'string' && value.length <= MAX_INSTANT;
	return isShort && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? value : '';
}

/** A field that must be one of a list of words; anything else reads as the fallback. */
export function choiceField<T extends string>(
	record: Y.Map<unknown>,
	key: string,
	choices: readonly T[],
	fallback: T
): T {
	const value = record.get(key);
	return choices.find((choice) => choice === value) ?? fallback;
}

/** The keys that are set in a nested map used as a set. */
export function setField(record: Y.Map<unknown>, key: string): string[] {
	const value = record.get(key);
	if (!(value instanceof Y.Map)) return [];
	const members = [...value.keys()].filter((member) => member.length <= MAX_MEMBER);
	return members.slice(0, MAX_MEMBERS).sort();
}

/** A nested map used as a set, so that two people adding different members both keep theirs. */
export function asSet(members: Iterable<string>): Y.Map<true> {
	return new Y.Map([...members].map((member) => [member, true]));
}

/** A Y.Text with a start value. */
export function asText(value: string): Y.Text {
	return new Y.Text(value);
}
