import type { DocumentId, SessionId } from '#shared/ids.ts';

const MOST = 10_000; // sessions and documents remembered

/** When the people in a session were last told of something, so that a page learns that it missed it. */
export class LastTold {
	readonly #times = new Map<SessionId | DocumentId, number>();
	/** Nothing is remembered of before. */
	#since = Date.now();

	/** Something was told to those in a session, or to the readers of a document. */
	tell(id: SessionId | DocumentId): void {
		if (this.#times.size >= MOST) {
			this.#times.clear();
			this.#since = Date.now();
		}
		this.#times.set(id, Date.now());
	}

	/** True when something was told since a moment (ms since 1970), or nobody knows. */
	isAfter(moment: number, session: SessionId, documents: readonly DocumentId[]): boolean {
		if (moment <= this.#since) return true;
		return [session, ...documents].some((id) => (this.#times.get(id) ?? 0) >= moment);
	}
}
