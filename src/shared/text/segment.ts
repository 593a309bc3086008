import * as Y from 'yjs';
import type { Head } from './head.ts';
import {
	marksIn,
	markOf,
	NO_FORMATS,
	sameMarks,
	STRANGE,
	type Formats,
	type Mark,
	type Run
} from './marks.ts';

/** A head with the letters behind it, up to the next head; the first segment of a text has no head. */
export interface Segment {
	readonly head: Head | undefined;
	readonly runs: readonly Run[];
	/** Units behind the head, as Yjs counts them: those of the letters, and of what is unknown. */
	readonly length: number;
	/** The formats in force at its beginning and at its end. */
	readonly before: Formats;
	readonly after: Formats;
	/** The item of the next head. */
	readonly next: Y.Item | null;
}

/** The head that an item holds; deleted or not. */
export function headIn(item: Y.Item): Head | undefined {
	const { content } = item;
	// What Yjs types as some type is the map that a head is.
	return content instanceof Y.ContentType && content.type instanceof Y.Map
		? (content.type as Head)
		: undefined;
}

/** All segments of a text, from its beginning. */
export function* segmentsOf(text: Y.Text): Generator<Segment> {
	let segment = readSegment(undefined, text._start, NO_FORMATS);
	yield segment;
	while (segment.next) {
		const item: Y.Item = segment.next;
		segment = readSegment(headIn(item), item.right, segment.after);
		yield segment;
	}
}

/** Reads one segment, from the item behind its head. */
export function readSegment(head: Head | undefined, from: Y.Item | null, before: Formats): Segment {
	const runs = new Runs(before);
	let item = from;
	for (; item; item = item.right) {
		if (item.deleted) continue;
		if (headIn(item)) break;
		runs.add(item);
	}
	return { head, runs: runs.end(), length: runs.length, before, after: runs.formats, next: item };
}

/** Collects letters into runs of the same marks. */
class Runs {
	readonly #runs: Run[] = [];
	#words: string[] = [];
	#marks: readonly Mark[];
	formats: Formats;
	length = 0;

	constructor(formats: Formats) {
		this.formats = formats;
		this.#marks = marksIn(formats);
	}

	add({ content, countable, length }: Y.Item): void {
		if (content instanceof Y.ContentFormat) return this.#format(content);
		if (!countable) return;
		this.length += length;
		this.#words.push(content instanceof Y.ContentString ? content.str : STRANGE.repeat(length));
	}

	end(): readonly Run[] {
		this.#close();
		return this.#runs;
	}

	#format({ key, value }: Y.ContentFormat): void {
		const mark = markOf(key, value);
		if (!mark && !this.formats.has(key)) return;
		const formats = new Map(this.formats);
		if (mark) formats.set(key, mark);
		else formats.delete(key);
		const marks = marksIn(formats);
		if (!sameMarks(marks, this.#marks)) this.#close();
		this.formats = formats;
		this.#marks = marks;
	}

	#close(): void {
		const text = this.#words.join('');
		this.#words = [];
		if (text === '') return;
		const last = this.#runs.at(-1);
		if (last && sameMarks(last.marks, this.#marks))
			this.#runs.splice(-1, 1, { text: last.text + text, marks: last.marks });
		else this.#runs.push({ text, marks: this.#marks });
	}
}
