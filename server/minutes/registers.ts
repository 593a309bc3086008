import type { AgendaItemId, DocumentId, OrganisationId, SessionId } from '#shared/ids.ts';
import type { MinutesReadBack } from '#shared/minutes/minutes.ts';
import type { MinutesRecord, RecordedAction, RecordedDecision } from '#shared/minutes/record.ts';
import { objectReference } from '#shared/numbering.ts';
import type { ReadBackAnswer, ReadBackView } from '#shared/decisions/read-back.ts';
import { isOpen } from '#shared/follow-up/status.ts';
import { standingOf } from '#shared/decisions/standing.ts';
import { readBacksIn } from '../records/read-back-rows.ts';
import { supportOf } from '../records/organisation-list.ts';
import type { Database } from '../store/connect.ts';
import { yieldNow } from '../store/yield.ts';
import { actionNumber, decisionNumber } from '../records/numbered.ts';

const TOGETHER = 250; // actions read before other work gets its turn

export interface MinutesRegisters {
	readonly actions: readonly RecordedAction[];
	/** Conclusions are among them. */
	readonly decisions: readonly RecordedDecision[];
}

interface Scope {
	readonly session: SessionId;
	readonly documents: readonly DocumentId[];
	readonly itemNumbers: ReadonlyMap<AgendaItemId, string>;
}

/** Actions, decisions and conclusions ordered by number, including void ones. */
export async function minutesRegisters(
	database: Database,
	scope: Scope
): Promise<MinutesRegisters> {
	if (scope.documents.length === 0) return { actions: [], decisions: [] };
	return {
		actions: await actionsOf(database, scope),
		decisions: await decisionsOf(database, scope)
	};
}

async function actionsOf(database: Database, scope: Scope): Promise<RecordedAction[]> {
	const codes = await organisationNames(database);
	const actions: RecordedAction[] = [];
	for (let rows = await actionRows(database, scope, 0); rows.length > 0;) {
		actions.push(...rows.map((row) => actionOf(row, scope, codes)));
		await yieldNow();
		rows = await actionRows(database, scope, rows.at(-1)?.sequence ?? Infinity);
	}
	return actions;
}

type ActionRow = Awaited<ReturnType<typeof actionRows>>[number];

/** A part of the actions, from those with a number after that one. */
function actionRows(database: Database, scope: Scope, after: number) {
	return database
		.selectFrom('action')
		.innerJoin('register_number', actionNumber)
		.innerJoin('session', 'session.id', 'action.session_id')
		.leftJoin('person', 'person.id', 'action.lead_person_id')
		.selectAll('action')
		.select(['register_number.sequence', 'session.reference', 'person.name as person'])
		.where('action.session_id', '=', scope.session)
		.where('action.document_id', 'in', scope.documents)
		.where('register_number.session_id', '=', scope.session)
		.where('register_number.kind', '=', 'A')
		.where('register_number.sequence', '>', after)
		.orderBy('register_number.sequence')
		.limit(TOGETHER)
		.execute();
}

function actionOf(
	row: ActionRow,
	{ itemNumbers }: Scope,
	codes: ReadonlyMap<OrganisationId, string>
): RecordedAction {
	return {
		id: row.id,
		reference: objectReference(row.reference, 'A', row.sequence),
		text: row.text,
		lead: row.lead_organisation_id ? codes.get(row.lead_organisation_id) : undefined,
		leadPerson: row.person ?? undefined,
		support: supportOf(row).flatMap((id) => codes.get(id) ?? []),
		due: row.due ?? undefined,
		status: row.status,
		isDeclined: row.taken_on === 'declined' && isOpen(row.status),
		item: row.item_id ? itemNumbers.get(row.item_id) : undefined,
		document: row.document_id,
		illustrative: row.illustrative === 1,
		void: row.void === 1
	};
}

async function organisationNames(database: Database): Promise<Map<OrganisationId, string>> {
	const rows = await database.selectFrom('organisation').select(['id', 'name']).execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

async function decisionsOf(database: Database, scope: Scope): Promise<RecordedDecision[]> {
	const names = await organisationNames(database);
	const views = await readBacksIn(database, scope.documents);
	const readBacks = new Map(views.map((view) => [`${view.document} ${view.decision}`, view]));
	const rows = await database
		.selectFrom('decision')
		.innerJoin('register_number', decisionNumber)
		.innerJoin('session', 'session.id', 'decision.session_id')
		.selectAll('decision')
		.select([
			'register_number.sequence',
			'register_number.kind as number_kind',
			'session.reference'
		])
		.where('decision.session_id', '=', scope.session)
		.where('decision.document_id', 'in', scope.documents)
		.orderBy('register_number.sequence')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		standing: standingOf(readBacks.get(`${row.document_id} ${row.id}`)),
		reference: objectReference(row.reference, row.number_kind, row.sequence),
		kind: row.number_kind === 'D' ? 'decision' : 'conclusion',
		verb: row.verb,
		text: row.text,
		item: row.item_id ? scope.itemNumbers.get(row.item_id) : undefined,
		document: row.document_id,
		illustrative: row.illustrative === 1,
		void: row.void === 1,
		readBack: readBackOf(readBacks.get(`${row.document_id} ${row.id}`), names)
	}));
}

/** Undefined for a read-back that was taken back. */
function readBackOf(
	view: ReadBackView | undefined,
	names: ReadonlyMap<OrganisationId, string>
): MinutesReadBack | undefined {
	if (!view || view.result === 'taken-back') return undefined;
	const name = (id: OrganisationId) => names.get(id) ?? id;
	const who = (wanted: ReadBackAnswer) =>
		view.answers
			.filter(({ answer }) => answer === wanted)
			.map(({ organisation }) => name(organisation));
	return {
		result: view.result,
		closedAt: view.closedAt === undefined ? undefined : new Date(view.closedAt).toISOString(),
		agreed: who('agree'),
		reservations: view.answers
			.filter(({ answer }) => answer === 'reservation')
			.map(({ organisation, words, liftBy, liftedAt }) => ({
				...{ delegation: name(organisation), words, liftBy, isLifted: liftedAt !== undefined }
			})),
		notJoining: who('cannot-join'),
		notPresent: who('not-present')
	};
}

/** Every number that was given in a session, in order. */
export async function numbersIn(
	database: Database,
	session: SessionId
): Promise<MinutesRecord['numbers']> {
	const rows = await database
		.selectFrom('register_number')
		.innerJoin('session', 'session.id', 'register_number.session_id')
		.select(['session.reference', 'register_number.kind', 'register_number.sequence'])
		.select('register_number.document_id')
		.where('register_number.session_id', '=', session)
		.orderBy('register_number.kind')
		.orderBy('register_number.sequence')
		.execute();
	return rows.map(({ document_id: document, reference, kind, sequence }) => ({
		...{ document, reference: objectReference(reference, kind, sequence) }
	}));
}
