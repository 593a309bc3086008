import { sql, type SqlBool } from 'kysely';
import { can, keepsRecord, type Role } from '#shared/access.ts';
import { FINISHED_STATUSES } from '#shared/follow-up/status.ts';
import type { Needs, UnansweredReadBack, WaitingIn } from '#shared/home/home.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { decisionNumber } from '../records/numbered.ts';
import { asSeen, registerRows } from '../register/rows.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { Readable } from '../sessions/readable.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';
import { askedOf } from './asked.ts';

const MOST = 200; // actions that are looked at for each list

/** What waits for one person in all their sessions. Nothing that they may not read is in it, nor counted. */
export async function needsOf(database: Database, readable: Readable): Promise<Needs> {
	return {
		readBacks: await unanswered(database, readable),
		asked: await askedOf(database, readable),
		toAccept: await toAccept(database, readable),
		toConfirm: await toConfirm(database, readable),
		toRecord: await toRecord(database, readable),
		held: await held(database, readable)
	};
}

const inReadable = (column: 'action.document_id' | 'read_back.document_id', { access }: Readable) =>
	isOneOf(sql.ref(column), [...access.keys()]);

async function unanswered(database: Database, readable: Readable): Promise<UnansweredReadBack[]> {
	const { organisation, roles } = readable;
	if (!organisation) return [];
	const rows = await database
		.selectFrom('read_back')
		.innerJoin('read_back_answer as answer', 'answer.read_back_id', 'read_back.id')
		.innerJoin('session', 'session.id', 'read_back.session_id')
		.innerJoin('document', 'document.id', 'read_back.document_id')
		.innerJoin('decision', (join) =>
			join
				.onRef('decision.id', '=', 'read_back.decision_id')
				.onRef('decision.document_id', '=', 'read_back.document_id')
		)
		.innerJoin('register_number', decisionNumber)
		.select(['session.id', 'session.reference', 'session.title', 'document.label'])
		.select('document.id as document')
		.select(['read_back.decision_id as decision', 'read_back.text', 'decision.illustrative'])
		.select(['register_number.kind', 'register_number.sequence'])
		.where('read_back.closed_at', 'is', null)
		.where('answer.organisation_id', '=', organisation)
		.where('answer.answer', 'is', null)
		.where(inReadable('read_back.document_id', readable))
		.orderBy('read_back.opened_at')
		.execute();
	const limits = await limitsOf(
		database,
		rows.map(({ document }) => document)
	);
	return rows
		.filter(({ id }) => can(roles.get(id), 'answer read-back'))
		.map(({ id, reference, title, kind, sequence, illustrative, document, ...rest }) => ({
			...{ ...rest, session: { id, reference, title }, limits: limits.get(document) },
			...{ reference: objectReference(reference, kind, sequence), illustrative: illustrative === 1 }
		}));
}

async function toAccept(database: Database, readable: Readable): Promise<RegisterAction[]> {
	const { organisation, person } = readable;
	if (!organisation) return [];
	const rows = await registerRows(database)
		.where('action.taken_on', '=', 'asked')
		.where('action.lead_organisation_id', '=', organisation)
		.where((or) =>
			or.or([or('action.lead_person_id', 'is', null), or('action.lead_person_id', '=', person)])
		)
		.where('action.status', 'not in', FINISHED_STATUSES)
		.where('action.void', '=', 0)
		.where(inReadable('action.document_id', readable))
		.orderBy(sql`coalesce(action.due, '9999-12-31')`)
		.limit(MOST)
		.execute();
	const seen = await asSeen(database, readable, rows);
	return seen.filter(({ answers }) => answers.includes('accept'));
}

async function toConfirm(database: Database, readable: Readable): Promise<RegisterAction[]> {
	const chaired = database
		.selectFrom('participant')
		.select('session_id')
		.where('person_id', '=', readable.person)
		.where('role', '=', 'chair');
	const carried = sql<SqlBool>`exists (select 1 from carried_action as carried
		where carried.document_id = action.document_id and carried.action_id = action.id
			and carried.session_id in ${chaired})`;
	const rows = await registerRows(database)
		.where('action.status', '=', 'completed')
		.where('action.void', '=', 0)
		.where((or) => or.or([or('action.session_id', 'in', chaired), carried]))
		.where(inReadable('action.document_id', readable))
		.orderBy('action.changed_at')
		.limit(MOST)
		.execute();
	const seen = await asSeen(database, readable, rows);
	return seen.filter(({ moves }) => moves.includes('confirm'));
}

/** Decisions that were only typed, of sessions that run or are over: the last read-back of each, if any, was taken back. */
async function toRecord(database: Database, readable: Readable): Promise<WaitingIn[]> {
	const last = sql<string | null>`(select coalesce(last.result, 'open') from read_back as last
		where last.document_id = decision.document_id and last.decision_id = decision.id
		order by last.opened_at desc, last.id desc limit 1)`;
	const rows = await database
		.selectFrom('decision')
		.innerJoin('session', 'session.id', 'decision.session_id')
		.select(['decision.document_id as document'])
		.select(['session.id', 'session.reference', 'session.title'])
		.where('session.state', '!=', 'planned')
		.where('decision.void', '=', 0)
		.where(isOneOf(sql`decision.session_id`, [...keptBy(readable)]))
		.where(sql<SqlBool>`coalesce(${last}, 'taken-back') = 'taken-back'`)
		.orderBy('session.sequence')
		.execute();
	return countedIn(rows, readable);
}

async function held(database: Database, readable: Readable): Promise<WaitingIn[]> {
	const rows = await database
		.selectFrom('held_change as held')
		.innerJoin('session', 'session.id', 'held.session_id')
		.select(['held.document_id as document'])
		.select(['session.id', 'session.reference', 'session.title'])
		.where(isOneOf(sql`held.session_id`, [...keptBy(readable)]))
		.orderBy('session.sequence')
		.execute();
	return countedIn(rows, readable);
}

const keptBy = ({ roles }: Readable) =>
	[...roles].filter(([, role]) => keepsRecord(role)).map(([session]) => session);

interface WaitingRow {
	readonly document: DocumentId;
	readonly id: SessionId;
	readonly reference: string;
	readonly title: string;
}

/** By session, without what is in documents that the person may not read. */
function countedIn(rows: readonly WaitingRow[], { access, roles }: Readable): WaitingIn[] {
	const readable = rows.filter(({ document }) => access.has(document));
	return [...Map.groupBy(readable, ({ id }) => id).values()].flatMap((found) => {
		const [first] = found;
		if (!first) return [];
		const { id, reference, title } = first;
		const isChair = isTheChair(roles.get(id));
		return [{ session: { id, reference, title }, count: found.length, isChair }];
	});
}

const isTheChair = (role: Role | undefined) => can(role, 'record decision');
