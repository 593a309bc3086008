import type { DocumentId, PersonId } from '#shared/ids.ts';
import { CLOSE, type HeldReason } from '#shared/protocol/sync.ts';
import { Answers } from './answers.ts';
import { Authors } from './authors.ts';
import { WritingNow } from './writing-now.ts';
import type { Hand } from '#shared/restore/hands.ts';
import { Batch } from './batch.ts';
import type { Committer } from './committer.ts';
import type { Connection, ConnectionOwner } from './connection.ts';
import type { Snapshot, StoredDocument } from './document-store.ts';
import type { News } from './verdict.ts';
import { FanOut } from './fan-out.ts';
import type { Folding } from './fold.ts';
import type { Folds } from './folds.ts';
import { History } from './history.ts';
import { Holding, type Hold } from './holding.ts';
import { Intake } from './intake.ts';
import type { SyncLimits } from './limits.ts';
import { barrierFrame, decodeMessage, storageFrame, type Message } from './messages.ts';
import { RoomPresence } from './room-presence.ts';
import type { Tally, Trouble } from './tally.ts';
import { TakingOut } from './taking-out.ts';

/** A change that was not taken, of whom and why. */
export interface HeldUpdate {
	readonly document: DocumentId;
	readonly person: PersonId;
	readonly reason: HeldReason;
	readonly update: Uint8Array;
}

export interface RoomOptions {
	readonly id: DocumentId;
	readonly stored: StoredDocument;
	readonly committer: Committer;
	readonly folding: Pick<Folding, 'difference'>;
	readonly folds: Folds;
	readonly limits: SyncLimits;
	readonly tally: Tally;
	readonly onTrouble: Trouble;
	/** Keeps a change that the document cannot take; false when it is not kept either. */
	readonly hold: (change: HeldUpdate) => Promise<boolean>;
	/** Told of each change after it was handed to the committer. */
	readonly onChange: (room: Room) => void;
}

/**
 * One open document. Always true (numbers as in SPEC.md): every change that can be integrated is handed to the committer
 * in the turn in which it came [R2]; a barrier is answered only after what came before it is on disk [R3]; what could
 * not be integrated is neither kept nor acknowledged, and is asked for again of the one who sent it [R4]; readers never
 * write [R5].
 */
export class Room implements ConnectionOwner {
	readonly id: DocumentId;
	readonly history: History;
	readonly authors: Authors;
	readonly takingOut: TakingOut;
	readonly #options: RoomOptions;
	readonly #connections = new Set<Connection>();
	readonly #answers: Answers;
	readonly #holding: Holding;
	readonly #intake: Intake;
	readonly #presence: RoomPresence;
	readonly #fanOut: FanOut;
	readonly #writing = new WritingNow();

