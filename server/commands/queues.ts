/**
 * Runs work on one thing, such as a session, strictly in sequence. An error reaches only the caller of its own work.
 */
export class Queues<Id extends string> {
	readonly #last = new Map<Id, Promise<void>>();

	/** Runs the work after all work queued earlier for the same thing has ended. */
	async run<T>(id: Id, work: () => Promise<T>): Promise<T> {
		const running = (this.#last.get(id) ?? Promise.resolve()).then(work);
		const settled = running.then(
			() => undefined,
			() => undefined
		);
		this.#last.set(id, settled);
		void settled.then(() => this.#last.get(id) === settled && this.#last.delete(id));
		return running;
	}
}
