import * as Y from 'yjs';
import type { Snapshot } from './document-store.ts';
import { differenceOf, traitsOf, type Traits } from './same-document.ts';
import { encodeSummary, summarise } from './summary.ts';

/** Work on whole states, which takes long enough to be done off the event loop. */
export interface Folding {
	/** Makes one snapshot of updates, oldest first. Rejects when it could not be proved to hold all of them. */
	fold(parts: readonly Uint8Array[]): Promise<Snapshot>;
	/** What a client with this state vector lacks of a state. */
	difference(state: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array>;
}

/** The same as calls that a thread answers. */
export interface FoldCalls {
	fold(parts: readonly Uint8Array[]): Snapshot;
	difference(state: Uint8Array, stateVector: Uint8Array): Uint8Array;
}

/** The work done here and now, for tests and tools; the server has a thread for it. */
export const folding: Folding = {
	fold: (parts) => Promise.resolve().then(() => fold(parts)),
	difference: (state, vector) => Promise.resolve().then(() => difference(state, vector))
};

export function difference(state: Uint8Array, stateVector: Uint8Array): Uint8Array {
	return Y.diffUpdate(state, stateVector);
}

/**
 * Updates are applied one after another, as clients do: in one transaction nothing is collected as garbage in between, and
 * what refers to garbage would come out differently. Throws where it cannot be verified.
 */
export function fold(parts: readonly Uint8Array[]): Snapshot {
	const { state, traits } = stateOf(parts);
	const index = encodeSummary(summarise(state));
	verify(traits, state);
	return { state, index };
}

/** Keeps nothing of the document, which takes many times as much memory as its state: it is soon to be read once more. */
function stateOf(parts: readonly Uint8Array[]) {
	const doc = load(parts);
	return { state: Y.encodeStateAsUpdate(doc), traits: traitsOf(doc) };
}

function load(parts: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	for (const part of parts) Y.applyUpdate(doc, part);
	if (doc.store.pendingStructs || doc.store.pendingDs)
		throw new Error('a snapshot would lack changes: the log has a hole');
	return doc;
}

/** A state may replace a log only when a document read from it is the same. */
function verify(traits: Traits, state: Uint8Array): void {
	const difference = differenceOf(traits, traitsOf(load([state])));
	if (difference) throw new Error(`a snapshot has ${difference} than its log`);
}
