import * as Y from 'yjs';
import {
	addAction,
	changeAction,
	isAsSeen,
	readAction,
	readActions,
	type ActionChange,
	type ActionRecord,
	type ActionSeen,
	type NewAction
} from '#shared/board/actions.ts';
import { readHead } from '#shared/board/briefing-head.ts';
import { readDecision, readDecisions, type DecisionRecord } from '#shared/board/decisions.ts';
import {
	chooseRecords,
	hasTooMany,
	type Choice,
	type OwnerOf
} from '#shared/board/fair-records.ts';
import { originOf, REGISTER_ROOTS, type Origin } from '#shared/records/records.ts';
import { searchableLines } from '#shared/find/searchable.ts';
import { restoreInto, restoreItem } from '#shared/restore/restore.ts';
import { emptyBin } from '#shared/bin/bin.ts';
import { bringRecordBack } from '#shared/bin/withdrawn.ts';
import { notesOf, textOf, textsOf } from '#shared/board/schema.ts';
import { newId, type ActionId, type AgendaItemId, type DecisionId } from '#shared/ids.ts';
import { forgetLines } from '#shared/restrict/forget-lines.ts';
import { putLate, type LatePart } from '#shared/restrict/put-late.ts';
import { putBehind } from '#shared/restrict/put-behind.ts';
import { withholdLines, type Withholding } from '#shared/restrict/withhold-lines.ts';
import type { Moved, Ref } from '#shared/restrict/withheld.ts';
import type { MakeId } from '#shared/text/append.ts';
import type { LineId, RecordId } from '#shared/text/line-id.ts';
import { nestLines } from '#shared/text/nest.ts';
import { readText } from '#shared/text/read.ts';
import { notesIn, paperIn, wholeIn } from '#shared/versions/whole.ts';
import { writtenIn } from '#shared/versions/written.ts';
import { upgradeDocument } from '#shared/first-schema/upgrade.ts';
import { mentionsAt } from '#shared/mentions/in-document.ts';
import { Hands, type Hand } from '#shared/restore/hands.ts';
import type { Owners } from '../sync/authors.ts';
import { documentFrom } from './copies.ts';

/** More than a tall screen shows. */
const FIRST_SCREEN = { lines: 40, letters: 6_000 };

/** What may be read of a document: plain bounded values, whatever stands in it. */
export const READS = {
	/**
	 * The records for the registers. Of too many, each person has as many as the others, and those that are `known` already
	 * come first; undefined when `owners` have to be known for that.
	 */
	records: (doc: Y.Doc, known: readonly string[], owners?: Owners): ReadRecords | undefined => {
		const areTooMany = REGISTER_ROOTS.some((family) => hasTooMany(doc, family));
		if (areTooMany && !owners) return undefined;
		const standing = { known: new Set(known), ownerOf: owners && ownerIn(owners) };
		const actions = chooseRecords(doc, 'actions', standing);
		const decisions = chooseRecords(doc, 'decisions', standing);
		return {
			actions: readActions(doc, actions).map((record) => made(doc, 'actions', record)),
			decisions: readDecisions(doc, decisions).map((record) => made(doc, 'decisions', record)),
			// Not what is read, which cannot be sent between threads.
			unread: [actions, decisions].map(({ unreadKnown, unreadBy }) => ({ unreadKnown, unreadBy }))
		};
	},
	decision: (doc: Y.Doc, id: DecisionId) => readDecision(doc, id),
	head: (doc: Y.Doc) => readHead(doc),
	notes: notesIn,
	paper: paperIn,
	/** The first screen of the notes of an item, or of the text of any other document. */
	beginning: (doc: Y.Doc, item: AgendaItemId | undefined) => {
		const { lines } = readText(item ? notesOf(doc, item) : textOf(doc), FIRST_SCREEN);
		const cards = new Set<string>(
			lines.flatMap((line) => (line.is === 'card' ? [line.record] : []))
		);
		const records = [...readActions(doc), ...readDecisions(doc)];
		return {
			body: nestLines({ lines, isCut: false }),
			records: records.filter(({ id }) => cards.has(id))
		};
	},
	/** The lines by which the document is found. */
	lines: searchableLines,
	/** Everything that a version shows. */
	whole: wholeIn,
	/** An older state without some lines and records, of a document that is not used again; no state when it has none of them. */
	without: (
		doc: Y.Doc,
		root: string,
		lines: readonly LineId[],
		records: readonly RecordId[]
	): { readonly state: Uint8Array | undefined } => ({
		state: forgetLines(doc, root, lines, records) ? Y.encodeStateAsUpdate(doc) : undefined
	}),
	/** Who is mentioned in its texts. */
	mentions: mentionsAt,
	/** The words, with the changes that wrote them. */
	written: (doc: Y.Doc) => writtenIn(doc)
};

/** The records of a document, and of actions and decisions what is not read. */
export interface ReadRecords {
	readonly actions: readonly Made<ActionRecord>[];
	readonly decisions: readonly Made<DecisionRecord>[];
	readonly unread: readonly Pick<Choice, 'unreadKnown' | 'unreadBy'>[];
}

function ownerIn({ clients, people, names }: Owners): OwnerOf {
	const places = new Map<number, number>();
	for (let at = 0; at < clients.length; at++) places.set(clients[at] ?? NaN, people[at] ?? NaN);
	return (client) => names[places.get(client) ?? NaN];
}

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
	/** Brings an action back that was taken out, with its card, as it was agreed. */
	putBack: (doc: Y.Doc, action: NewAction): 'changed' => {
		addAction(doc, action);
		bringRecordBack(doc, { root: 'actions', id: action.id }, newId as unknown as MakeId);
		return 'changed';
	},
	/** Writes a document of an earlier schema in the present one. */
	upgrade: (doc: Y.Doc): boolean => upgradeDocument(doc, newId as unknown as MakeId),
	/** Makes the document, or the notes of one item, equal to an older state, but for what somebody is writing. */
	restore: (
		doc: Y.Doc,
		state: Uint8Array,
		item: AgendaItemId | undefined,
		hands: readonly Hand[]
	): undefined => {
		const older = documentFrom(state);
		if (item) restoreItem(doc, older, item, new Hands(hands));
		else restoreInto(doc, older, new Hands(hands));
		older.destroy();
	},
	/** Takes lines out, for an annex. */
	withhold: (doc: Y.Doc, root: string, lines: readonly LineId[]): Withholding =>
		withholdLines(doc, root, lines, newId() as string as LineId),
	/** Puts a sanitised wording behind the place of lines that went into an annex; false when the place is gone. */
	putBehind: (doc: Y.Doc, root: string, marker: Ref, words: string): boolean =>
		putBehind(doc, root, marker, { id: newId() as string as LineId, words }),
	/** Puts what came late into an annex. */
	putLate: (doc: Y.Doc, moved: readonly Moved[], late: readonly LatePart[]): Moved[] =>
		putLate(doc, moved, late),
	/** Forgets what lines said that were removed. */
	emptyBin: (doc: Y.Doc): undefined => {
		for (const text of textsOf(doc)) emptyBin(text);
	}
};

/** The arguments of a read or an edit besides the document. */
export type Given<F> = F extends (doc: Y.Doc, ...given: infer G) => unknown ? G : never;
export type Reads = typeof READS;
export type Edits = typeof EDITS;
