import type { SessionId } from '#shared/ids.ts';

/** Work on one session, one piece after another. What one piece throws is its caller's alone. */
export class Turns {
	readonly #last = new Map<SessionId, Promise<void>>();

	/** Does the work when all that was asked for before is done. */
	async take<T>(session: SessionId, work: () => Promise<T>): Promise<T> {
		const turn = (this.#last.get(session) ?? Promise.resolve()).then(work);
		const settled = turn.then(
			() => undefined,
			() => undefined
		);
		this.#last.set(session, settled);
		void settled.then(() => this.#last.get(session) === settled && this.#last.delete(session));
		return turn;
	}
}
