import { sql } from 'kysely';
import type { ActionRecord } from '#shared/board/actions.ts';
import { endOfDue } from '#shared/follow-up/deadline.ts';
import { afterEdit, NEW_ACTION, type Kept } from '#shared/follow-up/edited.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ActionId, OrganisationId, PersonId } from '#shared/ids.ts';
import { foldText } from '#shared/search.ts';
import { addEntry } from './follow-up-entries.ts';
import { followUpView } from './follow-up-rows.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';
import { inParts } from '../store/in-parts.ts';
import type { Row } from '../store/tables.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import { MAX_TEXT } from './harvest.ts';
import { asAgreed, differs, isSettled } from './settled.ts';

const LOOKED_AT = 250; // rows read before other work gets its turn
const WRITTEN = 50; // in one transaction

/** The actors of changes made by command. For edits typed in a document the server does not know the actor. */
export type Actors = ReadonlyMap<ActionId, PersonId>;

/** What is known about a document's actions besides its content. */
interface Known {
	/** References by object id; an action copied from another document has none here. */
	readonly numbers: Readonly<Record<string, string>>;
	readonly actors: Actors;
	/** True in sessions made from a published source or made up, in which records may be invented and marked so. */
	readonly mayIllustrate: boolean;
}

/** Organisations and people by id. */
interface WriteContext extends Known {
	readonly document: StoredDocumentHead;
	readonly organisations: ReadonlyMap<OrganisationId, { code: string; time_zone: string | null }>;
	readonly people: ReadonlyMap<PersonId, { name: string; organisation_id: OrganisationId }>;
	/** The session's time zone. */
	readonly timeZone: string;
}

/**
 * Updates the rows of a document's actions and adds events to their histories, a few in each transaction. Rows without a
 * change are not written. Returns the follow-ups of the actions that changed.
 */
export async function writeActions(
	database: Database,
	document: StoredDocumentHead,
	actions: readonly ActionRecord[],
	known: Known
): Promise<FollowUpView[]> {
	if (actions.length === 0) return [];
	const context = await contextOf(database, document, known);
	const changed: FollowUpView[] = [];
	await inParts(actions, LOOKED_AT, async (part) => {
		const before = await rowsOf(database, document, part);
		const due = part.filter((action) => changeOf(action, before.get(action.id), context));
		await inParts(due, WRITTEN, async (few) => {
			const rows = await database
				.transaction()
				.execute((transaction) => writeFew(transaction, few, context));
			changed.push(...rows.map(followUpView));
		});
	});
	return changed;
}

