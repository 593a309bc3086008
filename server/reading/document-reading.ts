import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { Log } from '../boot/log.ts';
import { FairQueue } from '../rate/fair-queue.ts';
import type { DocumentTrouble } from '#shared/sessions/document-trouble.ts';
import type { DocumentBytes, Rooms } from '../sync/rooms.ts';
import type { Parts } from './copies.ts';
import type { Reply } from './read-calls.ts';
import type { Reader } from './reading-thread.ts';
import type { Edits, Given, Reads } from './reads.ts';
import { troubleOf, Unreadables, type Unreadable } from './trouble.ts';

/** What came of reading a document: its value at a state and the milliseconds that it took, that there is none, or that it could not be read. */
export type ReadOutcome<T> =
	| { readonly kind: 'read'; readonly head: number; readonly value: T; readonly took: number }
	| { readonly kind: 'gone' }
	| { readonly kind: 'unreadable'; readonly trouble: DocumentTrouble };

/** An edit that was worked out and not made yet; `update` is undefined when it changes nothing. */
export interface Draft<T> {
	readonly value: T;
	readonly update: Uint8Array | undefined;
}

export interface DocumentReadingOptions {
	readonly rooms: Rooms;
	readonly reader: Reader;
	readonly log: Log;
}

type Ask = (parts: Parts) => Promise<Reply>;

/**
 * The one place where the server looks into documents. They are read on a thread of their own, one at a time and within
 * limits of time and memory; one that cannot be read is set aside, and nobody waits for it again.
 */
export class DocumentReading {
	readonly #options: DocumentReadingOptions;
	readonly #unreadable = new Unreadables();
	/** One read at a time, so that a read that ends the thread takes no other with it; those that cost little go first. */
	readonly #queue = new FairQueue<DocumentId>();
	/** How far the thread has each document. */
	readonly #held = new Map<DocumentId, number>();
	readonly #listeners = new Set<(document: DocumentId) => void>();

	constructor(options: DocumentReadingOptions) {
		this.#options = options;
	}

	/** Reads the current state of a document. Never rejects because of what stands in it. */
	read<N extends keyof Reads>(
		document: DocumentId,
		name: N,
		...given: Given<Reads[N]>
	): Promise<ReadOutcome<ReturnType<Reads[N]>>> {
		const { reader } = this.#options;
		const ask = (parts: Parts) => reader.ask('read', [parts, name, given]);
		return this.#queued(document, ask, valueOf<ReturnType<Reads[N]>>);
	}

