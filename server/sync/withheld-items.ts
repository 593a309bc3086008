import * as Y from 'yjs';
import type { DocumentId } from '#shared/ids.ts';
import type { Ref } from '#shared/restrict/withheld.ts';
import { encodeNews, type Range, type Struct } from './encode-news.ts';
import type { News } from './verdict.ts';
import { WithheldPart, type Taken } from './withheld-part.ts';

/** Something that was written in what was taken out, by somebody who did not know yet that it was. */
export interface Late extends Range {
	/** Where what it was written in went. */
	readonly annex: DocumentId;
	/** The item behind which, or in which, it was written. */
	readonly after: Ref | undefined;
	readonly words: string;
}

/** A change without what came late, and that. */
export interface Parted {
	readonly news: News;
	readonly late: readonly Late[];
}

type ClockOf = (client: number) => number;
type LateItems = ReadonlyMap<Y.Item, WithheldPart>;

const NEXT_LINE = '\n';
const NOTHING_KNOWN: ClockOf = () => 0;

/**
 * What was taken out of a document [R20]. What comes late into it is parted from its change: in its place the document
 * gets an item of the same length that says nothing and is deleted, so that what builds on it has no hole.
 */
export class WithheldItems {
	/** Oldest first: what was taken out before is also among what is taken out around it. */
	readonly #parts: WithheldPart[];

	constructor(taken: readonly Taken[]) {
		this.#parts = taken.map((one) => new WithheldPart(one));
	}

	add(taken: Taken): void {
		this.#parts.push(new WithheldPart(taken));
	}

	/** Undefined for a change in which nothing came late. `clockOf` is how far a client's changes were known before it. */
	part(news: News, clockOf: ClockOf): Parted | undefined {
		if (this.#parts.length === 0 || news.clocks.length === 0) return undefined;
		const { structs } = Y.decodeUpdate(news.update);
		const items = this.#lateIn(structs, clockOf);
		if (items.size === 0) return undefined;
		const known = new Map(news.clocks.map(([client]) => [client, clockOf(client)]));
		const late = [...items].map(([item, { annex }]) => lateOf(item, annex, clockOf));
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
		return [...items].map(([item, { annex }]) => lateOf(item, annex, NOTHING_KNOWN));
	}

	/**
	 * What came late, with the part into which it did, each behind what it stands behind; from now on it counts as taken out
	 * too. In a time that goes with the number of structs, whatever stands behind what.
	 */
	#lateIn(structs: readonly Struct[], clockOf: ClockOf): LateItems {
		const fresh = structs.filter(
			(one) => one instanceof Y.Item && one.id.clock + one.length > clockOf(one.id.client)
		) as Y.Item[];
		this.#noteCopies(fresh);
		const late = new Map<Y.Item, WithheldPart>();
		for (const item of fresh) {
			const part = this.#parts.find((one) => one.holds(item));
			if (part && !isHollow(item, part)) late.set(item, part);
		}
		const standing = standingBehind(fresh);
		// A map goes on with what is added to it meanwhile.
		for (const [item, part] of late)
			for (const next of standing.get(item) ?? [])
				if (!late.has(next) && !part.isKnownTo(next)) late.set(next, part);
		for (const [part, some] of Map.groupBy(late, ([, one]) => one))
			part.add(some.map(([item]) => rangeOf(item)));
		return late;
	}

	#noteCopies(items: readonly Y.Item[]): void {
		for (const part of this.#parts) {
			const copies = items.flatMap((item) => part.copyIn(item) ?? []);
			part.add(copies.map(({ client, clock }) => ({ client, clock, length: 1 })));
		}
	}
}

const rangeOf = ({ id: { client, clock }, length }: Y.Item): Range => ({ client, clock, length });

/** It was parted before, as in a change that was kept beside the document. */
function isHollow({ id, content }: Y.Item, part: WithheldPart): boolean {
	return content instanceof Y.ContentDeleted && part.has(id);
}

function behindWhat({ origin, parent }: Y.Item): Ref | undefined {
	return origin ?? (parent instanceof Y.ID ? parent : undefined);
}

/** For each item those of the same change that stand behind it or in it, in their order. */
function standingBehind(items: readonly Y.Item[]): ReadonlyMap<Y.Item, readonly Y.Item[]> {
	const clients = Map.groupBy(items, ({ id }) => id.client);
	const standing = new Map<Y.Item, Y.Item[]>();
	for (const item of items) {
		const ref = behindWhat(item);
		const found = ref && itemAt(clients.get(ref.client) ?? [], ref.clock);
		if (found) standing.getOrInsertComputed(found, () => []).push(item);
	}
	return standing;
}

/** The item of a client that has a clock; they come in the order of their clocks. */
function itemAt(items: readonly Y.Item[], clock: number): Y.Item | undefined {
	let [from, to] = [0, items.length];
	while (from < to) {
		const middle = (from + to) >>> 1;
		if ((items[middle]?.id.clock ?? 0) <= clock) from = middle + 1;
		else to = middle;
	}
	const found = items[from - 1];
	return found && clock < found.id.clock + found.length ? found : undefined;
}

/** Of an item that was known in part only the rest. */
function lateOf(item: Y.Item, annex: DocumentId, clockOf: ClockOf): Late {
	const { client, clock, length } = rangeOf(item);
	const known = Math.max(0, clockOf(client) - clock);
	const ref = known > 0 ? { client, clock: clock + known - 1 } : behindWhat(item);
	return {
		...{ annex, client, clock: clock + known, length: length - known },
		after: ref && { client: ref.client, clock: ref.clock },
		words: wordsOf(item).slice(known)
	};
}

function wordsOf({ content, parentSub }: Y.Item): string {
	if (content instanceof Y.ContentString) return content.str;
	const isHead = content instanceof Y.ContentType && content.type instanceof Y.Map;
	return isHead && parentSub === null ? NEXT_LINE : '';
}

/** As long and at the same place, and without what it says. */
function hollowed({ id, origin, rightOrigin, parent, parentSub, length }: Y.Item): Y.Item {
	const content = new Y.ContentDeleted(length);
	return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, content);
}
