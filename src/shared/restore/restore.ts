import type * as Y from 'yjs';
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
 * is not in the version is withdrawn, one that was withdrawn since is valid again. `meta` stays.
 */
export function restoreInto(doc: Y.Doc, version: Y.Doc): void {
	const roots = new Set([...version.share.keys(), ...doc.share.keys()]);
	doc.transact(() => {
		for (const root of roots) restoreRoot(root, doc, version);
	});
}

/**
 * Makes the notes of one agenda item, and the records of that item, equal to an older state; everything else stays as it is.
 */
export function restoreItem(doc: Y.Doc, version: Y.Doc, item: AgendaItemId): void {
	const isOfItem = ([, record]: readonly [string, Y.Map<unknown>]) => record.get('item') === item;
	doc.transact(() => {
		makeLines(notesOf(doc, item), notesOf(version, item));
		for (const root of REGISTER_ROOTS) {
			const wanted = new Map(recordsHere(version, root).filter(isOfItem));
			for (const [id] of recordsHere(doc, root).filter(isOfItem))
				if (!wanted.has(id)) withdraw(doc, root, id);
			for (const [id, record] of wanted) makeRecord(doc, version, root, [id, record]);
		}
	});
}

function withdraw(doc: Y.Doc, root: RegisterRoot, id: string): void {
	for (const copy of copiesOf(doc, root, id)) copy.delete('here');
}

function restoreRoot(root: string, doc: Y.Doc, version: Y.Doc): void {
	switch (rootKind(root)) {
		case 'lines':
			return makeLines(doc.getText(root), version.getText(root));
		case 'text':
			return makeText(doc.getText(root), version.getText(root));
		case 'registers':
			return makeRecords(doc, version, root as RegisterRoot);
		case 'records':
			return makeMap(doc.getMap(root), version.getMap(root));
		case undefined:
			return; // unknown here; only a release that knows the root may restore it
	}
}

/** What is said of a record by itself: that it is here, and its words, which others may be writing. */
const OWN: readonly string[] = ['here', 'text', 'made'];

function makeRecords(doc: Y.Doc, version: Y.Doc, root: RegisterRoot): void {
	const wanted = new Map(recordsHere(version, root));
	for (const [id] of recordsHere(doc, root)) if (!wanted.has(id)) withdraw(doc, root, id);
	for (const [id, record] of wanted) makeRecord(doc, version, root, [id, record]);
}

/** Puts a record of another document into this one, with its id. */
export function copyRecord(doc: Y.Doc, from: Y.Doc, root: RegisterRoot, id: string): void {
	const record = recordIn(from, root, id);
	if (record) makeRecord(doc, from, root, [id, record]);
}

function makeRecord(
	doc: Y.Doc,
	version: Y.Doc,
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
	makeMap(living, wanted, OWN);
	const words = wordsOfRecord(copiesOf(version, root, id));
	if (wordsOfRecord(copies) !== words) sayRecord(copies, words);
}
