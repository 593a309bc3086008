import type * as Y from 'yjs';
import { copiesOf, joinRecord, textOfRecord } from '../records/records.ts';
import { sameEnds } from '../same-ends.ts';
import { cutRuns, type Mark, type Run } from '../text/marks.ts';
import { insertRuns } from '../text/write.ts';
import type { Finder, Span } from './finder.ts';
import { passagesOf, type Passage, type RecordAt } from './passages.ts';

/** How many matches were replaced, and how many stand where nothing may be changed. */
export interface Replaced {
	readonly replaced: number;
	readonly locked: number;
}

const NOTHING_REPLACED: Replaced = { replaced: 0, locked: 0 };

/** What replacing needs to know of the reader. */
export interface ReplaceOptions {
	readonly finder: Finder;
	/** One line; what would end it is a space. */
	readonly by: string;
	/** False for a record whose wording is read back or agreed. */
	readonly mayChange: (record: RecordAt) => boolean;
}

/** Adds up what was done in several places. */
export function sum(parts: Iterable<Replaced>): Replaced {
	let [replaced, locked] = [0, 0];
	for (const part of parts) [replaced, locked] = [replaced + part.replaced, locked + part.locked];
	return { replaced, locked };
}

/** Replaces every match of a text, in the caller's transaction. */
export function replaceInText(text: Y.Text, options: ReplaceOptions): Replaced {
	return replaceIn(passagesOf(text), options);
}

/** Replaces every match of some passages, which are in the order of their texts. */
export function replaceIn(passages: readonly Passage[], options: ReplaceOptions): Replaced {
	const done: Replaced[] = [];
	// From the end, so that what stands before keeps its place.
	for (const passage of [...passages].reverse()) done.push(replaceOne(passage, options));
	return sum(done);
}

/** Replaces the matches of one passage; a card is changed in its record. */
function replaceOne(passage: Passage, options: ReplaceOptions): Replaced {
	const { words, letters, record } = passage;
	const spans = options.finder(words);
	if (spans.length === 0) return NOTHING_REPLACED;
	if (letters) return replaceSpans(letters.text, letters.index, letters.runs, spans, options.by);
	if (!record || !options.mayChange(record)) return { replaced: 0, locked: spans.length };
	return replaceInRecord(record.doc, record, options);
}

/** Replaces every match in the wording of a record that may be changed, where others may be typing. */
export function replaceInRecord(
	doc: Y.Doc,
	{ root, id }: RecordAt,
	{ finder, by }: ReplaceOptions,
	which: (spans: readonly Span[]) => readonly Span[] = (spans) => spans
): Replaced {
	const copies = copiesOf(doc, root, id);
	joinRecord(copies);
	const text = textOfRecord(copies);
	if (!text) return NOTHING_REPLACED;
	const words = text.toString();
	return replaceSpans(text, 0, [{ text: words, marks: [] }], which(finder(words)), by);
}

/**
 * Replaces some spans of a line that begins at an index: only the letters that differ, with the marks of those whose place
 * they take. What has the words already is not counted.
 */
function replaceSpans(
	text: Y.Text,
	index: number,
	runs: readonly Run[],
	spans: readonly Span[],
	by: string
): Replaced {
	let replaced = 0;
	for (const { from, to } of [...spans].reverse())
		if (replaceLetters(text, index + from, cutRuns(runs, from, to), oneLine(by))) replaced++;
	return { replaced, locked: 0 };
}

const oneLine = (words: string) => words.replaceAll(/[\r\n\u2028\u2029\ufffc]+/g, ' ');

function replaceLetters(text: Y.Text, index: number, runs: readonly Run[], next: string): boolean {
	const old = runs.map((run) => run.text).join('');
	if (old === next) return false;
	const { start, end } = sameEnds(old, next);
	const [oldEnd, come] = [old.length - end, next.slice(start, next.length - end)];
	// Inserted first, so that it stands behind what others type before the letters that go.
	if (come !== '') insertRuns(text, index + oldEnd, [{ text: come, marks: marksAt(runs, start) }]);
	if (oldEnd > start) text.delete(index + start, oldEnd - start);
	return true;
}

/** The marks of the letter at an offset, or of the last one. */
function marksAt(runs: readonly Run[], offset: number): readonly Mark[] {
	let at = 0;
	for (const { text, marks } of runs) {
		at += text.length;
		if (offset < at) return marks;
	}
	return runs.at(-1)?.marks ?? [];
}

/** How many matches would be replaced, and how many could not be. */
export function countIn(passages: readonly Passage[], options: ReplaceOptions): Replaced {
	return sum(
		passages.map(({ words, letters, record }) => {
			const spans = options.finder(words);
			const isOpen = letters !== undefined || (record && options.mayChange(record));
			if (!isOpen) return { replaced: 0, locked: spans.length };
			const differing = spans.filter(({ from, to }) => words.slice(from, to) !== options.by);
			return { replaced: differing.length, locked: 0 };
		})
	);
}
