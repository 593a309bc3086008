import type { Role } from '#shared/access.ts';
import { DELIVERED_STATUSES } from '#shared/follow-up/status.ts';
import { newId, type PersonId, type SessionId } from '#shared/ids.ts';
import { sessionReference } from '#shared/numbering.ts';
import type { Refusal } from '#shared/refusals.ts';
import { LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE } from '#shared/commands/fields.ts';
import { mergeFields } from '#shared/forms/merge-fields.ts';
import type { SessionDetails, SessionSummary } from '#shared/sessions/session-details.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import { refreshDueTimes } from './due-times.ts';
import { readableBy } from './readable.ts';

type Given = 'id' | 'reference' | 'state' | 'series' | 'illustrative' | 'asksWhy';

export type NewSession = Omit<SessionDetails, Given>;

/** Characters of the texts of a session. */
const LONGEST = {
	title: LONGEST_TITLE,
	purpose: LONGEST_TEXT,
	...{ place: LONGEST_LINE, source: LONGEST_LINE, community: LONGEST_LINE, clients: LONGEST_LINE }
} as const;

export interface SessionsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

/** Joint sessions: their details, and the sessions of a person. */
export class Sessions {
	readonly #options: SessionsOptions;

	constructor(options: SessionsOptions) {
		this.#options = options;
	}

	/**
	 * One session's details; undefined when there is none. The caller must have checked that the reader is a
	 * participant.
	 */
	async details(id: SessionId): Promise<SessionDetails | undefined> {
		return detailsIn(this.#options.database, id);
	}

	/** Changes the details. A text that others changed since it was `seen` has both changes, or theirs. */
	change(
		by: PersonId,
		session: SessionId,
		details: NewSession,
		seen: Partial<NewSession> = {}
	): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const { date, timeZone, label } = details;
		const order = {
			by,
			session,
			name: 'session.change',
			detail: { date, timeZone, label }
		} as const;
		return commands.execute<undefined>(order, {
			act: async (transaction) => {
				const now = await detailsIn(transaction, session);
				const merged = mergeFields(seen, details, now ?? {}, LONGEST);
				const change = transaction.updateTable('session').set(columns(merged));
				await change.where('id', '=', session).execute();
				await refreshDueTimes(transaction, { session });
				return undefined;
			},
			tell: () => events.emit('changed', session, 'details')
		});
	}

	/** The sessions in which a person participates, newest first. */
	async of(person: PersonId): Promise<SessionSummary[]> {
		const rows = await this.#options.database
			.selectFrom('session')
			.innerJoin('participant', 'participant.session_id', 'session.id')
			.leftJoin('series', 'series.id', 'session.series_id')
			.selectAll('session')
			.select(['participant.role', 'series.name as series_name'])
			.select((one) =>
				one
					.selectFrom('delegation')
					.select((one) => one.fn.countAll<number>().as('count'))
					.whereRef('delegation.session_id', '=', 'session.id')
					.as('delegations')
			)
			.where('participant.person_id', '=', person)
			.orderBy('session.date', 'desc')
			.orderBy('session.sequence', 'desc')
			.execute();
		const open = await openActionsOf(this.#options.database, person);
		return rows.map((row) => summary(row, open.get(row.id)?.length ?? 0));
	}
}

/** The open actions that a person leads and may read, by session. */
async function openActionsOf(database: Database, person: PersonId) {
	const { access } = await readableBy(database, person);
	const rows = await database
		.selectFrom('action')
		.select(['session_id', 'document_id'])
		.where('void', '=', 0)
		.where('lead_person_id', '=', person)
		.where('status', 'not in', DELIVERED_STATUSES)
		.execute();
	const readable = rows.filter(({ document_id }) => access.has(document_id));
	return Map.groupBy(readable, ({ session_id }) => session_id);
}

interface Creating {
	readonly id?: SessionId;
	readonly by: PersonId | undefined;
	readonly illustrative?: boolean;
}

/** Stores a session with the next number and without participants. */
export async function createSession(
	transaction: Database,
	session: NewSession,
	{ id = newId<SessionId>(), by, illustrative = false }: Creating
): Promise<SessionId> {
	const last = await transaction
		.selectFrom('session')
		.select((one) => one.fn.max('sequence').as('sequence'))
		.executeTakeFirst();
	const sequence = (last?.sequence ?? 0) + 1;
	await transaction
		.insertInto('session')
		.values({
			...{ id, sequence, reference: sessionReference(sequence), ...columns(session) },
			...{ state: 'planned', created_by: by ?? null, created_at: Date.now() },
			illustrative: illustrative ? 1 : 0
		})
		.execute();
	return id;
}

/** One session's details; undefined when there is none. */
export async function detailsIn(
	database: Database,
	id: SessionId
): Promise<SessionDetails | undefined> {
	const row = await database
		.selectFrom('session')
		.leftJoin('series', 'series.id', 'session.series_id')
		.selectAll('session')
		.select('series.name as series_name')
		.where('session.id', '=', id)
		.executeTakeFirst();
	return row && details(row);
}

type DetailsRow = Row<'session'> & { series_name: string | null };

type SummaryRow = DetailsRow & {
	role: Role;
	delegations: number | null;
};

function summary(row: SummaryRow, openActions: number): SessionSummary {
	const { role, delegations } = row;
	return { ...details(row), role, delegations: delegations ?? 0, openActions };
}

function columns(session: NewSession) {
	return {
		title: session.title,
		date: session.date,
		starts_at: session.startsAt ?? null,
		time_zone: session.timeZone,
		place: session.place ?? null,
		purpose: session.purpose ?? null,
		source: session.source ?? null,
		hosts: session.hosts.join('\n'),
		label: session.label,
		community: session.community,
		clients: session.clients
	};
}

function details(row: DetailsRow): SessionDetails {
	return {
		id: row.id,
		reference: row.reference,
		title: row.title,
		date: row.date,
		startsAt: row.starts_at ?? undefined,
		timeZone: row.time_zone,
		place: row.place ?? undefined,
		purpose: row.purpose ?? undefined,
		source: row.source ?? undefined,
		hosts: row.hosts === '' ? [] : row.hosts.split('\n'),
		label: row.label,
		community: row.community,
		clients: row.clients,
		state: row.state,
		series:
			row.series_id && row.series_name ? { id: row.series_id, name: row.series_name } : undefined,
		illustrative: row.illustrative === 1,
		asksWhy: row.asks_why === 1
	};
}
