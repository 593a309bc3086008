import type * as Y from 'yjs';
import { NO_HANDS, type Hands } from './hands.ts';
import { makeLines } from './restore-lines.ts';
import {
	copiesOf,
	recordIn,
	recordsHere,
	REGISTER_ROOTS,
	sayRecord,
	wordsOfRecord,
	type RegisterRoot
} from '../records/records.ts';
import { makeMap } from './restore-map.ts';
import { makeText } from './restore-text.ts';
import { notesOf, rootKind } from '../board/schema.ts';
import type { AgendaItemId } from '../ids.ts';

/**
 * Makes the content of a live document equal to an older state of it, as an ordinary change: everyone sees it at once,
 * it is saved like typing, and it touches only what differs. Records keep their ids and so their numbers; a record that
 * is not in the version is withdrawn, one that was withdrawn since is valid again. `meta` stays, and so does
 * what somebody is writing in at this moment.
 */
export function restoreInto(doc: Y.Doc, version: Y.Doc, hands = NO_HANDS): void {
	const roots = new Set([...version.share.keys(), ...doc.share.keys()]);
	doc.transact(() => {
		for (const root of roots) restoreRoot(root, { doc, version, hands });
	});
}

/**
 * Makes the notes of one agenda item, and the records of that item, equal to an older state; everything else stays as it is.
 */
export function restoreItem(
	doc: Y.Doc,
	version: Y.Doc,
	item: AgendaItemId,
	hands = NO_HANDS
): void {
	const restoring = { doc, version, hands };
	const isOfItem = ([, record]: readonly [string, Y.Map<unknown>]) => record.get('item') === item;
	doc.transact(() => {
		makeLines(notesOf(doc, item), notesOf(version, item), hands);
		for (const root of REGISTER_ROOTS) {
			const wanted = new Map(recordsHere(version, root).filter(isOfItem));
			for (const [id] of recordsHere(doc, root).filter(isOfItem))
				if (!wanted.has(id)) withdraw(restoring, root, id);
			for (const [id, record] of wanted) makeRecord(restoring, root, [id, record]);
		}
	});
}

function withdraw({ doc, hands }: Restoring, root: RegisterRoot, id: string): void {
	const copies = copiesOf(doc, root, id);
	if (copies.some((copy) => hands.hold(copy.get('text')))) return;
	for (const copy of copies) copy.delete('here');
}

/** A document that becomes as a version was, but for what somebody is writing. */
interface Restoring {
	readonly doc: Y.Doc;
	readonly version: Y.Doc;
	readonly hands: Hands;
}

function restoreRoot(root: string, restoring: Restoring): void {
	const { doc, version, hands } = restoring;
	switch (rootKind(root)) {
		case 'lines':
			return makeLines(doc.getText(root), version.getText(root), hands);
		case 'text':
			return makeText(doc.getText(root), version.getText(root), hands);
		case 'registers':
			return makeRecords(restoring, root as RegisterRoot);
		case 'records':
			return makeMap(doc.getMap(root), version.getMap(root), [], hands);
		case undefined:
			return; // unknown here; only a release that knows the root may restore it
	}
}

/** What is said of a record by itself: that it is here, and its words, which others may be writing. */
const OWN: readonly string[] = ['here', 'text', 'made'];

function makeRecords(restoring: Restoring, root: RegisterRoot): void {
	const { doc, version } = restoring;
	const wanted = new Map(recordsHere(version, root));
	for (const [id] of recordsHere(doc, root)) if (!wanted.has(id)) withdraw(restoring, root, id);
	for (const [id, record] of wanted) makeRecord(restoring, root, [id, record]);
}

/** Puts a record of another document into this one, with its id. */
export function copyRecord(doc: Y.Doc, from: Y.Doc, root: RegisterRoot, id: string): void {
	const record = recordIn(from, root, id);
	if (record) makeRecord({ doc, version: from, hands: NO_HANDS }, root, [id, record]);
}

function makeRecord(
	{ doc, version, hands }: Restoring,
	root: RegisterRoot,
	[id, wanted]: readonly [string, Y.Map<unknown>]
): void {
	const copies = copiesOf(doc, root, id);
	const [living] = copies;
	if (!living) {
		doc.getMap(root).set(`${id}.${doc.clientID.toString(36)}`, wanted.clone());
		return;
	}
	if (living.get('here') !== true) living.set('here', true);
	makeMap(living, wanted, OWN, hands);
	const words = wordsOfRecord(copiesOf(version, root, id));
	const isHeld = copies.some((copy) => hands.hold(copy.get('text')));
	if (!isHeld && wordsOfRecord(copies) !== words) sayRecord(copies, words);
}
