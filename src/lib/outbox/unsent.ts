import * as Y from 'yjs';
import { newId, type DocumentId } from '#shared/ids.ts';
import { SCHEMA } from '#shared/text/roots.ts';
import type { Outbox, Waiting } from './outbox.ts';

/** What of an outbox is needed here. */
export type Keeper = Pick<Outbox, 'keep' | 'drop' | 'forget' | 'waiting'>;

const REST = 100; // ms in which changes are gathered before they are kept

/** Changes up to a number. */
interface Part {
	readonly upTo: number;
	readonly update: Uint8Array;
}

/** The changes of one opening of a document that the server has not confirmed, and their copy in the outbox. */
export class Unsent {
	readonly #document: DocumentId;
	readonly #outbox: Promise<Keeper | undefined>;
	readonly #id = newId();
	#parts: Part[] = [];
	/** Entries of earlier openings, which stay until the server has confirmed that number. */
	#again: (Waiting & { readonly upTo: number })[] = [];
	#isKept = false;
	/** The document is kept from this person, and nothing of it may stay. */
	#isForgotten = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** False once it is known that there is no outbox. */
	#hasOutbox = true;

	constructor(document: DocumentId, outbox: Promise<Keeper | undefined>) {
		this.#document = document;
		this.#outbox = outbox;
		void outbox.then((found) => (this.#hasOutbox = found !== undefined));
	}

	/** True while changes may outlive the tab. */
	get hasOutbox(): boolean {
		return this.#hasOutbox;
	}

	/** A change was made here. */
	changed(number: number, update: Uint8Array): void {
		this.#parts.push({ upTo: number, update });
		this.#timer ??= setTimeout(() => void this.keep(), REST);
	}

	/** The server has all changes up to a number. */
	saved(number: number): void {
		this.#parts = this.#parts.filter(({ upTo }) => upTo > number);
		this.#forgetAgain(number);
		if (this.#isKept && this.#parts.length === 0) void this.#drop();
	}

	/** What earlier openings left that were closed before it was sent. */
	async earlier(): Promise<readonly Waiting[]> {
		return (await this.#left()).filter(({ schema }) => schema === SCHEMA);
	}

	/** What earlier programs left, of documents that are now otherwise. What a later one left is none of our business. */
	async outdated(): Promise<readonly Waiting[]> {
		return (await this.#left()).filter(({ schema }) => schema < SCHEMA);
	}

	async #left(): Promise<readonly Waiting[]> {
		const waiting = (await (await this.#outbox)?.waiting(this.#document)) ?? [];
		return waiting.filter(({ id }) => id !== this.#id);
	}

	/** The server has it now. */
	forwarded({ id }: Waiting): void {
		void this.#outbox.then((outbox) => outbox?.drop(id));
	}

	/** What an earlier opening left is sent once more, as the change of this number. */
	sentAgain(number: number, entry: Waiting): void {
		this.#again.push({ ...entry, upTo: number });
	}

	#forgetAgain(number: number): void {
		const had = this.#again.filter(({ upTo }) => upTo <= number);
		this.#again = this.#again.filter(({ upTo }) => upTo > number);
		for (const one of had) this.forwarded(one);
	}

	/** The server does not take them: they are not sent by themselves again. */
	async refused(): Promise<void> {
		const outbox = await this.#outbox;
		const update = this.#whole();
		const mine = update ? [{ id: this.#id, update }] : [];
		for (const one of [...this.#again, ...mine])
			await outbox?.keep(this.#document, one.id, one.update, true);
	}

	/** The document is kept from this person from now on: nothing of it stays in their browser. */
	async forget(): Promise<void> {
		this.#isForgotten = true;
		this.#again = [];
		await this.#drop();
		await (await this.#outbox)?.forget(this.#document);
	}

	/** They are kept on the server, beside the document. */
	async held(): Promise<void> {
		this.#parts = [];
		this.#forgetAgain(Infinity);
		await this.#drop();
	}

	/** Puts what was changed so far into the outbox, if there is one. */
	async keep(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const outbox = await this.#outbox;
		const update = this.#whole();
		if (!update || !outbox || this.#isForgotten) return;
		this.#isKept = true;
		await outbox.keep(this.#document, this.#id, update);
	}

	async #drop(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#isKept = false;
		await (await this.#outbox)?.drop(this.#id);
	}

	/** All of it as one update; undefined when there is none. */
	#whole(): Uint8Array | undefined {
		const last = this.#parts.at(-1);
		if (!last) return undefined;
		const update = Y.mergeUpdates(this.#parts.map((part) => part.update));
		this.#parts = [{ upTo: last.upTo, update }];
		return update;
	}
}
