import * as Y from 'yjs';

/**
 * Whether a document has all that an update builds on. It has not when the server lost something, as with a backup. Sent
 * then, the update would be a hole, and nothing that is written after it would ever count as saved.
 */
export function fits(doc: Y.Doc, update: Uint8Array): boolean {
	const trial = new Y.Doc();
	for (const one of [Y.encodeStateAsUpdate(doc), update]) Y.applyUpdate(trial, one);
	return trial.store.pendingStructs === null && trial.store.pendingDs === null;
}
