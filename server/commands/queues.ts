/** Runs work on one thing, such as a session, one piece after another. What a piece throws reaches only its caller. */
export class Queues<Id extends string> {
	readonly #last = new Map<Id, Promise<void>>();

	/** Runs the work when all that was queued for the same thing before has ended. */
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
