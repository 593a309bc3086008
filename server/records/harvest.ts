import type { ActionRecord } from '#shared/board/actions.ts';
import type { Origin } from '#shared/records/records.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { PersonId } from '#shared/ids.ts';
import type { RecordsView } from '#shared/board/records-view.ts';
import type { Made, ReadRecords } from '../reading/reads.ts';

/** Most characters of one record that a register keeps. */
export const MAX_TEXT = 4_000;

/** The records in one state of a document. */
export interface Harvest {
	readonly head: number;
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
	/** Records with a number that are there and were not read: their rows stay as they are. */
	readonly unread: readonly string[];
	/** How many are left out, by author; undefined for nobody's. */
	readonly leftOut: ReadonlyMap<PersonId | undefined, number>;
}

/** Tells whose login sent a change. */
interface Authors {
	of(client: number, clock: number): PersonId | undefined;
}

/** The records as read, each with the author that the server knows instead of the one that the document names. */
export function harvestOf(
	head: number,
	{ actions, decisions, unread }: ReadRecords,
	authors: Authors
): Harvest {
	const authored = <R extends object>({ origin, ...record }: Made<R>) => ({
		...record,
		createdBy: authorOf(origin, authors)
	});
	return {
		...{ head, actions: actions.map(authored), decisions: decisions.map(authored) },
		unread: unread.flatMap(({ unreadKnown }) => unreadKnown),
		leftOut: sums(unread.flatMap(({ unreadBy }) => [...unreadBy]))
	};
}

/** The records as they are shown to those who do not have the document open; the end of a very long wording is left out. */
export function viewOf({ actions, decisions }: Harvest): RecordsView {
	return { actions: actions.map(short), decisions: decisions.map(short) };
}

function short<R extends { readonly text: string }>(record: R): R {
	return { ...record, text: record.text.slice(0, MAX_TEXT) };
}

/** The sums of counts by person. */
export function sums(
	counts: Iterable<readonly [string | undefined, number]>
): ReadonlyMap<PersonId | undefined, number> {
	const all = new Map<PersonId | undefined, number>();
	for (const [name, count] of counts) {
		const person = name as PersonId | undefined;
		all.set(person, (all.get(person) ?? 0) + count);
	}
	return all;
}

function authorOf(origin: Origin | undefined, authors: Authors): PersonId | undefined {
	return origin && authors.of(origin.client, origin.clock);
}
