import type { DocumentId, PersonId } from '#shared/ids.ts';
import type { Committer } from './committer.ts';
import { encodeDeletions } from './encode-news.ts';
import type { History } from './history.ts';
import type { News } from './verdict.ts';
import { WithheldItems, type Late } from './withheld-items.ts';
import type { Taken } from './withheld-part.ts';

/** A change that takes lines out of a document, worked out from its state at `head`. */
export interface Taking {
	readonly head: number;
	readonly update: Uint8Array;
	readonly taken: Taken;
}

export interface TakingOutOptions {
	readonly id: DocumentId;
	readonly history: History;
	readonly committer: Pick<Committer, 'addLate'>;
	/** Whose login sent a change. */
	readonly authorOf: (client: number, clock: number) => PersonId | undefined;
	/** Stores a change and sends it to everybody. */
	readonly store: (news: News, by: PersonId | undefined) => void;
}

const NO_STRUCTS = new Uint8Array([0]); // of no client

/** What one person may write late into a document. Nobody who does not know writes more; somebody who does fills no annex. */
const MOST_LATE = { letters: 200_000, items: 20_000 };

/** Takes lines out of one document, and what comes late into them out of changes [R20]. */
export class TakingOut {
	readonly #options: TakingOutOptions;
	readonly #withheld: WithheldItems;
	readonly #written = new Map<PersonId | undefined, { letters: number; items: number }>();

	constructor(options: TakingOutOptions, taken: readonly Taken[] = []) {
		this.#options = options;
		this.#withheld = new WithheldItems(taken);
	}

	/**
	 * A change without what came late, which is stored for the annex; undefined when nothing did. `too-much`, storing nothing,
	 * when its sender has written too much late.
	 */
	part(news: News, by: PersonId | undefined): News | 'too-much' | undefined {
		const { history } = this.#options;
		const parted = this.#withheld.part(news, (client) => history.clockOf(client));
		if (!parted) return undefined;
		if (!this.#mayWrite(parted.late, by)) return 'too-much';
		this.#keep(parted.late, by);
		return parted.news;
	}

	#mayWrite(late: readonly Late[], by: PersonId | undefined): boolean {
		const { letters, items } = this.#written.get(by) ?? { letters: 0, items: 0 };
		const more = late.reduce((sum, { words }) => sum + words.length, letters);
		if (more > MOST_LATE.letters || items + late.length > MOST_LATE.items) return false;
		this.#written.set(by, { letters: more, items: items + late.length });
		return true;
	}

	/**
	 * Takes lines out, and what was written in them since `head`. False, changing nothing, when the change does not fit any
	 * more.
	 */
	take({ head, update, taken }: Taking, by: PersonId): boolean {
		const { history, store } = this.#options;
		const verdict = history.judge(update);
		if (history.snapshotSeq > head || verdict.kind !== 'new' || !verdict.isWhole) return false;
		const since = history.updatesSince(head);
		this.#withheld.add(taken);
		const late = since.flatMap((one) => this.#withheld.lateIn(one));
		store(verdict, by);
		if (late.length > 0) this.#delete(late, by);
		return true;
	}

	/** A change as the document would take it, without what comes late, which is stored. */
	without(update: Uint8Array, by: PersonId | undefined): Uint8Array {
		const verdict = this.#options.history.judge(update);
		const parted = verdict.kind === 'new' && verdict.isWhole ? this.part(verdict, by) : undefined;
		return parted === undefined || parted === 'too-much' ? update : parted.update;
	}

	#delete(late: readonly Late[], by: PersonId): void {
		const { authorOf, history, store } = this.#options;
		const byAuthor = Map.groupBy(late, ({ client, clock }) => authorOf(client, clock));
		for (const [author, own] of byAuthor) this.#keep(own, author);
		const verdict = history.judge(Buffer.concat([NO_STRUCTS, encodeDeletions(late)]));
		if (verdict.kind === 'new') store(verdict, by);
	}

	#keep(late: readonly Late[], person: PersonId | undefined): void {
		const { id, committer } = this.#options;
		committer.addLate({ document: id, person, late });
	}
}
