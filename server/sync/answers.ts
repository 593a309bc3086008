import { CLOSE } from '#shared/protocol/sync.ts';
import type { Connection } from './connection.ts';
import type { Folding } from './fold.ts';
import type { History } from './history.ts';
import { step1Frame } from './messages.ts';
import type { Tally } from './tally.ts';

/** Both sides of the sync handshake: asking a client for what we lack, and answering what it lacks [R1]. */
export class Answers {
	readonly #history: History;
	readonly #folding: Pick<Folding, 'difference'>;
	readonly #tally: Tally;
	/** Those for whom a difference is being made: one at a time for each. */
	readonly #busy = new WeakSet<Connection>();
	/** While stored bytes hold something that was taken out. */
	#waiting: Promise<unknown> | undefined;

	constructor(history: History, folding: Pick<Folding, 'difference'>, tally: Tally) {
		this.#tally = tally;
		this.#history = history;
		this.#folding = folding;
	}

	/** Asks a client for what it has and we lack. */
	ask(connection: Connection): void {
		connection.asked = true;
		connection.send(step1Frame(this.#history.stateVector()));
	}

	/** Answers nobody before a promise has settled. */
	waitFor(promise: Promise<unknown>): void {
		const over = () => {
			if (this.#waiting === waiting) this.#waiting = undefined;
		};
		const waiting = promise.then(over, over);
		this.#waiting = waiting;
	}

	/**
	 * Sends a client what it lacks. One that reads too slowly, or whose last question is still being worked on, gets it
	 * later: a client only ever gains, so its latest question stands for those before it.
	 */
	answer(from: Connection, stateVector: Uint8Array): void {
		if (from.isLagging || this.#busy.has(from)) {
			this.#tally.coalesced += 1;
			from.question = stateVector;
			return;
		}
		if (this.#waiting) return this.#answerAfter(this.#waiting, from, stateVector);
		try {
			const lack = this.#history.lack(stateVector);
			if (lack !== 'difference') return from.sendBatch(this.#history.answer(lack));
		} catch {
			return from.close(CLOSE.protocol, 'a state vector that cannot be read');
		}
		this.#busy.add(from);
		this.#answerDifference(from, stateVector)
			.catch(() => from.close(CLOSE.tryLater, 'the document could not be read'))
			.finally(() => {
				this.#busy.delete(from);
				this.answerLate(from);
			});
	}

	#answerAfter(waiting: Promise<unknown>, from: Connection, stateVector: Uint8Array): void {
		this.#busy.add(from);
		from.question = stateVector;
		void waiting.then(() => {
			this.#busy.delete(from);
			this.answerLate(from);
		});
	}

	async #answerDifference(from: Connection, stateVector: Uint8Array): Promise<void> {
		const { snapshot, snapshotSeq } = this.#history;
		if (!snapshot) return;
		const difference = await this.#folding.difference(snapshot, stateVector);
		if (from.isLagging) from.question = stateVector;
		else from.sendBatch(this.#history.answerWith(difference, snapshotSeq));
	}

	/** Answers a question that came while its client could not be answered. */
	answerLate(connection: Connection): void {
		const { question } = connection;
		connection.question = undefined;
		if (question && !connection.isClosed) this.answer(connection, question);
	}
}
