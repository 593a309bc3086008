import { sql } from 'kysely';
import { ACTION_STATUSES, type ActionStatus } from '#shared/follow-up/status.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import type { PersonId } from '#shared/ids.ts';
import type { RegisterFilter, When } from '#shared/register/filter.ts';
import type { RegisterChoices, RegisterCounts, RegisterTimeline } from '#shared/register/views.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import type { Reads } from '../audit/reads.ts';
import { readableBy, type Readable } from '../sessions/readable.ts';
import { yieldNow } from '../store/yield.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';
import { readerContext } from './reader-context.ts';
import { choicesOf } from './choices.ts';
import {
	all,
	joinNext,
	nextSessions,
	ORDERS,
	passes,
	stretch,
	type ReaderContext
} from './conditions.ts';
import { strictest, type Label } from '#shared/markings.ts';
import { countsOf } from './counts.ts';
import { asSeen, registerRows } from './rows.ts';

/** A page of the register. */
export interface Window {
	readonly offset: number;
	readonly limit: number;
}

const EXPORTED = 500; // rows read at a time, with a yield to the event loop in between

export interface ActionRegisterOptions {
	readonly database: Database;
	readonly reads: Pick<Reads, 'note'>;
}

/**
 * The register of actions of all sessions, as one person may see it: filtered, ordered, counted and paginated in SQL.
 * Actions that the person may not read are in no page and no count.
 */
export class ActionRegister {
	readonly #database: Database;
	readonly #reads: Pick<Reads, 'note'>;

	constructor({ database, reads }: ActionRegisterOptions) {
		this.#database = database;
		this.#reads = reads;
	}

	/** A page of the actions that match a filter. */
	async page(person: PersonId, filter: RegisterFilter, window: Window): Promise<RegisterAction[]> {
		return this.#page(await readerContext(this.#database, person), filter, window);
	}

	/** One action; undefined if the person may not read it. */
	async one(person: PersonId, { document, action }: ActionPlace) {
		const rows = await registerRows(this.#database)
			.where('action.document_id', '=', document)
			.where('action.id', '=', action)
			.execute();
		const readable = await readableBy(this.#database, person);
		return (await this.#seen(readable, rows)).at(0);
	}

	/** The first page, with the counts of all choices. */
	async open(person: PersonId, filter: RegisterFilter, limit: number) {
		const context = await readerContext(this.#database, person);
		const actions = await this.#page(context, filter, { offset: 0, limit });
		await yieldNow();
		const counts = await countsOf(this.#database, context, filter);
		const label = await this.#label(context, filter);
		return { actions, counts, label, today: context.today };
	}

	/** The strictest label of all actions that match; undefined when none does. */
	async #label(context: ReaderContext, filter: RegisterFilter): Promise<Label | undefined> {
		const { rows } = await sql<{ label: Label }>`
			${filter.beforeNext ? sql`with ${nextSessions(context)}` : sql``}
			select distinct document.label from action
			join document on document.id = action.document_id
			${filter.beforeNext ? joinNext : sql``}
			where ${passes(context, filter)}`.execute(this.#database);
		return rows.length > 0 ? strictest(rows.map(({ label }) => label)) : undefined;
	}

	/** How many actions each choice would show. */
	async counts(person: PersonId, filter: RegisterFilter): Promise<RegisterCounts> {
		return countsOf(this.#database, await readerContext(this.#database, person), filter);
	}

	/** The values that can be filtered by. */
	async choices(person: PersonId): Promise<RegisterChoices> {
		return choicesOf(this.#database, await readerContext(this.#database, person));
	}

	/** The first actions of each status, by due date. */
	async board(person: PersonId, filter: RegisterFilter, limit: number) {
		const context = await readerContext(this.#database, person);
		const columns: { status: ActionStatus; actions: RegisterAction[] }[] = [];
		for (const status of ACTION_STATUSES) {
			const actions = await this.#page(context, { ...filter, status }, { offset: 0, limit });
			columns.push({ status, actions });
			await yieldNow();
		}
		return columns;
	}

	/** How many actions are overdue, due this week, and then due in each month. */
	async timeline(person: PersonId, filter: RegisterFilter): Promise<RegisterTimeline> {
		const context = await readerContext(this.#database, person);
		const where = all([passes(context, filter), sql`action.void = 0`]);
		const { rows } = await sql<{ at: When; count: number }>`
			with ${nextSessions(context)}
			select ${stretch(context)} as at, count(*) as count
			from action ${joinNext} where ${where} group by 1`.execute(this.#database);
		const stretches = rows.map(({ at, count }) => ({ when: at, count }));
		return { today: context.today, stretches: stretches.sort((a, b) => order(a.when, b.when)) };
	}

	/**
	 * All actions that match a filter, page by page. Which actions these are is decided at the start, so that none is
	 * missed or repeated while others write; whether the person may read them is checked again for each page.
	 */
	async *pages(person: PersonId, filter: RegisterFilter): AsyncGenerator<RegisterAction[]> {
		const context = await readerContext(this.#database, person);
		const keys = await this.#keys(context, filter, { offset: 0, limit: Number.MAX_SAFE_INTEGER });
		for (let from = 0; from < keys.length; from += EXPORTED) {
			await yieldNow();
			const now = from === 0 ? context : await readerContext(this.#database, person);
			yield await this.#read(now, keys.slice(from, from + EXPORTED));
		}
	}

	async #page(context: ReaderContext, filter: RegisterFilter, window: Window) {
		return this.#read(context, await this.#keys(context, filter, window));
	}

	/** The rowids of a page, if possible from `action` alone; the joined data is then read for these rows only. */
	async #keys(context: ReaderContext, filter: RegisterFilter, { offset, limit }: Window) {
		const numbers = sql`join session on session.id = action.session_id
			join register_number as number on number.session_id = action.session_id
				and number.object_id = action.id and number.document_id = action.document_id`;
		const { rows } = await sql<{ key: number }>`
			${filter.beforeNext ? sql`with ${nextSessions(context)}` : sql``}
			select action.seq as key from action
			${filter.beforeNext ? joinNext : sql``} ${filter.sort === 'reference' ? numbers : sql``}
			where ${passes(context, filter)}
			order by ${ORDERS[filter.sort]} limit ${limit} offset ${offset}`.execute(this.#database);
		return rows.map(({ key }) => key);
	}

	async #read(context: ReaderContext, keys: readonly number[]): Promise<RegisterAction[]> {
		const rows = await registerRows(this.#database)
			.select('action.seq')
			.where(isOneOf(sql`action.seq`, keys))
			.execute();
		const places = new Map(keys.map((key, place) => [key, place]));
		const place = ({ seq }: { seq: number }) => places.get(seq) ?? 0;
		return this.#seen(
			context.readable,
			rows.sort((a, b) => place(a) - place(b))
		);
	}

	async #seen(readable: Readable, rows: Parameters<typeof asSeen>[2]): Promise<RegisterAction[]> {
		const seen = await asSeen(this.#database, readable, rows);
		const documents = seen.map(({ document }) => document);
		await this.#reads.note(readable.person, documents, 'register');
		return seen;
	}
}

/** Overdue, this week, months; then no due date, and last those that are no longer pending and were due in the past. */
function order(one: When, other: When): number {
	const rank = (when: When) =>
		({ overdue: '0', week: '1', none: '3', earlier: '4' })[when as 'week'] ?? '2';
	return `${rank(one)}${one}`.localeCompare(`${rank(other)}${other}`);
}
