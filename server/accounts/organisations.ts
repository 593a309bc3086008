import { DELEGATION_COLOURS } from '#shared/delegation-colours.ts';
import { newId, type OrganisationId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { OrganisationView } from '#shared/views.ts';
import type { Database } from '../store/connect.ts';

export type NewOrganisation = Omit<OrganisationView, 'id' | 'colour'> & {
	readonly colour?: string;
};

/** Organisations (agencies). In a session an organisation is a delegation. */
export class Organisations {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** Adds an organisation, with the least used colour unless one is named. Refused when the code is taken. */
	async add(organisation: NewOrganisation): Promise<OrganisationId | Refusal> {
		const all = await this.list();
		const same = (code: string) => code.toLowerCase() === organisation.code.toLowerCase();
		if (all.some(({ code }) => same(code))) return refuse('code-taken');
		const colour = organisation.colour ?? leastUsed(all.map((known) => known.colour));
		const id = newId<OrganisationId>();
		await this.#database
			.insertInto('organisation')
			.values({ ...organisation, colour, id })
			.execute();
		return id;
	}

	/** All organisations by name. */
	async list(): Promise<OrganisationView[]> {
		return this.#database.selectFrom('organisation').selectAll().orderBy('name').execute();
	}
}

function leastUsed(used: readonly string[]): string {
	const uses = (name: string) => used.filter((colour) => colour === name).length;
	const [first] = [...DELEGATION_COLOURS].sort((a, b) => uses(a) - uses(b));
	return first ?? 'slate';
}
