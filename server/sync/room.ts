import * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import type { Committer } from './committer.ts';
import type { Connection } from './connection.ts';
import type { StoredDocument } from './document-store.ts';
import {
	awarenessFrame,
	barrierFrame,
	decodeMessage,
	deniedFrame,
	encodeEntries,
	step1Frame,
	step2Frame,
	updateFrame,
	type Message,
	type PresenceEntry
} from './messages.ts';
import { Presence } from './presence.ts';

const MAX_REFUSED_WRITES = 3;
const SHORT_CUT = 5_000; // ms that someone who lost the line is still shown

/** Marks changes that the server itself makes. */
export const SERVER = Symbol('server');

export interface RoomOptions {
	readonly id: DocumentId;
	readonly stored: StoredDocument;
	readonly committer: Committer;
	/** Told of each change after it was broadcast and handed to the committer. */
	readonly onChange: (room: Room) => void;
	/** Told when the last person left. */
	readonly onEmpty: (room: Room) => void;
}

/**
 * One open document. Always true (numbers as in SPEC.md): every integrated change is handed to the committer in the turn
 * it is broadcast [R2]; a barrier is answered only after what came before it is on disk [R3]; what could not be
 * integrated is neither kept nor acknowledged, and is asked for again of the one who sent it [R4]; readers never write
 * [R5].
 */
export class Room {
	readonly id: DocumentId;
	readonly doc = new Y.Doc();
	readonly #options: RoomOptions;
	readonly #connections = new Set<Connection>();
	readonly #presence = new Presence();
	/** The stored log lacks a part, so that no state may replace it. */
	readonly hasHole: boolean;
	#head: number;
	#tail: number;

	constructor(options: RoomOptions) {
		this.#options = options;
		this.id = options.id;
		const { snapshot, updates, head } = options.stored;
		this.doc.transact(() => {
			if (snapshot) Y.applyUpdate(this.doc, snapshot.state);
			for (const update of updates) Y.applyUpdate(this.doc, update);
		});
		this.hasHole = dropPending(this.doc);
		this.#head = head;
		this.#tail = updates.length;
		this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
	}

	/** Sequence number of the last change. */
	get head(): number {
		return this.#head;
	}

	/** How many stored updates stand after the last snapshot. */
	get tail(): number {
		return this.#tail;
	}

	get connections(): ReadonlySet<Connection> {
		return this.#connections;
	}

	enter(connection: Connection): void {
		this.#connections.add(connection);
		this.#ask(connection);
		const everyone = this.#presence.everyone(connection);
		if (everyone) connection.send(awarenessFrame(everyone));
	}

	leave(connection: Connection): void {
		this.#connections.delete(connection);
		this.#presence.disown(connection);
		setTimeout(() => this.#broadcastPresence(this.#presence.sweep(connection)), SHORT_CUT).unref();
		if (this.#connections.size === 0) this.#options.onEmpty(this);
	}

	/** A snapshot replaced the first `covered` of the stored updates. */
	compacted(covered: number): void {
		this.#tail = Math.max(0, this.#tail - covered);
	}

	receive(from: Connection, frame: Uint8Array): void {
		const message = decodeMessage(frame);
		if (message) this.#handle(from, message);
		else from.close(CLOSE.protocol, 'a frame that is not of the protocol');
	}

	#handle(from: Connection, message: Message): void {
		switch (message.type) {
			case 'step1':
				return this.#answerStep1(from, message.stateVector);
			case 'update':
				return this.#takeUpdate(from, message.update, message.isAnswer);
			case 'awareness':
				return this.#takePresence(from, message.entries);
			case 'queryAwareness': {
				const everyone = this.#presence.everyone(from);
				return everyone && from.send(awarenessFrame(everyone));
			}
			case 'barrier':
				void this.#answerBarrier(from, message.payload);
		}
	}

	#answerStep1(from: Connection, stateVector: Uint8Array): void {
		try {
			from.send(step2Frame(Y.encodeStateAsUpdate(this.doc, stateVector)));
		} catch {
			from.close(CLOSE.protocol, 'a state vector that cannot be read');
		}
	}

	#ask(connection: Connection): void {
		connection.asked = true;
		connection.send(step1Frame(Y.encodeStateVector(this.doc)));
	}

	#takeUpdate(from: Connection, update: Uint8Array, isAnswer: boolean): void {
		if (isAnswer) from.asked = false;
		if (from.access !== 'write') return this.#refuseUpdate(from, update);
		try {
			Y.applyUpdate(this.doc, update, from);
		} catch {
			dropPending(this.doc);
			return from.close(CLOSE.protocol, 'a change that cannot be read');
		}
		if (dropPending(this.doc)) from.owes = true;
		else if (isAnswer) from.owes = false;
		// A step 2 that lacks something itself is not asked for at once: its sender has no more to give now.
		if (from.owes && !from.asked && !isAnswer) this.#ask(from);
	}

	/** A reader's answer to our step 1 is an update that holds nothing new; only real changes count against them. */
	#refuseUpdate(from: Connection, update: Uint8Array): void {
		if (isKnown(this.doc, update)) return;
		from.send(deniedFrame('This document is read-only for you.'));
		if (++from.refusedWrites >= MAX_REFUSED_WRITES)
			from.close(CLOSE.readOnly, 'changes from a reader');
	}

	#changed(update: Uint8Array, origin: unknown): void {
		this.#head += 1;
		this.#tail += 1;
		this.#options.committer.add({ document: this.id, seq: this.#head, data: update });
		const frame = updateFrame(update);
		for (const connection of this.#connections) if (connection !== origin) connection.send(frame);
		this.#options.onChange(this);
	}

	async #answerBarrier(from: Connection, payload: Uint8Array): Promise<void> {
		if (from.owes || from.refusedWrites > 0) return; // not all of it is here, or will be; the client asks again
		await this.#options.committer.settled();
		from.send(barrierFrame(payload));
	}

	#takePresence(from: Connection, bytes: Uint8Array): void {
		const news = this.#presence.apply(from, bytes);
		if (news) this.#broadcastPresence(news, from);
		else from.close(CLOSE.protocol, 'presence that cannot be read');
	}

	#broadcastPresence(entries: readonly PresenceEntry[], except?: Connection): void {
		if (entries.length === 0) return;
		const frame = awarenessFrame(encodeEntries(entries));
		for (const connection of this.#connections) if (connection !== except) connection.send(frame);
	}
}

/**
 * Forgets what was received and could not be integrated, because a part before it is missing; true when there was any.
 * Its sender still has it. Kept, it would hold up everybody's changes and travel in every encoded state.
 */
function dropPending(doc: Y.Doc): boolean {
	const { store } = doc;
	const hadAny = store.pendingStructs !== null || store.pendingDs !== null;
	store.pendingStructs = null;
	store.pendingDs = null;
	return hadAny;
}

/** True when a document already holds all of an update, deletions included. */
function isKnown(doc: Y.Doc, update: Uint8Array): boolean {
	try {
		return Y.snapshotContainsUpdate(Y.snapshot(doc), update);
	} catch {
		return false;
	}
}
