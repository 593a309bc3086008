import type * as Y from 'yjs';
import {
	changeAction,
	isAsSeen,
	readAction,
	readActions,
	type ActionChange,
	type ActionSeen
} from '#shared/board/actions.ts';
import { readHead } from '#shared/board/briefing-head.ts';
import { readDecision, readDecisions } from '#shared/board/decisions.ts';
import { restoreInto } from '#shared/board/restore.ts';
import { originOf, type Origin } from '#shared/board/records.ts';
import { notesItems, notesOf, textOf } from '#shared/board/schema.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';
import { newId, type ActionId, type AgendaItemId, type DecisionId } from '#shared/ids.ts';
import type { MakeId } from '#shared/text/append.ts';
import { nestLines } from '#shared/text/nest.ts';
import { readText } from '#shared/text/read.ts';
import { upgradeDocument } from '#shared/text/upgrade.ts';
import { documentFrom } from './copies.ts';

/** What may be read of a document: plain bounded values, whatever stands in it. */
export const READS = {
	/** The records for the registers. Of too many, those that are `known` already come first. */
	records: (doc: Y.Doc, known: readonly string[]) => {
		const first = new Set(known);
		return {
			actions: readActions(doc, first).map((record) => made(doc, 'actions', record)),
			decisions: readDecisions(doc, first).map((record) => made(doc, 'decisions', record))
		};
	},
	decision: (doc: Y.Doc, id: DecisionId) => readDecision(doc, id),
	head: (doc: Y.Doc) => readHead(doc),
	/** The notes of a board by agenda item, those that are empty too. */
	notes: (doc: Y.Doc) =>
		new Map<AgendaItemId, RichNode>(
			notesItems(doc).map((item) => [item, richOf(notesOf(doc, item))])
		),
	/** The text of any other document, with its head. */
	paper: (doc: Y.Doc) => ({ body: richOf(textOf(doc)), head: readHead(doc) }),
	/** Everything that a version shows. */
	whole: (doc: Y.Doc) => ({
		notes: READS.notes(doc),
		...READS.paper(doc),
		actions: readActions(doc),
		decisions: readDecisions(doc)
	})
};

/** A text as a tree, as minutes and exports read it. */
const richOf = (text: Y.Text): RichNode => nestLines(readText(text));

/** A record with the change that made it, by which the server knows its author. */
export type Made<R> = R & { readonly origin: Origin | undefined };

function made<R extends { readonly id: string }>(
	doc: Y.Doc,
	family: 'actions' | 'decisions',
	record: R
): Made<R> {
	return { ...record, origin: originOf(doc, family, record.id) };
}

/** What the server changes in a document. Each is one transaction, and an update like that of any client. */
export const EDITS = {
	/** Changes an action, unless it is gone or not as its actor saw it. */
	action: (
		doc: Y.Doc,
		id: ActionId,
		change: ActionChange,
		seen: ActionSeen
	): 'changed' | 'moved' | 'gone' => {
		const now = readAction(doc, id);
		if (now && !isAsSeen(now, seen)) return 'moved';
		return changeAction(doc, id, change) ? 'changed' : 'gone';
	},
	/** Writes a document of an earlier schema in the present one. */
	upgrade: (doc: Y.Doc): boolean => upgradeDocument(doc, newId as unknown as MakeId),
	/** Makes the document equal to an older state of it. */
	restore: (doc: Y.Doc, state: Uint8Array): undefined => {
		const older = documentFrom(state);
		restoreInto(doc, older);
		older.destroy();
	}
};

/** The arguments of a read or an edit besides the document. */
export type Given<F> = F extends (doc: Y.Doc, ...given: infer G) => unknown ? G : never;
export type Reads = typeof READS;
export type Edits = typeof EDITS;
