import type { ActionRecord } from '#shared/board/actions.ts';
import type { Origin } from '#shared/board/records.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { PersonId } from '#shared/ids.ts';
import type { Made, Reads } from '../reading/reads.ts';

/** Most characters of one record that a register keeps. */
export const MAX_TEXT = 4_000;

/** The records in one state of a document. */
export interface Harvest {
	readonly head: number;
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}

/** Tells whose login sent a change. */
interface Authors {
	of(client: number, clock: number): PersonId | undefined;
}

/** The records as read, each with the author that the server knows instead of the one that the document names. */
export function harvestOf(
	head: number,
	{ actions, decisions }: ReturnType<Reads['records']>,
	authors: Authors
): Harvest {
	const authored = <R extends object>({ origin, ...record }: Made<R>) => ({
		...record,
		createdBy: authorOf(origin, authors)
	});
	return { head, actions: actions.map(authored), decisions: decisions.map(authored) };
}

function authorOf(origin: Origin | undefined, authors: Authors): PersonId | undefined {
	return origin && authors.of(origin.client, origin.clock);
}
