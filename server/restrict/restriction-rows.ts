import type { DocumentId, HeldId, PersonId } from '#shared/ids.ts';
import type { Moved, Withheld } from '#shared/restrict/withheld.ts';
import { wordsIn } from '../held/words.ts';
import type { Database } from '../store/connect.ts';
import type { Taken } from '../sync/withheld-items.ts';

/** Lines that went from a document into an annex. */
export interface Restriction {
	readonly document: DocumentId;
	readonly annex: DocumentId;
	/** The text in which they stood. */
	readonly root: string;
	readonly taken: Taken;
	readonly moved: readonly Moved[];
	/** Nothing of them is left in the document, its versions and its log. */
	readonly isDone: boolean;
}

export interface NewRestriction extends Pick<Restriction, 'document' | 'annex' | 'root'> {
	readonly by: PersonId;
	/** Those who may not read them are told that something is withheld. */
	readonly isTraced: boolean;
	readonly withheld: Withheld;
}

export async function addRestriction(transaction: Database, one: NewRestriction): Promise<void> {
	const { moved } = one.withheld;
	await transaction
		.insertInto('restriction')
		.values({
			...{ annex_id: one.annex, document_id: one.document, root: one.root },
			...{ traced: one.isTraced ? 1 : 0, by_person: one.by, at: Date.now(), done_at: null },
			...{ taken: JSON.stringify(takenOf(one.withheld)), moved: JSON.stringify(moved) }
		})
		.execute();
}

/** What the engine has to know of it. */
export function takenOf({ moved, marker, lines, records }: Withheld): Taken {
	const ranges = moved.map(({ client, clock, length }) => ({ client, clock, length }));
	return { ranges, marker, lines, records };
}

/** The restrictions of a document, oldest first. */
export async function restrictionsOf(
	database: Database,
	document: DocumentId
): Promise<Restriction[]> {
	const rows = await database
		.selectFrom('restriction')
		.selectAll()
		.where('document_id', '=', document)
		.orderBy('at')
		.execute();
	return rows.map((row) => ({
		...{ document: row.document_id, annex: row.annex_id, root: row.root },
		taken: JSON.parse(row.taken) as Taken,
		moved: JSON.parse(row.moved) as Moved[],
		isDone: row.done_at !== null
	}));
}

/** Documents of which something may be left of what was taken out, as after a crash. */
export async function unfinishedDocuments(database: Database): Promise<DocumentId[]> {
	const rows = await database
		.selectFrom('restriction')
		.select('document_id')
		.distinct()
		.where('done_at', 'is', null)
		.execute();
	return rows.map(({ document_id }) => document_id);
}

/** Removes an annex that nobody has seen. */
export async function dropAnnex(transaction: Database, annex: DocumentId): Promise<void> {
	await transaction.deleteFrom('document').where('id', '=', annex).execute();
}

export async function noteDone(
	transaction: Database,
	annexes: readonly DocumentId[],
	at: number
): Promise<void> {
	await transaction
		.updateTable('restriction')
		.set({ done_at: at })
		.where('annex_id', 'in', annexes)
		.execute();
}

/** Puts another change in place of one that was kept beside its document. */
export async function replaceHeld(
	transaction: Database,
	id: HeldId,
	data: Uint8Array
): Promise<void> {
	await transaction
		.updateTable('held_change')
		.set({ data, words: wordsIn(data) })
		.where('id', '=', id)
		.execute();
}

/** Notes where what came late stands now, and that it is no longer waiting. */
export async function noteLate(
	transaction: Database,
	{ annex, taken, moved }: Restriction,
	put: readonly Moved[]
): Promise<void> {
	const ranges = [
		...taken.ranges,
		...put.map(({ client, clock, length }) => ({ client, clock, length }))
	];
	await transaction
		.updateTable('restriction')
		.set({ taken: JSON.stringify({ ...taken, ranges }), moved: JSON.stringify([...moved, ...put]) })
		.where('annex_id', '=', annex)
		.execute();
}
