import * as Y from 'yjs';
import { NO_HANDS, type Hands } from './hands.ts';
import { makeMap } from './restore-map.ts';
import { makeRuns } from './restore-runs.ts';
import { makeText } from './restore-text.ts';
import { newId } from '../ids.ts';
import { newHead, readHead, type Head } from '../text/head.ts';
import { insertHead } from '../text/insert-head.ts';
import { sumOf, type LineId } from '../text/line-id.ts';
import { lettersOf, type Run } from '../text/marks.ts';
import { headsOf, lettersBehind, startBehind } from '../text/place.ts';
import { segmentsOf } from '../text/segment.ts';
import { deleteWithin, removeLine } from '../text/write.ts';

/** A line of the text that is wanted. */
interface Wanted {
	readonly head: Head | undefined;
	readonly id: LineId | undefined;
	readonly runs: readonly Run[];
}

/** Keys that say where a copy comes from, which does not come back with the line. */
const OWN = ['here', 'rank', 'copied', 'source', 'left', 'was'];

/**
 * Makes a text equal to an older state of it by changing only what differs. A line is known by its id: where it is still
 * in its place it is changed in place, so that what somebody is typing in it survives; one that is gone comes back. A line
 * in which somebody is writing at this moment stays as it is. `isWanted` picks some of the lines, by their heads.
 */
export function makeLines(
	living: Y.Text,
	wanted: Y.Text,
	hands = NO_HANDS,
	isWanted: (head: Head | undefined) => boolean = () => true
): void {
	const held = new Set(
		[undefined, ...headsOf(living)].filter((head) => hands.holdLine(living, head))
	);
	const lines = withoutMoved(wantedIn(wanted, isWanted), held, living);
	const before = new Map([...segmentsOf(living)].map(({ head, runs }) => [head, runs]));
	const copies = copiesIn(living);
	const replaced = wordsHere(before);
	const kept = keptHeads(living, lines);
	const isKept = new Set(kept.values());
	for (const head of before.keys()) if (!held.has(head)) clear(living, head, isKept);
	let last: Head | undefined;
	for (const [at, line] of lines.entries()) {
		const old = kept.get(at);
		last = old ?? insertCopy(living, endBehind(living, last), line.head);
		if (!old) noteReplaced(last, replaced);
		if (held.has(last)) continue;
		if (old && line.head) makeHead(old, line.head, hands);
		makeRuns(living, last, (old && before.get(old)) ?? [], line.runs);
		outrank(last, copies);
	}
}

/** A line that stands elsewhere in what is wanted, and in which somebody is writing, is not put there as well. */
function withoutMoved(
	lines: readonly Wanted[],
	held: ReadonlySet<Head | undefined>,
	living: Y.Text
): readonly Wanted[] {
	if (held.size === 0) return lines;
	const kept = keptHeads(living, lines);
	const ids = new Set([...held].map((head) => head && readHead(head).id));
	return lines.filter(({ id }, at) => kept.has(at) || !id || !ids.has(id));
}

/** The index at which the letters behind a head end. */
function endBehind(text: Y.Text, head: Head | undefined): number {
	return startBehind(head) + lettersBehind(text, head).length;
}

/** The heads of each line, removed ones too. */
function copiesIn(text: Y.Text): ReadonlyMap<LineId, readonly Head[]> {
	const copies = new Map<LineId, Head[]>();
	for (const head of headsOf(text)) {
		const { id } = readHead(head);
		if (id) copies.set(id, [...(copies.get(id) ?? []), head]);
	}
	return copies;
}

/** What the lines that are here say, by their ids. */
function wordsHere(runs: ReadonlyMap<Head | undefined, readonly Run[]>): Map<LineId, string> {
	return new Map(
		[...runs].flatMap(([head, words]) => {
			const state = head && readHead(head);
			return state?.isHere && state.id && state.kind.is === 'words'
				? [[state.id, lettersOf(words)]]
				: [];
		})
	);
}

/** A line that comes back by an undo of somebody's move, with the words that were replaced here, is not seen twice. */
function noteReplaced(copy: Head, replaced: ReadonlyMap<LineId, string>): void {
	const { id } = readHead(copy);
	const words = id && replaced.get(id);
	if (words !== undefined) copy.set('source', sumOf(words));
}

