import { byName } from '#shared/in-order.ts';
import { newId, type PersonId, type SavedViewId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { SavedView } from '#shared/register/views.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';

export interface SavedViewsOptions {
	readonly database: Database;
	readonly commands: Commands;
}

/** Named filters of the register. Each is private to its owner. */
export class SavedViews {
	readonly #options: SavedViewsOptions;

	constructor(options: SavedViewsOptions) {
		this.#options = options;
	}

	/** A person's views, ordered by name. */
	of(person: PersonId): Promise<SavedView[]> {
		return viewsOf(this.#options.database, person);
	}

	/** Saves a filter. Refuses a name that the person already uses. */
	create(by: PersonId, name: string, query: string): Promise<SavedView | Refusal> {
		const id = newId<SavedViewId>();
		return this.#options.commands.execute<SavedView>(
			{ by, name: 'view.create', detail: { view: id } },
			{
				act: async (transaction) => {
					const views = await viewsOf(transaction, by);
					if (views.length >= LIMITS.person.savedViews) return refuse('views-full');
					if (views.some((view) => isSame(view.name, name))) return refuse('name-taken');
					await transaction
						.insertInto('saved_view')
						.values({ id, person_id: by, name, query, created_at: Date.now() })
						.execute();
					return { id, name, query };
				}
			}
		);
	}

	/** Gives a view another name. */
	rename(by: PersonId, id: SavedViewId, name: string): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'view.rename', detail: { view: id } },
			{
				act: async (transaction) => {
					const views = await viewsOf(transaction, by);
					if (!views.some((view) => view.id === id)) return refuse('not-found');
					if (views.some((view) => view.id !== id && isSame(view.name, name)))
						return refuse('name-taken');
					await transaction.updateTable('saved_view').set({ name }).where('id', '=', id).execute();
					return undefined;
				}
			}
		);
	}

	/** Removes a view. */
	remove(by: PersonId, id: SavedViewId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'view.remove', detail: { view: id } },
			{
				act: async (transaction) => {
					const { numDeletedRows } = await transaction
						.deleteFrom('saved_view')
						.where('id', '=', id)
						.where('person_id', '=', by)
						.executeTakeFirst();
					return numDeletedRows === 0n ? refuse('not-found') : undefined;
				}
			}
		);
	}
}

async function viewsOf(database: Database, person: PersonId): Promise<SavedView[]> {
	const rows = await database
		.selectFrom('saved_view')
		.select(['id', 'name', 'query'])
		.where('person_id', '=', person)
		.execute();
	return rows.sort((a, b) => byName(a.name, b.name));
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
