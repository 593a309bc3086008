/** Work on one thing, such as a session, one piece after another. What one piece throws is its caller's alone. */
export class Turns<Id extends string> {
	readonly #last = new Map<Id, Promise<void>>();

	/** Does the work when all that was asked for before is done. */
	async take<T>(id: Id, work: () => Promise<T>): Promise<T> {
		const turn = (this.#last.get(id) ?? Promise.resolve()).then(work);
		const settled = turn.then(
			() => undefined,
			() => undefined
		);
		this.#last.set(id, settled);
		void settled.then(() => this.#last.get(id) === settled && this.#last.delete(id));
		return turn;
	}
}
