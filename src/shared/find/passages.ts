import type * as Y from 'yjs';
import { bounded, copiesOf, wordsOfRecord, type RegisterRoot } from '../records/records.ts';
import type { Head } from '../text/head.ts';
import type { CardFamily } from '../text/kind.ts';
import type { Line, TableLine } from '../text/line.ts';
import { linesOf } from '../text/lines-of.ts';
import { lettersOf, type Run } from '../text/marks.ts';
import { segmentsOf, type Segment } from '../text/segment.ts';
import { tableText } from '../text/table-words.ts';
import { twinsIn } from '../text/twins.ts';

/** Letters of a text that can be replaced: where they begin in it, and the head they stand behind. */
interface Letters {
	readonly text: Y.Text;
	readonly head: Head | undefined;
	readonly index: number;
	readonly runs: readonly Run[];
}

/** The record whose wording a passage is. */
export interface RecordAt {
	readonly root: RegisterRoot;
	readonly id: string;
}

/** Words that are seen as one line: nothing is found across two of them. */
export interface Passage {
	readonly words: string;
	/** Of a line, also in a cell. */
	readonly letters?: Letters;
	/** Of a card. Of a line with neither nothing can be replaced. */
	readonly record?: RecordAt & { readonly doc: Y.Doc };
	/** The head of the line, card or table. */
	readonly head: Head | undefined;
}

/** The registers in which the records of cards are. */
export const ROOT_OF: Readonly<Record<CardFamily, RegisterRoot>> = {
	action: 'actions',
	decision: 'decisions'
};

/** What is seen of a text, in its order: its lines, those of its cells, and the wording of its cards. */
export function passagesOf(text: Y.Text): Passage[] {
	const segments = [...segmentsOf(text)];
	const twins = twinsIn(segments);
	const passages: Passage[] = [];
	let index = 0;
	for (const segment of segments) {
		const { head, length } = segment;
		index += head ? 1 : 0;
		for (const line of linesOf(segment, head && twins.has(head)))
			for (const passage of passagesIn(line, text, segment, index)) passages.push(passage);
		index += length;
	}
	return passages;
}

/** The wording of a record that no card may show. */
export function passageOfRecord(doc: Y.Doc, record: RecordAt): Passage {
	const words = wordsOfRecord(copiesOf(doc, record.root, record.id));
	return { words, record: { ...record, doc }, head: undefined };
}

function passagesIn(line: Line, text: Y.Text, { head }: Segment, index: number): Passage[] {
	switch (line.is) {
		case 'words': {
			const { runs } = line;
			return [{ words: lettersOf(runs), letters: { text, head, index, runs }, head }];
		}
		case 'card': {
			const record = { root: ROOT_OF[line.family], id: line.record };
			const doc = text.doc;
			return [{ words: line.wording, ...(doc && { record: { ...record, doc } }), head }];
		}
		case 'table':
			return head ? cellsIn(line, head) : [];
		case 'rule':
		case 'picture':
			return [];
		case 'unknown':
		case 'leftover':
			return [{ words: bounded(line.words), head }];
	}
}

/** The lines of a table's cells as they are read; each where it stands in the text of the table. */
function cellsIn({ rows }: TableLine, head: Head): Passage[] {
	const text = tableText(head);
	if (!text) return [];
	const indexes = new Map<Head | undefined, number>();
	let index = 0;
	for (const segment of segmentsOf(text)) {
		index += segment.head ? 1 : 0;
		indexes.set(segment.head, index);
		index += segment.length;
	}
	const lines = rows.flatMap(({ cells }) => cells).flatMap((cell) => cell.lines);
	return lines.map(({ line: { runs }, head: own }) => ({
		words: lettersOf(runs),
		letters: { text, head: own, index: indexes.get(own) ?? 0, runs },
		head
	}));
}
