import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { newId, type DocumentId, type PersonId } from '#shared/ids.ts';
import { MESSAGE, SYNC_STEP } from '#shared/protocol/sync.ts';
import type { Batch } from '#server/sync/batch.ts';
import type { Connection, Peer, Principal } from '#server/sync/connection.ts';
import {
	awarenessFrame,
	barrierFrame,
	decodeEntries,
	encodeEntries,
	step1Frame,
	step2Frame,
	updateFrame,
	type PresenceEntry
} from '#server/sync/messages.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { SCHEMA } from '#shared/text/roots.ts';

/**
 * A client with a document, for tests at the level of frames: keeps every frame that the engine sends, and answers step
 * 1 like a real client, unless told to be silent.
 */
export class Editor implements Peer {
	readonly doc = new Y.Doc();
	readonly principal: Principal;
	readonly frames: Uint8Array[] = [];
	readonly presence = new Map<number, PresenceEntry>();
	readonly barriers: number[] = [];
	readonly denied: string[] = [];
	/** Why changes of this editor were kept instead of taken. */
	readonly held: string[] = [];
	closed: number | undefined;
	reason: string | undefined;
	isOpen = true;
	/** Bytes sent but not read. */
	waiting = 0;
	isPaused = false;
	#readUpTo = 0;
	/** The storage messages received, in order. */
	readonly storage: boolean[] = [];
	/** If true, neither answers step 1 nor sends what is typed. */
	isSilent = false;
	synced = false;
	step1s = 0;
	#connection: Connection | undefined;
	#waiting: (() => void)[] = [];

	/** `schema` is that of its program. */
	constructor(name: string, person = newId<PersonId>(), schema: number | undefined = SCHEMA) {
		const user = { id: person, name };
		this.principal = { person, login: `login of ${name}`, user, ...(schema && { schema }) };
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== this && !this.isSilent) this.#connection?.receive(updateFrame(update));
		});
	}

	/** Opens the socket and starts with step 1, like a client. */
	join(rooms: Rooms, id: DocumentId): this {
		this.isOpen = true;
		this.synced = false;
		this.closed = undefined;
		this.#connection = rooms.join(id, this.principal, this);
		this.askAgain();
		return this;
	}

	/** Sends step 1. */
	askAgain(): void {
		this.give(step1Frame(Y.encodeStateVector(this.doc)));
	}

	async joined(rooms: Rooms, id: DocumentId): Promise<this> {
		this.join(rooms, id);
		await this.until(() => this.synced);
		return this;
	}

	/** Drops the connection. */
	cut(): void {
		this.isOpen = false;
		this.#connection?.left();
	}

	get text(): Y.Text {
		return this.doc.getText('text');
	}

	get words(): string {
		return this.text.toString();
	}

	type(words: string): void {
		this.text.insert(this.text.length, words);
	}

	/** Sends arbitrary bytes to the engine. */
	give(frame: Uint8Array): void {
		this.#connection?.receive(frame);
	}

	giveUpdate(update: Uint8Array): void {
		this.give(updateFrame(update));
	}

	show(clock: number, state: unknown, client = this.doc.clientID): void {
		const json = state === null ? undefined : JSON.stringify(state);
		this.give(awarenessFrame(encodeEntries([{ client, clock, state: json }])));
	}

	ask(question: number): void {
		this.give(barrierFrame(encoding.encode((encoder) => encoding.writeVarUint(encoder, question))));
	}

	/** Sends a barrier, and waits for the answer. */
	async saved(question = this.barriers.length + 1): Promise<void> {
		this.ask(question);
		await this.until(() => this.barriers.includes(question));
	}

	/** Waits for a condition, checked after each frame and on close. */
	async until(isSo: () => boolean): Promise<void> {
		while (!isSo()) await new Promise<void>((next) => this.#waiting.push(next));
	}

	send({ messages }: Batch): boolean {
		if (!this.isOpen) return true;
		for (const message of messages) {
			this.frames.push(message);
			if (this.isPaused) this.waiting += message.length;
			else this.#read(decoding.createDecoder(message));
		}
		this.#look();
		return this.waiting === 0;
	}

	/** Resumes reading, and tells the engine so. */
	resume(): void {
		this.isPaused = false;
		const missed = this.frames.slice(this.#readUpTo);
		this.waiting = 0;
		for (const message of missed) this.#read(decoding.createDecoder(message));
		this.#connection?.drained();
	}

	/** Stops reading; what is sent waits. */
	pause(): void {
		this.isPaused = true;
		this.#readUpTo = this.frames.length;
	}

	close(code: number, reason: string): void {
		this.isOpen = false;
		this.closed = code;
		this.reason = reason;
		this.#look();
	}

	#look(): void {
		for (const next of this.#waiting.splice(0)) next();
	}

	#read(decoder: decoding.Decoder): void {
		const type = decoding.readVarUint(decoder);
		if (type === MESSAGE.sync) this.#readSync(decoder);
		else if (type === MESSAGE.barrier)
			this.barriers.push(
				decoding.readVarUint(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
			);
		else if (type === MESSAGE.storage) this.storage.push(decoding.readVarUint(decoder) === 1);
		else if (type === MESSAGE.held) this.held.push(decoding.readVarString(decoder));
		else if (type === MESSAGE.denied) {
			decoding.readVarUint(decoder);
			this.denied.push(decoding.readVarString(decoder));
		} else if (type === MESSAGE.awareness) this.#readPresence(decoding.readVarUint8Array(decoder));
	}

	#readSync(decoder: decoding.Decoder): void {
		const step = decoding.readVarUint(decoder);
		const bytes = decoding.readVarUint8Array(decoder);
		if (step === SYNC_STEP.step1) {
			this.step1s += 1;
			if (!this.isSilent) this.give(step2Frame(Y.encodeStateAsUpdate(this.doc, bytes)));
			return;
		}
		Y.applyUpdate(this.doc, bytes, this);
		if (step === SYNC_STEP.step2) this.synced = true;
	}

	/** The rule of y-protocols: a newer clock wins, or a removal at the same clock. */
	#readPresence(bytes: Uint8Array): void {
		for (const entry of decodeEntries(bytes) ?? []) {
			const known = this.presence.get(entry.client);
			const isGone = known?.clock === entry.clock && entry.state === undefined;
			if (!known || known.clock < entry.clock || isGone) this.presence.set(entry.client, entry);
		}
	}

	/** Waits until the text equals these words. */
	async reads(words: string): Promise<void> {
		await this.until(() => this.words === words);
	}

	/** The presence of another editor; undefined if absent. */
	sees(other: Editor): Record<string, unknown> | undefined {
		const state = this.presence.get(other.doc.clientID)?.state;
		return state === undefined ? undefined : (JSON.parse(state) as Record<string, unknown>);
	}
}
