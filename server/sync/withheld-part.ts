import * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import { idOfKey } from '#shared/records/records.ts';
import type { Ref, Withheld } from '#shared/restrict/withheld.ts';
import { Deletions } from './deletions.ts';
import type { Range } from './encode-news.ts';

/** What the engine has to know of what was taken out of a document for an annex. */
export type Taken = Pick<Withheld, 'marker' | 'lines' | 'records'> & {
	readonly annex: DocumentId;
	readonly ranges: readonly Range[];
};

/** What was taken out of a document for one annex, and what came late into it. */
export class WithheldPart {
	readonly annex: DocumentId;
	readonly #items = new Deletions();
	readonly #marker: Ref;
	readonly #lines: ReadonlySet<unknown>;
	readonly #records: ReadonlySet<string>;

	constructor({ annex, ranges, marker, lines, records }: Taken) {
		this.annex = annex;
		this.#items.addAll(ranges);
		this.#marker = marker;
		this.#lines = new Set(lines);
		this.#records = new Set(records);
	}

	add(ranges: readonly Range[]): void {
		this.#items.addAll(ranges);
	}

	has({ client, clock }: Ref): boolean {
		return this.#items.has(client, clock, 1);
	}

	/** Whether an item came late into it; of what stands in nothing that was known before. */
	holds(item: Y.Item): boolean {
		const { id, origin, parent, parentSub } = item;
		if (this.has(id)) return true;
		if (origin) return this.has(origin) && !this.isKnownTo(item);
		if (parent instanceof Y.ID) return this.has(parent);
		return parentSub !== null && this.#records.has(idOfKey(parentSub));
	}

	/** Who put an item before the marker knew what it stands for. */
	isKnownTo({ rightOrigin }: Y.Item): boolean {
		const { client, clock } = this.#marker;
		return rightOrigin?.client === client && rightOrigin.clock === clock;
	}

	/** The head that an item makes a copy of one of the lines: somebody who did not know moved or copied it. */
	copyIn({ parent, parentSub, content }: Y.Item): Ref | undefined {
		if (parentSub !== 'id' || !(parent instanceof Y.ID) || !(content instanceof Y.ContentAny))
			return undefined;
		return content.arr.some((value) => this.#lines.has(value)) ? parent : undefined;
	}
}
