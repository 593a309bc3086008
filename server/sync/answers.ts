import { CLOSE } from '#shared/protocol/sync.ts';
import type { Connection } from './connection.ts';
import type { Folding } from './fold.ts';
import type { History } from './history.ts';
import { step1Frame } from './messages.ts';

/** Both sides of the sync handshake: asking a client for what we lack, and answering what it lacks [R1]. */
export class Answers {
	readonly #history: History;
	readonly #folding: Folding;

	constructor(history: History, folding: Folding) {
		this.#history = history;
		this.#folding = folding;
	}

	/** Asks a client for what it has and we lack. */
	ask(connection: Connection): void {
		connection.asked = true;
		connection.send(step1Frame(this.#history.stateVector()));
	}

	/** Sends a client what it lacks; one that reads too slowly gets it later. */
	answer(from: Connection, stateVector: Uint8Array): void {
		if (from.isLagging) return void (from.question = stateVector);
		try {
			const lack = this.#history.lack(stateVector);
			if (lack !== 'difference') return from.sendBatch(this.#history.answer(lack));
		} catch {
			return from.close(CLOSE.protocol, 'a state vector that cannot be read');
		}
		this.#answerDifference(from, stateVector).catch(() =>
			from.close(CLOSE.tryLater, 'the document could not be read')
		);
	}

	async #answerDifference(from: Connection, stateVector: Uint8Array): Promise<void> {
		const { snapshot, snapshotSeq } = this.#history;
		if (!snapshot) return;
		const difference = await this.#folding.difference(snapshot, stateVector);
		if (from.isLagging) from.question = stateVector;
		else from.sendBatch(this.#history.answerWith(difference, snapshotSeq));
	}

	/** Answers a question that came while its client was reading too slowly. */
	answerLate(connection: Connection): void {
		const { question } = connection;
		connection.question = undefined;
		if (question) this.answer(connection, question);
	}
}
