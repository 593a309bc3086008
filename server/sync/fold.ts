import * as Y from 'yjs';
import type { Snapshot } from './document-store.ts';
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

/** One transaction, because merging many updates takes time beyond all measure. Throws where it cannot be verified. */
export function fold(parts: readonly Uint8Array[]): Snapshot {
	const doc = load(parts);
	const state = Y.encodeStateAsUpdate(doc);
	const index = encodeSummary(summarise(state));
	verify(doc, state);
	return { state, index };
}

function load(parts: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const part of parts) Y.applyUpdate(doc, part);
	});
	if (doc.store.pendingStructs || doc.store.pendingDs)
		throw new Error('a snapshot would lack changes: the log has a hole');
	return doc;
}

/** A state may replace a log only when a document read from it is the same in every clock, deletion and content. */
function verify(doc: Y.Doc, state: Uint8Array): void {
	const again = load([state]);
	if (!Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(again)))
		throw new Error('a snapshot has other changes than its log');
	for (const root of new Set([...doc.share.keys(), ...again.share.keys()]))
		if (content(doc.get(root)) !== content(again.get(root)))
			throw new Error(`a snapshot has another content than its log in ${root}`);
}

type AnyType = Y.AbstractType<Y.YEvent<never>>;

/** Everything that is visible in a type, whatever it is: its list in order, then its keys. */
function content(type: ReturnType<Y.Doc['get']>): string {
	return JSON.stringify(visible(type as AnyType));
}

function visible(type: AnyType): unknown {
	const list: unknown[] = [];
	for (let item = type._start; item; item = item.right)
		if (!item.deleted) list.push(...valuesOf(item));
	const keys = [...type._map].filter(([, item]) => !item.deleted);
	return [list, keys.map(([key, item]) => [key, ...valuesOf(item)]).sort()];
}

function valuesOf({ content }: Y.Item): unknown[] {
	if (content instanceof Y.ContentType)
		return [content.type._length, visible(content.type as AnyType)];
	if (content instanceof Y.ContentFormat) return [content.key, content.value];
	return content.getContent();
}
