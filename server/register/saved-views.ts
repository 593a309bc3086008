import { newId, type PersonId, type SavedViewId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { SavedView } from '#shared/register/views.ts';
import type { Database } from '../store/connect.ts';

const MOST = 50; // views of one person

/** Filters of the register that people gave a name. Each is its owner's alone. */
export class SavedViews {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** A person's views by name. */
	async of(person: PersonId): Promise<SavedView[]> {
		return this.#database
			.selectFrom('saved_view')
			.select(['id', 'name', 'query'])
			.where('person_id', '=', person)
			.orderBy('name')
			.execute();
	}

	/** Keeps a filter under a name that the person has not used yet. */
	async create(person: PersonId, name: string, query: string): Promise<SavedView | Refusal> {
		const views = await this.of(person);
		if (views.length >= MOST) return refuse('views-full');
		if (views.some((view) => isSame(view.name, name))) return refuse('name-taken');
		const id = newId<SavedViewId>();
		await this.#database
			.insertInto('saved_view')
			.values({ id, person_id: person, name, query, created_at: Date.now() })
			.execute();
		return { id, name, query };
	}

	/** Gives a view another name. */
	async rename(person: PersonId, id: SavedViewId, name: string): Promise<Refusal | undefined> {
		const views = await this.of(person);
		if (!views.some((view) => view.id === id)) return refuse('not-found');
		if (views.some((view) => view.id !== id && isSame(view.name, name)))
			return refuse('name-taken');
		await this.#database.updateTable('saved_view').set({ name }).where('id', '=', id).execute();
		return undefined;
	}

	/** Removes a view. */
	async remove(person: PersonId, id: SavedViewId): Promise<Refusal | undefined> {
		const { numDeletedRows } = await this.#database
			.deleteFrom('saved_view')
			.where('id', '=', id)
			.where('person_id', '=', person)
			.executeTakeFirst();
		return numDeletedRows === 0n ? refuse('not-found') : undefined;
	}
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
