import { generateKeyBetween } from 'fractional-indexing';
import * as v from 'valibot';
import {
	idSchema,
	newId,
	type AgendaItemId,
	type OrganisationId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import {
	ITEM_KINDS,
	type AgendaItem,
	type ItemKind,
	type Speaker
} from '#shared/sessions/agenda-item.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Participation } from './participation.ts';

/** Items need nobody until somebody says so. */
export type NewItem = Omit<AgendaItem, 'id' | 'number' | 'needs' | 'postponed'> &
	Partial<Pick<AgendaItem, 'needs'>>;
export type ItemChange = Partial<NewItem>;

const speakersSchema = v.array(v.object({ name: v.string(), function: v.string() }));
const needsSchema = v.array(idSchema<OrganisationId>());

/** The agenda of each session: items in order, changed by those who keep the record. */
export class Agenda {
	readonly #database: Database;
	readonly #participation: Participation;
	readonly #events: SessionEvents;

	constructor(database: Database, participation: Participation, events: SessionEvents) {
		this.#database = database;
		this.#participation = participation;
		this.#events = events;
	}

	/** Items in order, numbered 1, 2, 3 … */
	async list(session: SessionId): Promise<AgendaItem[]> {
		const rows = await this.#rows(session);
		return rows.map((row, index) => view(row, index));
	}

	#rows(session: SessionId): Promise<Row<'agenda_item'>[]> {
		return this.#database
			.selectFrom('agenda_item')
			.selectAll()
			.where('session_id', '=', session)
			.where('removed_at', 'is', null)
			.orderBy('position')
			.orderBy('id')
			.execute();
	}

	/** Adds an item at the end. */
	async add(by: PersonId, session: SessionId, item: NewItem): Promise<AgendaItemId | Refusal> {
		const reader = await this.#participation.allow(by, session, 'edit agenda');
		if (isRefusal(reader)) return reader;
		const id = await this.append(session, item);
		this.#events.emit('changed', session, 'agenda');
		return id;
	}

	/** Writes an item at the end without asking for a right; for templates and the demo session. */
	async append(session: SessionId, item: NewItem): Promise<AgendaItemId> {
		const id = newId<AgendaItemId>();
		await this.#database.transaction().execute(async (database) => {
			const last = (await positions(database, session)).at(-1);
			const position = generateKeyBetween(last ?? null, null);
			await database
				.insertInto('agenda_item')
				.values({ id, session_id: session, position, ...columns(item), removed_at: null })
				.execute();
		});
		return id;
	}

	/** Changes fields of an item. */
	async change(by: PersonId, session: SessionId, id: AgendaItemId, change: ItemChange) {
		return this.#command(by, session, id, async (item) => {
			await this.#database
				.updateTable('agenda_item')
				.set(columns({ ...view(item, 0), ...change }))
				.where('id', '=', id)
				.execute();
			return undefined;
		});
	}

	/** Moves an item behind another (undefined: to the top). Refused when the other is gone. */
	async move(by: PersonId, session: SessionId, id: AgendaItemId, after: AgendaItemId | undefined) {
		return this.#command(by, session, id, () =>
			this.#database.transaction().execute(async (database) => {
				const other = after && (await standing(database, session, after));
				if (after !== undefined && (!other || after === id)) return refuse('order-stale');
				const before = other?.position ?? null;
				const taken = await positions(database, session);
				const next = taken.find((position) => before === null || position > before) ?? null;
				const position = generateKeyBetween(before, next);
				await database.updateTable('agenda_item').set({ position }).where('id', '=', id).execute();
				return undefined;
			})
		);
	}

	/** Takes an item off the agenda. Its notes stay in the board document, so that it can come back. */
	async remove(by: PersonId, session: SessionId, id: AgendaItemId) {
		return this.#command(by, session, id, async () =>
			(await this.#isRunning(session, id))
				? refuse('item-running')
				: this.#setRemoved(id, Date.now())
		);
	}

	/** Puts a removed item back where it was. */
	async restore(by: PersonId, session: SessionId, id: AgendaItemId) {
		return this.#command(by, session, id, () => this.#setRemoved(id, null));
	}

	async #isRunning(session: SessionId, id: AgendaItemId): Promise<boolean> {
		const row = await this.#database
			.selectFrom('session')
			.select('id')
			.where('id', '=', session)
			.where('running_item_id', '=', id)
			.executeTakeFirst();
		return row !== undefined;
	}

	async #setRemoved(id: AgendaItemId, removedAt: number | null): Promise<undefined> {
		await this.#database
			.updateTable('agenda_item')
			.set({ removed_at: removedAt })
			.where('id', '=', id)
			.execute();
		return undefined;
	}

	async #command(
		by: PersonId,
		session: SessionId,
		id: AgendaItemId,
		act: (item: Row<'agenda_item'>) => Promise<Refusal | undefined>
	): Promise<Refusal | undefined> {
		const reader = await this.#participation.allow(by, session, 'edit agenda');
		if (isRefusal(reader)) return reader;
		const item = await this.#database
			.selectFrom('agenda_item')
			.selectAll()
			.where('id', '=', id)
			.where('session_id', '=', session)
			.executeTakeFirst();
		if (!item) return refuse('item-missing');
		const refusal = await act(item);
		if (!refusal) this.#events.emit('changed', session, 'agenda');
		return refusal;
	}
}

/** Every position of a session in order, those of removed items too, because they may come back to theirs. */
async function positions(database: Database, session: SessionId): Promise<string[]> {
	const rows = await database
		.selectFrom('agenda_item')
		.select('position')
		.where('session_id', '=', session)
		.orderBy('position')
		.execute();
	return rows.map(({ position }) => position);
}

function standing(database: Database, session: SessionId, id: AgendaItemId) {
	return database
		.selectFrom('agenda_item')
		.select('position')
		.where('session_id', '=', session)
		.where('id', '=', id)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
}

function columns(item: NewItem) {
	return {
		kind: item.kind,
		title: item.title,
		planned_minutes: item.plannedMinutes ?? null,
		speakers: JSON.stringify(item.speakers),
		needs: JSON.stringify(item.needs ?? [])
	};
}

function view(row: Row<'agenda_item'>, index: number): AgendaItem {
	const speakers = v.safeParse(speakersSchema, JSON.parse(row.speakers));
	const needs = v.safeParse(needsSchema, JSON.parse(row.needs));
	return {
		id: row.id,
		number: String(index + 1),
		kind: row.kind in ITEM_KINDS ? (row.kind as ItemKind) : 'other',
		title: row.title,
		plannedMinutes: row.planned_minutes ?? undefined,
		speakers: speakers.success ? (speakers.output satisfies Speaker[]) : [],
		needs: needs.success ? needs.output : [],
		postponed: row.postponed
	};
}
