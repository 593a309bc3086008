import type * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { Batch } from './batch.ts';
import type { Committer } from './committer.ts';
import type { Connection } from './connection.ts';
import type { Snapshot, StoredDocument } from './document-store.ts';
import type { News, Verdict } from './examine.ts';
import { FanOut } from './fan-out.ts';
import type { Folding } from './fold.ts';
import { History } from './history.ts';
import type { SyncLimits } from './limits.ts';
import {
	awarenessFrame,
	barrierFrame,
	decodeMessage,
	deniedFrame,
	step1Frame,
	storageFrame,
	type Message,
	type UpdateMessage
} from './messages.ts';
import { Presence } from './presence.ts';
import { Replica } from './replica.ts';
import type { Tally, Trouble } from './tally.ts';

const MAX_REFUSED_WRITES = 3;
const SHORT_CUT = 5_000; // ms that someone who lost the line is still shown

export interface RoomOptions {
	readonly id: DocumentId;
	readonly stored: StoredDocument;
	readonly committer: Committer;
	readonly folding: Folding;
	readonly limits: SyncLimits;
	readonly tally: Tally;
	readonly onTrouble: Trouble;
	/** Told of each change after it was handed to the committer. */
	readonly onChange: (room: Room) => void;
}

/**
 * One open document. Always true (numbers as in SPEC.md): every change that can be integrated is handed to the committer
 * in the turn in which it came [R2]; a barrier is answered only after what came before it is on disk [R3]; what could
 * not be integrated is neither kept nor acknowledged, and is asked for again of the one who sent it [R4]; readers never
 * write [R5].
 */
export class Room {
	readonly id: DocumentId;
	readonly history: History;
	readonly #options: RoomOptions;
	readonly #connections = new Set<Connection>();
	readonly #presence: Presence;
	readonly #fanOut: FanOut;
	readonly #replica: Replica;
	#isPresenceDue = false;