	/** Throws when what is stored cannot be read. */
	constructor(options: RoomOptions) {
		const { limits, tally } = options;
		this.#options = options;
		this.id = options.id;
		const history = new History(options.stored);
		this.history = history;
		this.authors = new Authors(options.stored.authors);
		this.#answers = new Answers(history, options.folding, tally);
		this.takingOut = new TakingOut(
			{
				...{ ...options, history, store: (news, by) => this.#store(news, by) },
				authorOf: (client, clock) => this.authors.of(client, clock)
			},
			options.stored.taken
		);
		const hold: Hold = (from, reason, update) =>
			options.hold({ document: this.id, person: from.principal.person, reason, update });
		this.#holding = new Holding(hold);
		this.#intake = new Intake({
			...options,
			...{ history, holding: this.#holding },
			part: (news, from) => this.takingOut.part(news, from.principal.person),
			// By what they wrote first: presence under a number of somebody who is away proves nothing.
			ownerOf: (client) => this.authors.ownerOf(client) ?? this.#presence.personOf(client),
			isHere: (client) => this.#presence.personOf(client) !== undefined,
			ask: (connection) => this.#answers.ask(connection),
			keep: (news, from, frame) => this.#keep(news, from.principal.person, from, frame)
		});
		const connections = this.#connections;
		this.#presence = new RoomPresence({ connections, maxState: limits.presenceBytes, tally });
		this.#fanOut = new FanOut({
			batch: limits.batch,
			readers: () => connections.size,
			deliver: (messages, author) => this.#deliver(messages, author)
		});
	}

	get connections(): ReadonlySet<Connection> {
		return this.#connections;
	}

	/** What others than a person are writing at this moment. */
	handsOfOthers(except: PersonId): Hand[] {
		return this.#writing.ofOthers(except);
	}

	enter(connection: Connection): void {
		this.#connections.add(connection);
		connection.sentSeq = this.history.head;
		this.#answers.ask(connection);
		this.#presence.greet(connection);
	}

	leave(connection: Connection): void {
		this.#connections.delete(connection);
		this.#presence.leave(connection);
		this.#holding.leave(connection);
	}

	receive(from: Connection, frame: Uint8Array): void {
		const message = decodeMessage(frame);
		if (!message) return from.close(CLOSE.protocol, 'a frame that is not of the protocol');
		try {
			this.#handle(from, message, frame);
		} catch (error) {
			// A bug of ours. Whoever finds it must not be able to end the server with it.
			this.#options.onTrouble(error, 'handling a frame');
			from.close(CLOSE.protocol, 'a frame that could not be handled');
		}
	}

	#handle(from: Connection, message: Message, frame: Uint8Array): void {
		switch (message.type) {
			case 'step1':
				// An earlier program would show nothing of what the document holds now.
				return from.isOutdated ? undefined : this.#answers.answer(from, message.stateVector);
			case 'update':
				return this.#intake.take(from, message, frame);
			case 'awareness':
				return this.#presence.take(from, message.entries);
			case 'queryAwareness':
				return this.#presence.greet(from);
			case 'barrier':
				return this.#takeBarrier(from, message.payload);
		}
	}

	#keep(news: News, by: PersonId | undefined, from?: Connection, frame?: Uint8Array): boolean {
		const parted = this.takingOut.part(news, by);
		if (parted === 'too-much') {
			from?.close(CLOSE.tooLarge, 'too much for lines that were taken out');
			return false;
		}
		// Without what came late it goes to its author too, whose copy still has that.
		if (parted) this.#store(parted, by);
		else this.#store(news, by, from, frame);
		return true;
	}

	#store(news: News, by: PersonId | undefined, from?: Connection, frame?: Uint8Array): void {
		const { committer, tally, onChange } = this.#options;
		this.#noteAuthor(news, by, from);
		const { seq, message, update } = this.history.keep(news, frame);
		tally.updates += 1;
		committer.add({ document: this.id, seq, data: update });
		this.#fanOut.add(message, from);
		onChange(this);
	}

	#noteAuthor({ clocks }: News, by: PersonId | undefined, from?: Connection): void {
		for (const [client] of clocks) {
			if (by && from) this.#writing.note(by, client, this.history.clockOf(client));
			const mark = this.authors.note(client, by, () => this.history.clockOf(client));
			if (mark) this.#options.committer.addAuthor({ ...mark, document: this.id });
		}
	}

	#deliver(messages: readonly Uint8Array[], author: Connection | undefined): void {
		const { head } = this.history;
		const batch = new Batch(messages);
		for (const connection of this.#connections) {
			if (connection.isLagging || connection.isOutdated) continue;
			if (connection !== author) connection.sendBatch(batch);
			connection.sentSeq = head;
		}
		this.#options.tally.deliveries += messages.length * this.#connections.size;
	}

	/** A slow reader has read everything: it gets what it missed, from the log [R13]. */
	catchUp(connection: Connection): void {
		this.#fanOut.flush();
		const missed = this.history.since(connection.sentSeq);
		if (missed.length > 0) connection.sendBatch(new Batch(missed));
		connection.sentSeq = this.history.head;
		this.#presence.greet(connection);
		this.#answers.answerLate(connection);
	}

	#takeBarrier(from: Connection, payload: Uint8Array): void {
		const { committer, tally } = this.#options;
		tally.barriers += 1;
		if (!from.asksBarriers && committer.isFailing) from.send(storageFrame(false));
		from.asksBarriers = true;
		if (this.#holding.concerns(from)) return; // it is told what became of its changes
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

	/** Takes a change that was made on the server, on behalf of a person or by itself. False, taking nothing, when it does not fit. */
	take(update: Uint8Array, by: PersonId | undefined): boolean {
		const verdict = this.history.judge(update);
		if (verdict.kind !== 'new') return verdict.kind === 'known';
		return verdict.isWhole && this.#keep(verdict, by);
	}

	/** Answers nobody who asks for the document before a promise has settled. */
	answerAfter(promise: Promise<unknown>): void {
		this.#answers.waitFor(promise);
	}

	/** Makes one snapshot of everything; `store` writes it. Rejects, changing nothing, where that fails. */
	async compact(store: (seq: number, snapshot: Snapshot) => Promise<void>): Promise<void> {
		const { seq, snapshot } = await this.#options.folds.of(this.id, this.history);
		await this.#options.committer.settled(); // the snapshot must not run ahead of the log
		await store(seq, snapshot);
		this.history.folded(seq, snapshot);
	}

	/** Drops what is cached only to answer quickly. */
	relax(): void {
		this.history.relax();
	}
}
