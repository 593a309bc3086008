import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Guest } from './guest.ts';
import type { ShownRecords } from './shown-records.ts';

/** Called when records of documents were told to somebody. */
export type OnRecords = (person: PersonId, documents: readonly DocumentId[]) => Promise<void>;

type Wanted = Map<SessionId, Set<DocumentId>>;

/**
 * Tells guests the records of documents that they may read. Always true: of what a guest has not taken yet, there is one
 * telling at most, however often they enter and leave.
 */
export class RecordTeller {
	readonly #shown: ShownRecords;
	readonly #onRecords: OnRecords;
	/** What is still to be told to those who are being told something. */
	readonly #wanted = new WeakMap<Guest, Wanted>();

	constructor(shown: ShownRecords, onRecords: OnRecords) {
		this.#shown = shown;
		this.#onRecords = onRecords;
	}

	async tell(guest: Guest, session: SessionId, documents: readonly DocumentId[]): Promise<void> {
		const under = this.#wanted.get(guest);
		const wanted = under ?? new Map<SessionId, Set<DocumentId>>();
		wanted.set(session, new Set([...(wanted.get(session) ?? []), ...documents]));
		if (under) return;
		this.#wanted.set(guest, wanted);
		try {
			for (const [which, ids] of wanted) {
				wanted.delete(which);
				await this.#tellOne(guest, which, [...ids]);
				await guest.taken();
			}
		} finally {
			this.#wanted.delete(guest);
		}
	}

	async #tellOne(
		guest: Guest,
		session: SessionId,
		documents: readonly DocumentId[]
	): Promise<void> {
		const told: DocumentId[] = [];
		await this.#shown.tell(documents, (all) => {
			const readable = all.filter(([document]) => guest.mayRead(session, document));
			if (readable.length > 0) guest.tell.emit('records', session, readable);
			const withWords = readable.filter(
				([, { actions, decisions }]) => actions.length + decisions.length > 0
			);
			told.push(...withWords.map(([document]) => document));
		});
		await this.#onRecords(guest.visitor.person, told);
	}
}
