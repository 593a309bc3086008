import * as Y from 'yjs';
import { Client } from './client.ts';
import type { Endpoint } from './job.ts';

/** A client with a document, for the few places that inspect what arrived. */
export class Replica {
	readonly doc = new Y.Doc();
	readonly client: Client;

	constructor(endpoint: Endpoint, document: string, doc = new Y.Doc()) {
		this.doc = doc;
		this.client = new Client(endpoint, document, {
			stateVector: Y.encodeStateVector(doc),
			answer: (stateVector) => Y.encodeStateAsUpdate(doc, stateVector),
			update: (update) => Y.applyUpdate(doc, update)
		});
	}

	/** The contiguous clock of a Yjs client. */
	clockOf(client: number): number {
		return Y.getState(this.doc.store, client);
	}
}
