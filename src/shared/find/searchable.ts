import type * as Y from 'yjs';
import { readHead } from '../board/briefing-head.ts';
import { notesItems, notesOf, textOf } from '../board/schema.ts';
import type { AgendaItemId } from '../ids.ts';
import { passagesOf } from './passages.ts';

/** A line that can be found; `line` is '' for what stands in no line of the text. */
export interface SearchableLine {
	readonly item: AgendaItemId | undefined;
	readonly line: string;
	readonly words: string;
}

const MOST_LINES = 5_000; // of a document
const MOST_LETTERS = 400_000; // of a document
const LONGEST = 4_000; // letters of a line

/** What is written in a document, in the order of its texts, within limits. Its actions and decisions are found by their rows. */
export function searchableLines(doc: Y.Doc): SearchableLine[] {
	const lines: SearchableLine[] = [];
	let letters = 0;
	for (const line of allLines(doc)) {
		letters += line.words.length;
		if (lines.length >= MOST_LINES || letters > MOST_LETTERS) break;
		if (line.words.trim() !== '') lines.push({ ...line, words: line.words.slice(0, LONGEST) });
	}
	return lines;
}

function* allLines(doc: Y.Doc): Generator<SearchableLine> {
	yield* headLines(doc);
	yield* textLines(textOf(doc), undefined);
	for (const item of notesItems(doc)) yield* textLines(notesOf(doc, item), item);
}

function* textLines(text: Y.Text, item: AgendaItemId | undefined): Generator<SearchableLine> {
	for (const { words, record, head } of passagesOf(text)) {
		if (record) continue;
		const id = head?.get('id');
		yield { item, line: typeof id === 'string' ? id.slice(0, 24) : '', words };
	}
}

function* headLines(doc: Y.Doc): Generator<SearchableLine> {
	const { texts, technologies, judgements, sources } = readHead(doc);
	const all = [
		...[...Object.values(texts), technologies.join(', ')],
		...judgements.flatMap(({ statement, basis }) => [statement, basis]),
		...sources.map(({ description }) => description)
	];
	for (const words of all) yield { item: undefined, line: '', words };
}
