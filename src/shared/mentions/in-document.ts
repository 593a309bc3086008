import type * as Y from 'yjs';
import { notesItems, notesOf, textOf } from '../board/schema.ts';
import type { AgendaItemId } from '../ids.ts';
import { linesWritten, type WrittenRun } from '../versions/written.ts';
import { mentionsIn } from './mentions.ts';

/** A mention in a line of a document, with the change that wrote its sign. */
export interface MentionAt {
	readonly item: AgendaItemId | undefined;
	readonly line: string;
	readonly named: string;
	readonly client: number;
	readonly clock: number;
}

const MOST = 2_000; // of a document

/** Who is mentioned in the texts of a document, within bounds. */
export function mentionsAt(doc: Y.Doc): MentionAt[] {
	const found: MentionAt[] = [];
	for (const mention of allMentions(doc)) {
		if (found.length === MOST) break;
		found.push(mention);
	}
	return found;
}

function* allMentions(doc: Y.Doc): Generator<MentionAt> {
	yield* inText(textOf(doc), undefined);
	for (const item of notesItems(doc)) yield* inText(notesOf(doc, item), item);
}

function* inText(text: Y.Text, item: AgendaItemId | undefined): Generator<MentionAt> {
	for (const { id, runs } of linesWritten(text)) {
		if (!id) continue;
		for (const { named, at } of mentionsIn(runs.map((run) => run.text).join(''))) {
			const sign = changeAt(runs, at);
			if (sign) yield { item, line: id, named, ...sign };
		}
	}
}

/** The change that wrote the letter at a place of a line. */
function changeAt(runs: readonly WrittenRun[], at: number) {
	let from = 0;
	for (const { client, clock, text } of runs) {
		if (at < from + text.length)
			return client === undefined ? undefined : { client, clock: clock + at - from };
		from += text.length;
	}
	return undefined;
}
