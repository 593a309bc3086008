import type * as Y from 'yjs';
import { makeFragment, makeMap } from './restore-content.ts';
import { makeText } from './restore-text.ts';
import { rootKind } from './schema.ts';

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

function restoreRoot(root: string, doc: Y.Doc, version: Y.Doc): void {
	switch (rootKind(root)) {
		case 'rich':
			return makeFragment(doc.getXmlFragment(root), version.getXmlFragment(root));
		case 'text':
			return makeText(doc.getText(root), version.getText(root));
		case 'records':
			return makeMap(doc.getMap(root), version.getMap(root));
		case undefined:
			return; // unknown here; only a release that knows the root may restore it
	}
}