	/** Works out a change of a document without making it. */
	draft<N extends keyof Edits>(
		document: DocumentId,
		name: N,
		...given: Given<Edits[N]>
	): Promise<ReadOutcome<Draft<ReturnType<Edits[N]>>>> {
		const { reader } = this.#options;
		const ask = (parts: Parts) => reader.ask('draft', [parts, name, given]);
		return this.#queued(document, ask, ({ value, update }) => ({
			...{ value: value as ReturnType<Edits[N]>, update }
		}));
	}

	/** Changes a document on behalf of a person, or of nobody; resolves when the change is on disk. */
	async edit<N extends keyof Edits>(
		document: DocumentId,
		{ by }: { readonly by: PersonId | undefined },
		name: N,
		...given: Given<Edits[N]>
	): Promise<ReadOutcome<ReturnType<Edits[N]>>> {
		const drafted = await this.draft(document, name, ...given);
		if (drafted.kind !== 'read') return drafted;
		const { value, update } = drafted.value;
		if (update && !(await this.#options.rooms.take(document, update, by)))
			throw new Error('an edit by the server does not fit its document');
		return { ...drafted, value };
	}

	/** Reads a state of a document that stands alone, such as a version; undefined when it cannot be read. */
	async readState<N extends keyof Reads>(
		document: DocumentId,
		state: Uint8Array,
		name: N,
		...given: Given<Reads[N]>
	): Promise<ReturnType<Reads[N]> | undefined> {
		const { reader, log } = this.#options;
		try {
			const ask = () => reader.ask('readState', [state, name, given]);
			return valueOf(answered(await this.#queue.run(document, ask)));
		} catch (error) {
			log.error({ err: error, document }, 'a version could not be read');
			return undefined;
		}
	}

	/** Documents that cannot be read at the moment. */
	get unreadable(): readonly Unreadable[] {
		return this.#unreadable.list;
	}

	/** What is wrong with a document; undefined when nothing is known to be. */
	troubleWith(document: DocumentId): Unreadable | undefined {
		return this.#unreadable.get(document);
	}

	/** Notes that the engine found the stored bytes of a document damaged. */
	noteDamaged(document: DocumentId): void {
		if (!this.troubleWith(document)) this.#setAside(document, -1, 'damaged');
	}

	/** Forgets what was read of a document, which is not as it was: it is read anew, whatever was wrong with it. */
	lookAgain(document: DocumentId): void {
		this.#held.delete(document);
		if (this.#unreadable.remove(document)) this.#tell(document);
	}

	/** Calls the listener when a document can no longer be read, and when it can be read again. */
	onTrouble(listener: (document: DocumentId) => void): void {
		this.#listeners.add(listener);
	}

	async #queued<T>(
		document: DocumentId,
		ask: Ask,
		valueIn: (reply: Exclude<Reply, 'send-all'>) => T
	): Promise<ReadOutcome<T>> {
		return this.#queue.run(document, async () => {
			const began = performance.now();
			const history = await this.#historyOf(document);
			if (history === undefined) return { kind: 'gone' };
			const head = history === 'damaged' ? -1 : history.head;
			const resting = this.#unreadable.resting(document, head);
			if (resting) return { kind: 'unreadable', trouble: resting.trouble };
			if (history === 'damaged') return this.#setAside(document, head, 'damaged');
			try {
				const value = valueIn(await this.#askOf(document, history, ask));
				if (this.#unreadable.remove(document)) this.#tell(document);
				return { kind: 'read', head, value, took: performance.now() - began };
			} catch (error) {
				this.#held.delete(document);
				return this.#setAside(document, head, troubleOf(error), error);
			}
		});
	}

	/** A document whose stored bytes cannot be read by the engine is damaged. */
	async #historyOf(document: DocumentId): Promise<DocumentBytes | 'damaged' | undefined> {
		try {
			return await this.#options.rooms.bytes(document);
		} catch {
			return 'damaged';
		}
	}

	/** Sends the thread what it lacks; all of it, when it has forgotten the document. */
	async #askOf(document: DocumentId, bytes: DocumentBytes, ask: Ask) {
		const { head } = bytes;
		const from = this.#held.get(document) ?? -1;
		let reply = await ask(partsOf(document, from, bytes));
		if (reply === 'send-all') reply = await ask(partsOf(document, -1, bytes));
		this.#held.set(document, head);
		return answered(reply);
	}

	#setAside(document: DocumentId, head: number, trouble: DocumentTrouble, error?: unknown) {
		this.#unreadable.add(document, head, trouble);
		this.#options.log.error({ err: error, document, trouble }, 'a document is set aside');
		this.#tell(document);
		return { kind: 'unreadable', trouble } as const;
	}

	#tell(document: DocumentId): void {
		for (const listener of this.#listeners) listener(document);
	}
}

function partsOf(document: DocumentId, from: number, bytes: DocumentBytes): Parts {
	const updates = bytes.updatesSince(from).map(alone);
	return { document, from, head: bytes.head, updates };
}

/** Bytes in a buffer of their own: a message to a thread takes the whole buffer along. */
function alone(bytes: Uint8Array): Uint8Array {
	return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function answered(reply: Reply): Exclude<Reply, 'send-all'> {
	if (reply === 'send-all') throw new Error('the reader of documents asked for a whole one twice');
	return reply;
}

/** The thread answers each call as its type says; between threads that is lost. */
function valueOf<T>({ value }: Exclude<Reply, 'send-all'>): T {
	return value as T;
}
