import * as Y from 'yjs';
import { HEAD_TEXTS, headText, type HeadText } from '../board/briefing-head.ts';
import { notesItems, notesOf, textOf } from '../board/schema.ts';
import type { AgendaItemId } from '../ids.ts';
import type { Head } from '../text/head.ts';
import type { LineId } from '../text/line-id.ts';
import type { Line } from '../text/line.ts';
import { linesOf } from '../text/lines-of.ts';
import { STRANGE } from '../text/marks.ts';
import { headIn, segmentsOf, type Segment } from '../text/segment.ts';
import { twinsIn } from '../text/twins.ts';
import { wordingText } from '../text/wording.ts';

/** Words one after another under the number of one client; `clock` is that of the first letter. Without a client nobody knows whose they are. */
export interface WrittenRun {
	readonly client: number | undefined;
	readonly clock: number;
	readonly text: string;
}

/** A line with the changes that wrote it. */
export interface WrittenLine {
	/** The name of the field that it stands in. */
	readonly label: string;
	/** Of a line of words of the text. */
	readonly id?: LineId | undefined;
	readonly runs: readonly WrittenRun[];
}

/** The lines of one text of a document; `item` for notes. */
interface WrittenText {
	readonly item: AgendaItemId | undefined;
	readonly lines: readonly WrittenLine[];
}

export interface Written {
	readonly texts: readonly WrittenText[];
	/** True when something was left out. */
	readonly isCut: boolean;
}

/** How much is read; what is beyond is left out. */
const MOST = { lines: 5_000, runs: 40_000, letters: 500_000 };

/** The words of a document with the changes that wrote them, within bounds. Only the server knows whose changes they are. */
export function writtenIn(doc: Y.Doc, most = MOST): Written {
	const left = { ...most };
	let isCut = false;
	const take = (lines: Iterable<WrittenLine>) => {
		const taken: WrittenLine[] = [];
		for (const line of lines) {
			if (line.runs.every(({ text }) => text.trim() === '')) continue;
			left.lines -= 1;
			left.runs -= line.runs.length;
			left.letters -= line.runs.reduce((sum, { text }) => sum + text.length, 0);
			if (Math.min(left.lines, left.runs, left.letters) < 0) {
				isCut = true;
				break;
			}
			taken.push(line);
		}
		return taken;
	};
	const paper = [...headLines(doc), ...linesWritten(textOf(doc))];
	const notes = notesItems(doc).map((item) => [item, linesWritten(notesOf(doc, item))] as const);
	const all = [[undefined, paper] as const, ...notes];
	const texts = all.map(([item, lines]) => ({ item, lines: take(lines) }));
	return { texts: texts.filter(({ lines }) => lines.length > 0), isCut };
}

function* headLines(doc: Y.Doc): Generator<WrittenLine> {
	for (const key of Object.keys(HEAD_TEXTS) as HeadText[])
		yield { label: HEAD_TEXTS[key](), runs: runsFrom(headText(doc, key)._start) };
}

/** The lines of a text as people see them, from top to bottom. */
export function* linesWritten(text: Y.Text): Generator<WrittenLine> {
	const segments = [...segmentsOf(text)];
	const twins = twinsIn(segments);
	for (const segment of segments)
		for (const line of linesOf(segment, segment.head && twins.has(segment.head)))
			for (const found of runsOf(line, segment, text)) yield { label: '', ...found };
}

type Found = Pick<WrittenLine, 'id' | 'runs'>;

function runsOf(line: Line, { head }: Segment, text: Y.Text): Found[] {
	switch (line.is) {
		case 'rule':
		case 'picture':
			return [];
		case 'words':
			return [{ id: line.id, runs: runsBehind(head, text) }];
		case 'card':
			return [{ runs: runsFrom((head && wordingText(head)?._start) ?? null) }];
		case 'table':
			return line.rows
				.flatMap(({ cells }) => cells)
				.flatMap(({ lines }) => lines)
				.flatMap(({ line: { id }, head }) => (head ? [{ id, runs: runsBehind(head) }] : []));
		case 'unknown':
		case 'leftover':
			return [{ runs: [{ client: undefined, clock: 0, text: line.words }] }];
	}
}

/** The letters behind a head; those before the first one in a text that has none there. */
function runsBehind(head: Head | undefined, text?: Y.Text): WrittenRun[] {
	return runsFrom(head ? (head._item?.right ?? null) : (text?._start ?? null));
}

function runsFrom(first: Y.Item | null): WrittenRun[] {
	const runs: WrittenRun[] = [];
	for (let item = first; item && !(headIn(item) && !item.deleted); item = item.right)
		if (!item.deleted && item.countable) put(runs, item);
	return runs;
}

function put(runs: WrittenRun[], { id, content, length }: Y.Item): void {
	const text = content instanceof Y.ContentString ? content.str : STRANGE.repeat(length);
	const last = runs.at(-1);
	const isNext = last?.client === id.client && last.clock + last.text.length === id.clock;
	if (last && isNext) runs[runs.length - 1] = { ...last, text: last.text + text };
	else runs.push({ client: id.client, clock: id.clock, text });
}
