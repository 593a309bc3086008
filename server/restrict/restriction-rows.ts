import type { DocumentId, FileId, HeldId, PersonId } from '#shared/ids.ts';
import type { Moved, Ref, Withheld } from '#shared/restrict/withheld.ts';
import { wordsIn } from '../held/words.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Range } from '../sync/encode-news.ts';
import type { Taken } from '../sync/withheld-part.ts';

/** Lines that went from a document into an annex. */
export interface Restriction {
	readonly document: DocumentId;
	readonly annex: DocumentId;
	/** The text in which they stood. */
	readonly root: string;
	readonly marker: Ref;
	readonly taken: Stored;
	readonly moved: readonly Moved[];
	/** Nothing of them is left in the document, its versions and its log. */
	readonly isDone: boolean;
}

/** What the engine has to know of it, besides its annex and marker. */
type Stored = Omit<Taken, 'annex' | 'marker'> & {
	/** Of pictures; what was stored before there were any has none. */
	readonly files?: readonly FileId[];
};

export interface NewRestriction extends Pick<Restriction, 'document' | 'annex' | 'root'> {
	readonly by: PersonId;
	/** Those who may not read them are told that something is withheld. */
	readonly isTraced: boolean;
	readonly withheld: Withheld;
}

export async function addRestriction(transaction: Database, one: NewRestriction): Promise<void> {
	const { moved, marker } = one.withheld;
	await transaction
		.insertInto('restriction')
		.values({
			...{ annex_id: one.annex, document_id: one.document, root: one.root },
			...{ traced: one.isTraced ? 1 : 0, by_person: one.by, at: Date.now(), done_at: null },
			...{ marker_client: marker.client, marker_clock: marker.clock },
			...{ taken: JSON.stringify(storedOf(one.withheld)), moved: JSON.stringify(moved) }
		})
		.execute();
}

function storedOf({ moved, lines, records, files }: Withheld): Stored {
	return { ranges: moved.map(rangeOf), lines, records, files };
}

const rangeOf = ({ client, clock, length }: Moved): Range => ({ client, clock, length });

/** What the engine has to know of lines that go into an annex. */
export const takenOf = (annex: DocumentId, withheld: Withheld): Taken => ({
	...storedOf(withheld),
	...{ annex, marker: withheld.marker }
});

/** The restrictions of a document, oldest first. */
export async function restrictionsOf(
	database: Database,
	document: DocumentId
): Promise<Restriction[]> {
	const rows = await restrictions(database).where('document_id', '=', document).execute();
	return rows.map(restrictionOf);
}

/** That of an annex; undefined when the annex is gone. */
export async function restrictionFor(
	database: Database,
	annex: DocumentId
): Promise<Restriction | undefined> {
	const row = await restrictions(database).where('annex_id', '=', annex).executeTakeFirst();
	return row && restrictionOf(row);
}

const restrictions = (database: Database) =>
	database.selectFrom('restriction').selectAll().orderBy('at').orderBy('annex_id');

function restrictionOf(row: Row<'restriction'>): Restriction {
	return {
		...{ document: row.document_id, annex: row.annex_id, root: row.root },
		marker: { client: row.marker_client, clock: row.marker_clock },
		taken: JSON.parse(row.taken) as Stored,
		moved: JSON.parse(row.moved) as Moved[],
		isDone: row.done_at !== null
	};
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

/** Notes where what came late stands now. */
export async function notePlaces(
	transaction: Database,
	{ annex, taken, moved }: Restriction,
	put: readonly Moved[]
): Promise<void> {
	const ranges = [...taken.ranges, ...put.map(rangeOf)];
	await transaction
		.updateTable('restriction')
		.set({ taken: JSON.stringify({ ...taken, ranges }), moved: JSON.stringify([...moved, ...put]) })
		.where('annex_id', '=', annex)
		.execute();
}