/** The rows of actions as they are. */
async function rowsOf(
	database: Database,
	document: StoredDocumentHead,
	actions: readonly ActionRecord[]
): Promise<ReadonlyMap<ActionId, Row<'action'>>> {
	const ids = actions.map(({ id }) => id);
	const rows = await database
		.selectFrom('action')
		.selectAll()
		.where('document_id', '=', document.id)
		.where(isOneOf(sql.ref('id'), ids))
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/** Reads the rows again, because a command may have changed one meanwhile. */
async function writeFew(
	transaction: Database,
	actions: readonly ActionRecord[],
	context: WriteContext
): Promise<Row<'action'>[]> {
	const before = await rowsOf(transaction, context.document, actions);
	const written: Row<'action'>[] = [];
	for (const action of actions) {
		const row = before.get(action.id);
		const change = changeOf(action, row, context);
		if (change) written.push(await writeAction(transaction, action, row, change, context));
	}
	return written;
}

async function contextOf(
	database: Database,
	document: StoredDocumentHead,
	known: Known
): Promise<WriteContext> {
	const organisations = await database
		.selectFrom('organisation')
		.select(['id', 'code', 'time_zone'])
		.execute();
	const people = await database
		.selectFrom('participant')
		.innerJoin('person', 'person.id', 'participant.person_id')
		.select(['person.id', 'person.name', 'person.organisation_id'])
		.where('participant.session_id', '=', document.session_id)
		.execute();
	const { time_zone } = await database
		.selectFrom('session')
		.select('time_zone')
		.where('id', '=', document.session_id)
		.executeTakeFirstOrThrow();
	return {
		organisations: new Map(organisations.map((row) => [row.id, row])),
		people: new Map(people.map((row) => [row.id, row])),
		timeZone: time_zone,
		...{ document, ...known }
	};
}

/** What an action's row becomes, and what happened to it; undefined when nothing did. */
function changeOf(said: ActionRecord, row: Row<'action'> | undefined, context: WriteContext) {
	const isLeft = isSettled(row) && !context.actors.has(said.id);
	const action = isLeft ? asAgreed(said, row) : said;
	const { events, ...kept } = afterEdit(row ? keptOf(row) : NEW_ACTION, {
		lead: { organisation: action.leadOrganisation, person: action.leadPerson },
		due: action.due,
		writer: action.createdBy && context.people.get(action.createdBy)?.organisation_id
	});
	const columns = columnsOf(action, context);
	const illustrative = row?.illustrative ?? (context.mayIllustrate ? columns.illustrative : 0);
	const isOther = isLeft && differs(said, action);
	const standing = { illustrative, void: 0, differs: isOther ? 1 : 0 };
	const values = { ...columns, ...keptColumns(kept), ...standing };
	return row && isSame(row, values) ? undefined : { values, events };
}

async function writeAction(
	transaction: Database,
	action: ActionRecord,
	row: Row<'action'> | undefined,
	{ values, events }: NonNullable<ReturnType<typeof changeOf>>,
	{ document, numbers, actors }: WriteContext
): Promise<Row<'action'>> {
	const place = { document_id: document.id, id: action.id, session_id: document.session_id };
	const written = { ...values, revision: (row?.revision ?? 0) + 1, changed_at: Date.now() };
	const now = await transaction
		.insertInto('action')
		.values({ ...place, ...written })
		.onConflict((conflict) => conflict.columns(['document_id', 'id']).doUpdateSet(written))
		.returningAll()
		.executeTakeFirstOrThrow();
	if (action.id in numbers)
		for (const event of row ? events : events.map((one) => ({ ...one, writer: action.createdBy })))
			await addEntry(transaction, {
				...{ document: document.id, action: action.id, session: document.session_id },
				...{ by: actors.get(action.id), event }
			});
	return now;
}

function columnsOf(
	action: ActionRecord,
	{ organisations, people, timeZone, numbers }: WriteContext
) {
	const lead = action.leadOrganisation && organisations.get(action.leadOrganisation);
	const person = action.leadPerson && people.get(action.leadPerson)?.name;
	const text = action.text.slice(0, MAX_TEXT);
	const zone = (lead && lead.time_zone) || timeZone;
	return {
		item_id: action.item ?? null,
		text,
		lead_organisation_id: action.leadOrganisation ?? null,
		lead_person_id: action.leadPerson ?? null,
		support: JSON.stringify(action.support),
		informed: JSON.stringify(action.informed),
		depends_on: JSON.stringify(action.dependsOn),
		priority: action.priority,
		due: action.due ?? null,
		due_at: action.due ? endOfDue(action.due, zone) : null,
		search: foldText([numbers[action.id], text, lead && lead.code, person].join(' ')),
		illustrative: action.illustrative ? 1 : 0
	};
}

function keptOf(row: Row<'action'>): Kept {
	return {
		status: row.status,
		takenOn: row.taken_on ?? undefined,
		originalDue: row.original_due ?? undefined,
		slips: row.slips,
		lead: {
			organisation: row.lead_organisation_id ?? undefined,
			person: row.lead_person_id ?? undefined
		},
		due: row.due ?? undefined
	};
}

function keptColumns({ status, takenOn, originalDue, slips }: Kept) {
	return { status, taken_on: takenOn ?? null, original_due: originalDue ?? null, slips };
}

function isSame(row: Row<'action'>, values: Partial<Row<'action'>>): boolean {
	return Object.entries(values).every(([key, value]) => row[key as keyof Row<'action'>] === value);
}
