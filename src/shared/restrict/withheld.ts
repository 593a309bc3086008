import type { FileId } from '../ids.ts';
import type { LineId, RecordId } from '../text/line-id.ts';

/** A letter, a head or any other item of a document: the client that made it, and its clock. */
export interface Ref {
	readonly client: number;
	readonly clock: number;
}

/**
 * Items that were taken out of a document, and where what they said stands in the annex: each behind `to`, or, of letters,
 * each at the place that follows from the first one's.
 */
export interface Moved extends Ref {
	readonly length: number;
	readonly to: Ref;
	readonly areLetters: boolean;
}

/** What was moved out of a document into an annex, by ids only. */
export interface Withheld {
	readonly moved: readonly Moved[];
	/** Put behind what was taken out. Who writes before it knows that it is gone. */
	readonly marker: Ref;
	readonly lines: readonly LineId[];
	/** Those of the lines, and those that somebody who did not know yet may make of them. */
	readonly records: readonly RecordId[];
	/** Of the pictures among them. */
	readonly files: readonly FileId[];
}

/** Where in the annex each item stands that was taken out. */
export class Places {
	/** By client, in the order of their clocks. */
	readonly #moved = new Map<number, Moved[]>();

	constructor(moved: readonly Moved[]) {
		for (const one of moved) this.add(one);
	}

	add(one: Moved): void {
		const own = this.#moved.get(one.client) ?? [];
		own.splice(firstBeyond(own, one.clock), 0, one);
		this.#moved.set(one.client, own);
	}

	/** Behind what somebody wrote there who wrote behind this item; undefined for one that was not taken out. */
	of({ client, clock }: Ref): Ref | undefined {
		const own = this.#moved.get(client) ?? [];
		const found = own[firstBeyond(own, clock) - 1];
		if (!found || clock >= found.clock + found.length) return undefined;
		const { to, areLetters } = found;
		return areLetters ? { client: to.client, clock: to.clock + clock - found.clock } : to;
	}
}

/** The place of the first item that begins beyond a clock. */
function firstBeyond(moved: readonly Moved[], clock: number): number {
	let [from, to] = [0, moved.length];
	while (from < to) {
		const middle = (from + to) >>> 1;
		if ((moved[middle]?.clock ?? 0) <= clock) from = middle + 1;
		else to = middle;
	}
	return from;
}
