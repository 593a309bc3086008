import * as Y from 'yjs';
import { idOfKey } from '#shared/records/records.ts';
import type { Ref, Withheld } from '#shared/restrict/withheld.ts';
import { Deletions } from './deletions.ts';
import { encodeNews, type Range, type Struct } from './encode-news.ts';
import type { News } from './verdict.ts';

/** Something that was written in what was taken out, by somebody who did not know yet that it was. */
export interface Late extends Range {
	/** The item behind which, or in which, it was written. */
	readonly after: Ref | undefined;
	readonly words: string;
}

/** What the engine has to know of what was taken out of a document. */
export type Taken = Pick<Withheld, 'marker' | 'lines' | 'records'> & {
	readonly ranges: readonly Range[];
};

/** A change without what came late, and that. */
export interface Parted {
	readonly news: News;
	readonly late: readonly Late[];
}

type ClockOf = (client: number) => number;

const NEXT_LINE = '\n';
const NOTHING_KNOWN: ClockOf = () => 0;

/**
 * What was taken out of a document [R20]. What comes late into it is parted from its change: in its place the document
 * gets an item of the same length that says nothing and is deleted, so that what builds on it has no hole.
 */
export class WithheldItems {
	/** Items that were taken out or came late. */
	readonly #items = new Deletions();
	readonly #markers = new Deletions();
	readonly #lines = new Set<unknown>();
	readonly #records = new Set<string>();

	constructor(taken: readonly Taken[]) {
		for (const one of taken) this.add(one);
	}

	add({ ranges, marker, lines, records }: Taken): void {
		this.#items.addAll(ranges);
		this.#markers.addAll([{ ...marker, length: 1 }]);
		for (const line of lines) this.#lines.add(line);
		for (const record of records) this.#records.add(record);
	}

	/** Undefined for a change in which nothing came late. `clockOf` is how far a client's changes were known before it. */
	part(news: News, clockOf: ClockOf): Parted | undefined {
		if (this.#lines.size === 0 || news.clocks.length === 0) return undefined;
		const { structs } = Y.decodeUpdate(news.update);
		const items = this.#lateIn(structs, clockOf);
		if (items.size === 0) return undefined;
		const known = new Map(news.clocks.map(([client]) => [client, clockOf(client)]));
		const late = [...items].map((item) => lateOf(item, clockOf));
		const hollow = structs.map((one) =>
			one instanceof Y.Item && items.has(one) ? hollowed(one) : one
		);
		const deletions = [...news.deletions, ...late];
		const update = encodeNews(hollow, known, new Map(news.clocks), deletions);
		return { news: { ...news, update, deletions }, late };
	}

	/** What came late in a change that the document has taken already. */
	lateIn(update: Uint8Array): Late[] {
		const items = this.#lateIn(Y.decodeUpdate(update).structs, NOTHING_KNOWN);
		return [...items].map((item) => lateOf(item, NOTHING_KNOWN));
	}

	/** From now on they count as taken out too. */
	#lateIn(structs: readonly Struct[], clockOf: ClockOf): ReadonlySet<Y.Item> {
		const late = new Set<Y.Item>();
		const fresh = structs.filter(
			(one) => one instanceof Y.Item && one.id.clock + one.length > clockOf(one.id.client)
		) as Y.Item[];
		this.#items.addAll(this.#copiedHeads(fresh));
		// What one client wrote may stand behind what another wrote, whichever comes first in the bytes.
		for (let count = -1; count < late.size;) {
			count = late.size;
			for (const item of fresh) if (!late.has(item) && this.#isLate(item)) this.#add(late, item);
		}
		return late;
	}

	#add(late: Set<Y.Item>, item: Y.Item): void {
		late.add(item);
		this.#items.addAll([{ client: item.id.client, clock: item.id.clock, length: item.length }]);
	}

	#isLate({ id, origin, rightOrigin, parent, parentSub }: Y.Item): boolean {
		if (this.#has(id)) return true;
		if (origin && this.#has(origin)) return !(rightOrigin && this.#isMarker(rightOrigin));
		if (parent instanceof Y.ID) return this.#has(parent);
		return parentSub !== null && this.#records.has(idOfKey(parentSub));
	}

	/** Heads under which somebody who did not know copied or moved a line that was taken out. */
	#copiedHeads(items: readonly Y.Item[]): Range[] {
		return items.flatMap(({ parent, parentSub, content }) => {
			if (parentSub !== 'id' || !(parent instanceof Y.ID) || !(content instanceof Y.ContentAny))
				return [];
			const isCopy = content.arr.some((value) => this.#lines.has(value));
			return isCopy ? [{ client: parent.client, clock: parent.clock, length: 1 }] : [];
		});
	}

	#has({ client, clock }: Ref): boolean {
		return this.#items.has(client, clock, 1);
	}

	#isMarker({ client, clock }: Ref): boolean {
		return this.#markers.has(client, clock, 1);
	}
}

/** Of an item that was known in part only the rest. */
function lateOf(
	{ id, length, origin, parent, content, parentSub }: Y.Item,
	clockOf: ClockOf
): Late {
	const { client } = id;
	const known = Math.max(0, clockOf(client) - id.clock);
	const clock = id.clock + known;
	const isHead = content instanceof Y.ContentType && content.type instanceof Y.Map;
	const isBreak = isHead && parentSub === null;
	const words =
		content instanceof Y.ContentString ? content.str.slice(known) : isBreak ? NEXT_LINE : '';
	const after = origin ?? (parent instanceof Y.ID ? parent : undefined);
	return {
		...{ client, clock, length: length - known, words },
		after:
			known > 0
				? { client, clock: clock - 1 }
				: after && { client: after.client, clock: after.clock }
	};
}

/** As long and at the same place, and without what it says. */
function hollowed({ id, origin, rightOrigin, parent, parentSub, length }: Y.Item): Y.Item {
	const content = new Y.ContentDeleted(length);
	return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content);
}
