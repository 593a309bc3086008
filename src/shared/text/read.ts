import type * as Y from 'yjs';
import type { DocumentId } from '../ids.ts';
import type { CardFamily } from './kind.ts';
import { linesOf } from './lines-of.ts';
import type { RecordId } from './line-id.ts';
import { EMPTY_LINE, type Line } from './line.ts';
import { lettersOf } from './marks.ts';
import { readHead, type Head } from './head.ts';
import { segmentsOf, type Segment } from './segment.ts';
import { twinsIn } from './twins.ts';

/** How much of one text is read; what is beyond is left out. */
interface TextLimits {
	readonly lines: number;
	readonly letters: number;
}

/** The annexes that hold what stood at some places, by the heads behind whose lines these are. */
export type Places = ReadonlyMap<Head | undefined, readonly DocumentId[]>;

const NO_PLACES: Places = new Map();

/** A text of 2,000 pages stays below. */
const TEXT_LIMITS: TextLimits = { lines: 100_000, letters: 8_000_000 };

export interface ReadText {
	readonly lines: readonly Line[];
	/** True when something was left out. */
	readonly isCut: boolean;
	/** The annexes that hold what stood before a line, by its index; what stood at the end, by the number of lines. */
	readonly places?: ReadonlyMap<number, readonly DocumentId[]>;
}

/**
 * Reads a text from scratch, whatever stands in the document: every letter that is not deleted is in one line. It is
 * what the binding must arrive at by small steps. Never throws. Of places it is told where they are between the lines.
 */
export function readText(text: Y.Text, limits = TEXT_LIMITS, known = NO_PLACES): ReadText {
	const { segments, isCut } = within(text, limits);
	const twins = twinsIn(segments);
	const lines: Line[] = [];
	const places = new Map<number, readonly DocumentId[]>();
	for (const segment of segments) {
		for (const line of linesOf(segment, segment.head && twins.has(segment.head))) lines.push(line);
		const here = known.get(segment.head);
		if (here) places.set(lines.length, [...(places.get(lines.length) ?? []), ...here]);
	}
	const read = { lines: lines.length > 0 ? lines : [EMPTY_LINE], isCut };
	return places.size > 0 ? { ...read, places } : read;
}

function within(text: Y.Text, limits: TextLimits): { segments: Segment[]; isCut: boolean } {
	const segments: Segment[] = [];
	let letters = 0;
	for (const segment of segmentsOf(text)) {
		letters += segment.length;
		if (segments.length >= limits.lines || letters > limits.letters)
			return { segments, isCut: true };
		segments.push(segment);
	}
	return { segments, isCut: false };
}

/** The records that cards of a text stand for, and those of cards that are not seen because they are twins. */
export interface Cards {
	readonly seen: ReadonlyMap<RecordId, CardFamily>;
	readonly twins: ReadonlyMap<RecordId, CardFamily>;
}

/** The cards of a text. A record whose card is a twin, and not seen besides, is none: its line became another. */
export function cardsOf(text: Y.Text): Cards {
	const segments = [...segmentsOf(text)];
	const hidden = twinsIn(segments);
	const [seen, twins] = [new Map<RecordId, CardFamily>(), new Map<RecordId, CardFamily>()];
	for (const { head } of segments) {
		const state = head && readHead(head);
		if (state?.kind.is !== 'card' || !state.isHere) continue;
		(hidden.has(head as never) ? twins : seen).set(state.kind.record, state.kind.family);
	}
	for (const record of seen.keys()) twins.delete(record);
	return { seen, twins };
}

/** The words of a line, for search and comparison. */
export function wordsOf(line: Line): string {
	switch (line.is) {
		case 'words':
			return lettersOf(line.runs);
		case 'card':
			return line.wording;
		case 'rule':
		case 'picture':
			return '';
		case 'table':
			return line.rows
				.flatMap(({ cells }) => cells)
				.flatMap(({ lines }) => lines.map((one) => lettersOf(one.line.runs)))
				.join('\n');
		case 'unknown':
		case 'leftover':
			return line.words;
	}
}