	/** Throws when what is stored cannot be read. */
	constructor(options: RoomOptions) {
		this.#options = options;
		this.id = options.id;
		this.history = new History(options.stored);
		this.#replica = new Replica(this.history);
		this.#presence = new Presence(options.limits.presenceBytes);
		this.#fanOut = new FanOut({
			batch: options.limits.batch,
			readers: () => this.#connections.size,
			deliver: (messages, author) => this.#deliver(messages, author)
		});
	}

	get connections(): ReadonlySet<Connection> {
		return this.#connections;
	}

	enter(connection: Connection): void {
		this.#connections.add(connection);
		connection.sentSeq = this.history.head;
		this.#ask(connection);
		this.#tellEverybody(connection);
	}

	leave(connection: Connection): void {
		this.#connections.delete(connection);
		this.#presence.disown(connection);
		setTimeout(() => this.#sweep(connection), SHORT_CUT).unref();
	}

	receive(from: Connection, frame: Uint8Array): void {
		const message = decodeMessage(frame);
		if (!message) return from.close(CLOSE.protocol, 'a frame that is not of the protocol');
		try {
			this.#handle(from, message, frame);
		} catch (error) {
			this.#options.onTrouble(error, 'handling a frame'); // a mistake of ours; whoever found it must not end the server with it
			from.close(CLOSE.protocol, 'a frame that could not be handled');
		}
	}

	#handle(from: Connection, message: Message, frame: Uint8Array): void {
		switch (message.type) {
			case 'step1':
				return this.#answerStep1(from, message.stateVector);
			case 'update':
				return this.#takeUpdate(from, message, frame);
			case 'awareness':
				return this.#takePresence(from, message.entries);
			case 'queryAwareness':
				return this.#tellEverybody(from);
			case 'barrier':
				return this.#takeBarrier(from, message.payload);
		}
	}

	#ask(connection: Connection): void {
		connection.asked = true;
		connection.send(step1Frame(this.history.stateVector()));
	}

	#answerStep1(from: Connection, stateVector: Uint8Array): void {
		if (from.isLagging) return void (from.question = stateVector);
		try {
			const lack = this.history.lack(stateVector);
			if (lack !== 'difference') return from.sendBatch(this.history.answer(lack));
		} catch {
			return from.close(CLOSE.protocol, 'a state vector that cannot be read');
		}
		this.#answerDifference(from, stateVector).catch(() =>
			from.close(CLOSE.tryLater, 'the document could not be read')
		);
	}

	async #answerDifference(from: Connection, stateVector: Uint8Array): Promise<void> {
		const { snapshot, snapshotSeq } = this.history;
		if (!snapshot) return;
		const difference = await this.#options.folding.difference(snapshot, stateVector);
		from.sendBatch(this.history.answerWith(difference, snapshotSeq));
	}

	#takeUpdate(from: Connection, { update, isAnswer }: UpdateMessage, frame: Uint8Array): void {
		const { limits, tally, committer } = this.#options;
		if (isAnswer) from.asked = false;
		if (update.length > limits.updateBytes)
			return from.close(CLOSE.tooLarge, 'a change that is too large');
		const verdict = isAnswer ? this.history.judgeAnswer(update) : this.history.judge(update);
		if (verdict.kind === 'malformed')
			return from.close(CLOSE.protocol, 'a change that cannot be read');
		if (verdict.kind === 'known') tally.known += 1;
		else if (from.grant.access !== 'write') return this.#refuse(from);
		else if (committer.waitingBytes > limits.unstoredBytes)
			return from.close(CLOSE.tryLater, 'too much waits to be stored');
		else if (verdict.kind === 'new' && this.#isTooMuch(verdict))
			return from.close(CLOSE.tooLarge, 'the document is full');
		if (verdict.kind === 'new')
			this.#keep(verdict, from, !isAnswer && isWithin(verdict.update, frame) ? frame : undefined);
		this.#settleDebt(from, verdict, isAnswer);
	}

	/** A document that is full can still be made smaller. */
	#isTooMuch({ update, clocks }: News): boolean {
		return (
			clocks.size > 0 && this.history.bytes + update.length > this.#options.limits.documentBytes
		);
	}

	/** A reader's answer to our step 1 is an update that holds nothing new; only real changes count against them. */
	#refuse(from: Connection): void {
		this.#options.tally.refused += 1;
		from.send(deniedFrame('This document is read-only for you.'));
		if (++from.refusedWrites >= MAX_REFUSED_WRITES)
			from.close(CLOSE.readOnly, 'changes from a reader');
	}

	#settleDebt(from: Connection, verdict: Verdict, isAnswer: boolean): void {
		const isWhole = verdict.kind === 'known' || (verdict.kind === 'new' && verdict.isWhole);
		if (!isWhole) {
			this.#options.tally.holes += 1;
			from.owes = true;
		} else if (isAnswer) from.owes = false;
		// A step 2 that lacks something itself is not asked for at once: its sender has no more to give now.
		if (from.owes && !from.asked && !isAnswer) this.#ask(from);
	}

	#keep(news: News, from?: Connection, frame?: Uint8Array): void {
		const { committer, tally, onChange } = this.#options;
		const { seq, message, update } = this.history.keep(news, frame);
		tally.updates += 1;
		committer.add({ document: this.id, seq, data: update });
		this.#fanOut.add(message, from);
		onChange(this);
	}

	#deliver(messages: readonly Uint8Array[], author: Connection | undefined): void {
		const { head } = this.history;
		const batch = new Batch(messages);
		for (const connection of this.#connections) {
			if (connection.isLagging) continue;
			if (connection !== author) connection.sendBatch(batch);
			connection.sentSeq = head;
		}
		this.#options.tally.deliveries += messages.length * this.#connections.size;
	}

	/** A slow reader has read everything: it gets what it missed, from the log. */
	catchUp(connection: Connection): void {
		this.#fanOut.flush();
		const missed = this.history.since(connection.sentSeq);
		if (missed.length > 0) connection.sendBatch(new Batch(missed));
		connection.sentSeq = this.history.head;
		this.#tellEverybody(connection);
		const { question } = connection;
		connection.question = undefined;
		if (question) this.#answerStep1(connection, question);
	}

	#takeBarrier(from: Connection, payload: Uint8Array): void {
		const { committer, tally } = this.#options;
		tally.barriers += 1;
		if (!from.asksBarriers && committer.isFailing) from.send(storageFrame(false));
		from.asksBarriers = true;
		if (from.owes || from.refusedWrites > 0) return; // not all of it is here, or will be; the client asks again
		const answer = barrierFrame(payload.slice());
		void committer.settled().then(() => from.send(answer));
	}

	/** Storing fails, or works again: those who ask whether they are saved are told. */
	tellStorage(works: boolean): void {
		const batch = new Batch([storageFrame(works)]);
		for (const connection of this.#connections)
			if (connection.asksBarriers) connection.sendBatch(batch);
	}

	#takePresence(from: Connection, entries: Uint8Array): void {
		this.#options.tally.presenceIn += 1;
		if (!this.#presence.apply(from, entries))
			from.close(CLOSE.protocol, 'presence that cannot be read');
		this.#schedulePresence();
	}

	#sweep(left: Connection): void {
		this.#presence.sweep(left);
		this.#schedulePresence();
	}

	/** Presence goes to all in one message, the latest of each person, and less often the more people there are. */
	#schedulePresence(): void {
		if (this.#isPresenceDue || !this.#presence.hasNews) return;
		this.#isPresenceDue = true;
		setTimeout(() => this.#passPresence(), presenceTick(this.#connections.size)).unref();
	}

	#passPresence(): void {
		this.#isPresenceDue = false;
		const news = this.#presence.news();
		if (!news) return;
		const batch = new Batch([awarenessFrame(news.forAll)]);
		for (const connection of this.#connections) {
			const others = news.forBack.get(connection);
			if (others) connection.send(awarenessFrame(others));
			else connection.sendBatch(batch);
		}
		this.#options.tally.presenceOut += this.#connections.size;
	}

	#tellEverybody(connection: Connection): void {
		const everyone = this.#presence.everyone(connection);
		if (everyone) connection.send(awarenessFrame(everyone));
	}

	/** The document as it is now, for reading. */
	read(): Y.Doc {
		return this.#replica.current();
	}

	/** Changes the document on the server. */
	edit<T>(change: (doc: Y.Doc) => T): T {
		const { result, update } = this.#replica.edit(change);
		const verdict = update && this.history.judge(update);
		if (verdict?.kind === 'new') this.#keep(verdict);
		return result;
	}

	/** Makes one snapshot of everything; `store` writes it. Rejects, changing nothing, where that fails. */
	async compact(store: (seq: number, snapshot: Snapshot) => Promise<void>): Promise<void> {
		const { head, parts } = this.history;
		const snapshot = await this.#options.folding.fold(parts);
		await this.#options.committer.settled(); // the snapshot must not run ahead of the log
		await store(head, snapshot);
		this.#replica.catchUp();
		this.history.folded(head, snapshot);
	}

	/** Forgets what is kept only to be quick, after so many milliseconds without use. */
	relax(unusedFor: number): void {
		this.#replica.forget(unusedFor);
		this.history.relax();
	}
}

function presenceTick(people: number): number {
	if (people <= 50) return 50;
	return people <= 200 ? 100 : 250;
}

/** True when a frame carries this very update and nothing after it, so that it can be passed on as it came. */
function isWithin(update: Uint8Array, frame: Uint8Array): boolean {
	const isSameBuffer = update.buffer === frame.buffer;
	return isSameBuffer && update.byteOffset + update.length === frame.byteOffset + frame.length;
}
