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
}

/** Where in the annex somebody wrote who wrote behind this item; undefined for an item that was not taken out. */
export function placeOf(moved: readonly Moved[], { client, clock }: Ref): Ref | undefined {
	const found = moved.findLast(
		(one) => one.client === client && clock >= one.clock && clock < one.clock + one.length
	);
	if (!found) return undefined;
	const { to, areLetters } = found;
	return areLetters ? { client: to.client, clock: to.clock + clock - found.clock } : to;
}