/** Of all copies of a line, this is the one that is seen. */
function outrank(head: Head, copies: ReadonlyMap<LineId, readonly Head[]>): void {
	const { id } = readHead(head);
	const others = (id ? (copies.get(id) ?? []) : []).filter((one) => one !== head);
	const highest = others.reduce((most, one) => Math.max(most, readHead(one).rank), -1);
	if (highest >= readHead(head).rank) head.set('rank', highest + 1);
}

function wantedIn(text: Y.Text, isWanted: (head: Head | undefined) => boolean): Wanted[] {
	return [...segmentsOf(text)].flatMap(({ head, runs, length }) => {
		if (!isWanted(head)) return [];
		const state = head && readHead(head);
		if (!state?.isHere && length === 0) return [];
		return [{ head: state?.isHere ? head : undefined, id: state?.id, runs }];
	});
}

/** The lines that stay, by their places in what is wanted: as many as are in the same order in both. */
function keptHeads(living: Y.Text, lines: readonly Wanted[]): Map<number, Head> {
	const places = new Map<LineId, readonly [place: number, head: Head]>();
	for (const [place, head] of headsOf(living).entries()) {
		const { id, isHere } = readHead(head);
		if (id && isHere && !places.has(id)) places.set(id, [place, head]);
	}
	const both = lines.flatMap(({ head, id }, at) => {
		const found = head && id ? places.get(id) : undefined;
		return found ? [{ at, place: found[0], head: found[1] }] : [];
	});
	return new Map(longestAscending(both).map(({ at, head }) => [at, head]));
}

/** The longest part in which places ascend. */
function longestAscending<T extends { readonly place: number }>(all: readonly T[]): T[] {
	const ends: number[] = [];
	const before: (number | undefined)[] = [];
	for (const [at, { place }] of all.entries()) {
		const found = ends.findIndex((end) => (all[end]?.place ?? 0) >= place);
		const length = found < 0 ? ends.length : found;
		before[at] = ends[length - 1];
		ends[length] = at;
	}
	const longest: T[] = [];
	for (let at = ends.at(-1); at !== undefined; at = before[at]) {
		const one = all[at];
		if (one) longest.unshift(one);
	}
	return longest;
}

/** Removes a line that does not stay, and letters that have no line. */
function clear(text: Y.Text, head: Head | undefined, isKept: ReadonlySet<Head>): void {
	if (head && isKept.has(head)) return;
	if (head && readHead(head).isHere) return removeLine(text, head);
	const { length } = lettersBehind(text, head);
	if (length > 0) text.delete(startBehind(head), length);
	if (head) deleteWithin(head);
}

/** Puts a copy of a head into a text; a plain one for letters that had none. */
function insertCopy(text: Y.Text, index: number, head: Head | undefined): Head {
	const copy = newHead({ id: newId() as string as LineId, kind: 'paragraph' });
	insertHead(text, index, copy);
	if (head) makeHead(copy, head);
	return copy;
}

function makeHead(living: Head, wanted: Head, hands = NO_HANDS): void {
	for (const key of new Set([...living.keys(), ...wanted.keys()]))
		if (!OWN.includes(key)) makeKey(living, key, wanted.get(key), hands);
}

function makeKey(living: Head, key: string, next: unknown, hands: Hands): void {
	const old = living.get(key);
	if (next instanceof Y.Text)
		makeHeld(old instanceof Y.Text ? old : setText(living, key), next, key, hands);
	else if (next instanceof Y.Map && old instanceof Y.Map)
		makeMap(old as Y.Map<unknown>, next as Y.Map<unknown>, [], hands);
	else if (next instanceof Y.AbstractType) living.set(key, next.clone());
	else if (next === undefined) living.delete(key);
	else if (old !== next) living.set(key, next);
}

function setText(living: Head, key: string): Y.Text {
	const text = new Y.Text();
	living.set(key, text);
	return text;
}

/** A table holds lines, a card a wording. */
function makeHeld(living: Y.Text, wanted: Y.Text, key: string, hands: Hands): void {
	if (key === 'words') makeLines(living, wanted, hands);
	else makeText(living, wanted, hands);
}
