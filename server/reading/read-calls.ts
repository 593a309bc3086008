import * as Y from 'yjs';
import { Copies, documentFrom, type Parts } from './copies.ts';
import { EDITS, READS } from './reads.ts';

/** What was asked for; or that the thread needs the whole document for it. */
export type Reply = { readonly value: unknown; readonly update?: Uint8Array } | 'send-all';

/** The calls that a reader of documents answers. */
export interface ReadCalls {
	/** Reads a document. */
	read(parts: Parts, name: keyof typeof READS, given: readonly unknown[]): Reply;
	/** Changes a copy of the document, and answers with the change as an update. */
	draft(parts: Parts, name: keyof typeof EDITS, given: readonly unknown[]): Reply;
	/** Reads a state that stands alone. */
	readState(state: Uint8Array, name: keyof typeof READS, given: readonly unknown[]): Reply;
}

/** The calls, with copies of their own. */
export function readCalls(copies = new Copies()): ReadCalls {
	return {
		read(parts, name, given) {
			const doc = copies.at(parts);
			return doc ? { value: call(READS[name], doc, given) } : 'send-all';
		},
		draft(parts, name, given) {
			const doc = copies.at(parts);
			return doc ? drafted(doc, name, given) : 'send-all';
		},
		readState(state, name, given) {
			const doc = documentFrom(state);
			const value = call(READS[name], doc, given);
			doc.destroy();
			return { value };
		}
	};
}

/** The types of `given` were checked where they were asked for: {@link DocumentReading}. */
function call(perform: unknown, doc: Y.Doc, given: readonly unknown[]): unknown {
	return (perform as (doc: Y.Doc, ...given: readonly unknown[]) => unknown)(doc, ...given);
}

function drafted(doc: Y.Doc, name: keyof typeof EDITS, given: readonly unknown[]): Reply {
	// Of one copy many people's changes are made: under a number of their own it is known whose they are [R17].
	doc.clientID = new Y.Doc().clientID;
	let update: Uint8Array | undefined;
	const listen = (made: Uint8Array) => (update = made);
	doc.on('update', listen);
	try {
		const value = doc.transact(() => call(EDITS[name], doc, given));
		return { value, ...(update && { update }) };
	} finally {
		doc.off('update', listen);
	}
}
