import type { ActionId, DecisionId, DocumentId, PersonId } from '#shared/ids.ts';
import type { NumberKind } from '#shared/numbering.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Harvest } from './harvest.ts';
import { lastNumbers } from './series.ts';

const MOST_AT_ONCE = 500; // rows of one statement

/** Records that get no number, with their authors. */
export type Refused = ReadonlyMap<ActionId | DecisionId, PersonId | undefined>;

/**
 * Gives a number to each record without one, in the order of the document. Returns those that get none, because their
 * author has as many in the session as one person may, and whether any was given.
 */
export async function giveNumbers(
	transaction: Database,
	document: StoredDocumentHead,
	found: Harvest,
	mostOfPerson: number
): Promise<{ readonly given: boolean; readonly refused: Refused }> {
	const refused = new Map<ActionId | DecisionId, PersonId | undefined>();
	const numbered = new Set<string>(await numberedIn(transaction, document.id));
	const unnumbered = numerable(found).filter(({ id }) => {
		const isFresh = !numbered.has(id);
		numbered.add(id); // a hostile document may use one id twice
		return isFresh;
	});
	if (unnumbered.length === 0) return { given: false, refused };
	const left = await allowances(transaction, document, unnumbered, mostOfPerson);
	const fresh = unnumbered.filter(({ id, author }) => {
		const mayHave = left.get(author) ?? Infinity;
		left.set(author, mayHave - 1);
		if (mayHave <= 0) refused.set(id, author);
		return mayHave > 0;
	});
	await insert(transaction, await rowsFor(transaction, document, fresh));
	return { given: fresh.length > 0, refused };
}

interface Numerable {
	readonly id: ActionId | DecisionId;
	readonly kind: NumberKind;
	readonly author: PersonId | undefined;
}

/** How many more numbers each author may have; what nobody wrote is the server's own. */
async function allowances(
	transaction: Database,
	{ session_id }: StoredDocumentHead,
	records: readonly Numerable[],
	most: number
): Promise<Map<PersonId | undefined, number>> {
	const left = new Map<PersonId | undefined, number>();
	for (const author of new Set(records.map((one) => one.author))) {
		if (author === undefined) continue;
		const { count } = await transaction
			.selectFrom('register_number')
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.where('session_id', '=', session_id)
			.where('person_id', '=', author)
			.executeTakeFirstOrThrow();
		left.set(author, most - Number(count));
	}
	return left;
}

async function rowsFor(
	transaction: Database,
	document: StoredDocumentHead,
	fresh: readonly Numerable[]
): Promise<Row<'register_number'>[]> {
	const given = await lastNumbers(transaction, document);
	const last = new Map(given.last);
	return fresh.map(({ id, kind, author }) => {
		const sequence = (last.get(kind) ?? given.start) + 1;
		last.set(kind, sequence);
		const place = { session_id: document.session_id, document_id: document.id };
		const by = { given_at: Date.now(), person_id: author ?? null };
		return { ...place, kind, sequence, object_id: id, ...by };
	});
}

/** The records of a document that have a number. */
export async function numberedIn(
	database: Database,
	document: DocumentId
): Promise<(ActionId | DecisionId)[]> {
	const rows = await database
		.selectFrom('register_number')
		.select('object_id')
		.where('document_id', '=', document)
		.execute();
	return rows.map((row) => row.object_id);
}

async function insert(transaction: Database, rows: readonly Row<'register_number'>[]) {
	for (let from = 0; from < rows.length; from += MOST_AT_ONCE)
		await transaction
			.insertInto('register_number')
			.values(rows.slice(from, from + MOST_AT_ONCE))
			.execute();
}

function numerable({ actions, decisions }: Harvest): Numerable[] {
	return [
		...actions.map(({ id, createdBy: author }) => ({ id, kind: 'A' as const, author })),
		...decisions.map(({ id, kind, createdBy: author }) => ({
			...{ id, author },
			kind: kind === 'decision' ? ('D' as const) : ('C' as const)
		}))
	];
}
