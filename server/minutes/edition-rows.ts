import * as v from 'valibot';
import type {
	AgendaItemId,
	DocumentId,
	EditionId,
	OrganisationId,
	PersonId,
	SessionId
} from '#shared/ids.ts';
import {
	ATTRIBUTIONS,
	editionReference,
	type Attribution,
	type EditionKind,
	type EditionState,
	type EditionView,
	type MinutesStatus
} from '#shared/minutes/edition.ts';
import type { Edit } from '#shared/minutes/edits.ts';
import type { MinutesRecord } from '#shared/minutes/record.ts';
import { minutesReference } from '#shared/numbering.ts';
import { dayIn } from '#shared/time/dates.ts';
import { itemId, organisationId } from '#shared/commands/fields.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import type { Row } from '../store/tables.ts';
import type { KeptSeal } from './sealing.ts';

export type EditionRow = Awaited<ReturnType<typeof editionRows>>[number];

/** The editions of a session's minutes, newest first. */
export function editionRows(database: Database, session: SessionId) {
	return database
		.selectFrom('minutes_edition as edition')
		.innerJoin('session', 'session.id', 'edition.session_id')
		.leftJoin('person as maker', 'maker.id', 'edition.made_by')
		.leftJoin('person as circulator', 'circulator.id', 'edition.circulated_by')
		.leftJoin('person as adopter', 'adopter.id', 'edition.adopted_by')
		.leftJoin('session as other', 'other.id', 'edition.adopted_in')
		.selectAll('edition')
		.select(['session.reference', 'maker.name as maker', 'circulator.name as circulator'])
		.select(['adopter.name as adopter', 'other.reference as other'])
		.where('edition.session_id', '=', session)
		.orderBy('edition.made_at', 'desc')
		.orderBy('edition.number', 'desc')
		.execute();
}

/** How an edition is shown; `newer` are those that followed it. */
export function editionView(row: EditionRow, newer: readonly EditionRow[]): EditionView {
	const { id, kind, number, revision } = row;
	return {
		...{ id, kind, revision, state: stateOf(row) },
		reference: editionReference(minutesReference(row.reference), kind, number),
		made: { by: row.maker ?? '?', at: row.made_at },
		isSuperseded: newer.some(({ state }) => state === 'adopted')
	};
}

function stateOf(row: EditionRow): EditionState {
	const procedure = row.procedure ?? 'meeting';
	if (row.state === 'adopted')
		return {
			...{ is: 'adopted', procedure, inSession: row.other ?? undefined },
			...{ hash: row.seal_hash ?? '', by: row.adopter ?? '?', at: row.adopted_at ?? 0 }
		};
	if (row.state === 'draft') return { is: 'draft' };
	return {
		...{ is: 'circulated', procedure, until: row.until ?? dayIn('UTC', new Date(0)) },
		approvers: approversOf(row),
		...{ by: row.circulator ?? '?', at: row.circulated_at ?? 0 }
	};
}

/** What a paper says of where an edition stands. */
export function statusOf({ state, isSuperseded }: EditionView): MinutesStatus {
	switch (state.is) {
		case 'draft':
			return state;
		case 'circulated':
			return { is: 'circulated', until: state.until, at: new Date(state.at).toISOString() };
		case 'adopted': {
			const { by, procedure, inSession, at } = state;
			const done = { by, procedure, inSession, at: new Date(at).toISOString() };
			return { is: 'adopted', ...done, isSuperseded };
		}
	}
}

/** The seal of an adopted edition, as this program wrote it. */
export function sealOf({ seal }: Pick<Row<'minutes_edition'>, 'seal'>): KeptSeal | undefined {
	return seal === null ? undefined : (JSON.parse(seal) as KeptSeal);
}

/** The delegations that are to approve. */
export function approversOf(row: Pick<Row<'minutes_edition'>, 'approvers'>): OrganisationId[] {
	return readJson(v.array(organisationId), row.approvers) ?? [];
}

/** Begins an edition. `record` is what its edits are on; without one it follows the session. */
export async function addEdition(
	transaction: Database,
	edition: Pick<Row<'minutes_edition'>, 'id' | 'session_id' | 'kind' | 'number' | 'made_by'> & {
		readonly record: string | null;
		readonly attributions: string;
	}
): Promise<void> {
	await transaction
		.insertInto('minutes_edition')
		.values({
			...{ ...edition, state: 'draft', made_at: Date.now() },
			...{ circulated_by: null, circulated_at: null, until: null, procedure: null },
			...{ adopted_by: null, adopted_at: null, adopted_in: null, seal: null, seal_hash: null }
		})
		.execute();
}

/** Moves an edition on, and counts it as changed. */
export async function changeEdition(
	transaction: Database,
	id: EditionId,
	change: Partial<Omit<Row<'minutes_edition'>, 'id' | 'revision'>>
): Promise<void> {
	await transaction
		.updateTable('minutes_edition')
		.set((one) => ({ ...change, revision: one('revision', '+', 1) }))
		.where('id', '=', id)
		.execute();
}

/** How many editions of a kind there are. */
export async function countOf(
	database: Database,
	session: SessionId,
	kind: EditionKind
): Promise<number> {
	const { count } = await database
		.selectFrom('minutes_edition')
		.select((one) => one.fn.countAll<number>().as('count'))
		.where('session_id', '=', session)
		.where('kind', '=', kind)
		.executeTakeFirstOrThrow();
	return Number(count);
}

const attributions = v.record(itemId, v.picklist(ATTRIBUTIONS));

export type Attributions = Readonly<Partial<Record<AgendaItemId, Attribution>>>;

/** The items that do not name people. */
export function attributionsOf(row: Pick<Row<'minutes_edition'>, 'attributions'>): Attributions {
	return readJson(attributions, row.attributions) ?? {};
}

/** The complete record of an edition that no longer follows the session; as this program wrote it. */
export function recordOf({
	record
}: Pick<Row<'minutes_edition'>, 'record'>): MinutesRecord | undefined {
	return record === null ? undefined : (JSON.parse(record) as MinutesRecord);
}

/** An edit as it is kept; a line that is restored says again what the session says. */
export type KeptEdit = Edit | { readonly is: 'restored' };

/** Keeps what somebody did to a line. */
export async function addEdit(
	transaction: Database,
	edition: EditionId,
	{ document, line, ...what }: KeptEdit & { readonly document: DocumentId; readonly line: string },
	by: PersonId
): Promise<void> {
	await transaction
		.insertInto('minutes_edit')
		.values({
			...{ edition_id: edition, document_id: document, line, what: JSON.stringify(what) },
			...{ person_id: by, at: Date.now() }
		})
		.execute();
}

/** What the lines of an edition say otherwise than its record: of each line what was done to it last. */
export async function editsOf(database: Database, edition: EditionId): Promise<Edit[]> {
	const rows = await database
		.selectFrom('minutes_edit')
		.select(['document_id', 'line', 'what'])
		.where('edition_id', '=', edition)
		.orderBy('seq')
		.execute();
	const edits = new Map<string, Edit>();
	for (const { document_id: document, line, what } of rows) {
		const edit = { document, line, ...(JSON.parse(what) as KeptEdit) };
		if (edit.is === 'restored') edits.delete(`${document} ${line}`);
		else edits.set(`${document} ${line}`, edit);
	}
	return [...edits.values()];
}
