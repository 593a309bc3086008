import { generateKeyBetween } from 'fractional-indexing';
import type { AgendaItemId, PersonId, SessionId } from '#shared/ids.ts';
import { LONGEST_TITLE } from '#shared/commands/fields.ts';
import { mergeFields } from '#shared/forms/merge-fields.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { AgendaItem, RemovedItem } from '#shared/sessions/agenda-item.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import {
	appendItem,
	itemColumns,
	itemRow,
	itemRows,
	itemView,
	positions,
	removedRows,
	writeItemColumns,
	type NewItem
} from './agenda-rows.ts';
import { mayItemBeAdded } from './quotas.ts';

export type ItemChange = Partial<NewItem>;

export interface AgendaOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

type Done = Promise<Refusal | undefined>;

/** The agenda of each session, which people who keep its record may change. */
export class Agenda {
	readonly #options: AgendaOptions;

	constructor(options: AgendaOptions) {
		this.#options = options;
	}

	/** The items in order, numbered 1, 2, 3 … */
	async list(session: SessionId): Promise<AgendaItem[]> {
		return (await itemRows(this.#options.database, session)).map(itemView);
	}

	/** Items that were removed and can be restored, the last first. */
	removed(session: SessionId): Promise<RemovedItem[]> {
		return removedRows(this.#options.database, session);
	}

	add(by: PersonId, session: SessionId, item: NewItem): Promise<AgendaItemId | Refusal> {
		return this.#command(
			by,
			session,
			{ name: 'agenda.add' },
			async (transaction) =>
				(await mayItemBeAdded(transaction, session)) ?? appendItem(transaction, session, item)
		);
	}

	/** Changes fields of an item. What others changed since it was `seen` stays; in the title both changes do. */
	change(
		by: PersonId,
		session: SessionId,
		id: AgendaItemId,
		change: ItemChange,
		seen: ItemChange = {}
	): Done {
		const fields = Object.keys(change);
		const order = { name: 'agenda.change', detail: { fields } } as const;
		return this.#onItem(by, session, id, order, async (transaction, row) => {
			const now = itemView(row, 0);
			const next = { ...now, ...mergeFields(seen, change, now, { title: LONGEST_TITLE }) };
			await writeItemColumns(transaction, id, itemColumns(next));
			return undefined;
		});
	}

	/** Moves an item behind another (undefined: to the top). Refuses when the other was removed. */
	move(by: PersonId, session: SessionId, id: AgendaItemId, after: AgendaItemId | undefined): Done {
		const order = { name: 'agenda.move', detail: { after } } as const;
		return this.#onItem(by, session, id, order, async (transaction) => {
			const other = after && (await itemRow(transaction, session, after));
			if (after !== undefined && (!other || other.removed_at !== null || after === id))
				return refuse('order-stale');
			const before = other?.position ?? null;
			const taken = await positions(transaction, session);
			const next = taken.find((position) => before === null || position > before) ?? null;
			await writeItemColumns(transaction, id, { position: generateKeyBetween(before, next) });
			return undefined;
		});
	}

	/**
	 * Removes an item from the agenda, unless it is running. Its notes stay in the board, so that it can be restored.
	 */
	remove(by: PersonId, session: SessionId, id: AgendaItemId): Done {
		return this.#onItem(by, session, id, { name: 'agenda.remove' }, async (transaction) => {
			if (await isRunning(transaction, session, id)) return refuse('item-running');
			await writeItemColumns(transaction, id, { removed_at: Date.now() });
			return undefined;
		});
	}

	/** Restores a removed item to its place. */
	restore(by: PersonId, session: SessionId, id: AgendaItemId): Done {
		return this.#onItem(by, session, id, { name: 'agenda.restore' }, async (transaction) => {
			await writeItemColumns(transaction, id, { removed_at: null });
			return undefined;
		});
	}

	#onItem(
		by: PersonId,
		session: SessionId,
		item: AgendaItemId,
		{ name, detail = {} }: AgendaOrder,
		act: (transaction: Database, row: Row<'agenda_item'>) => Done
	): Done {
		return this.#command(
			by,
			session,
			{ name, detail: { item, ...detail } },
			async (transaction) => {
				const row = await itemRow(transaction, session, item);
				return row ? act(transaction, row) : refuse('item-missing');
			}
		);
	}

	#command<Result>(
		by: PersonId,
		session: SessionId,
		order: AgendaOrder,
		act: (transaction: Database) => Promise<Result | Refusal>
	): Promise<Result | Refusal> {
		const { commands, events } = this.#options;
		return commands.execute<Result>(
			{ by, session, ...order },
			{ act, tell: () => events.emit('changed', session, 'agenda') }
		);
	}
}

interface AgendaOrder {
	readonly name: `agenda.${'add' | 'change' | 'move' | 'remove' | 'restore'}`;
	readonly detail?: Readonly<Record<string, unknown>>;
}

async function isRunning(
	database: Database,
	session: SessionId,
	id: AgendaItemId
): Promise<boolean> {
	const row = await database
		.selectFrom('session')
		.select('id')
		.where('id', '=', session)
		.where('running_item_id', '=', id)
		.executeTakeFirst();
	return row !== undefined;
}
