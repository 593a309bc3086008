import { foldText } from '#shared/search.ts';
import { DELEGATION_COLOURS } from '#shared/delegation-colours.ts';
import { newId, type OrganisationId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { OrganisationDetails } from '#shared/people.ts';
import type { Database } from '../store/connect.ts';

export type NewOrganisation = Omit<OrganisationDetails, 'id' | 'colour' | 'timeZone'> & {
	readonly colour?: string;
	readonly timeZone?: string | undefined;
};

/** Organisations (agencies). In a session an organisation is a delegation. */
export class Organisations {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** All organisations, ordered by name. */
	list(): Promise<OrganisationDetails[]> {
		return organisationsIn(this.#database);
	}
}

async function organisationsIn(database: Database): Promise<OrganisationDetails[]> {
	const rows = await database.selectFrom('organisation').selectAll().orderBy('name').execute();
	return rows.map(({ time_zone, ...row }) => ({ ...row, timeZone: time_zone ?? undefined }));
}

/** Stores an organisation, with the least used colour unless one is given. Refuses a code that is taken. */
export async function addOrganisation(
	transaction: Database,
	organisation: NewOrganisation
): Promise<OrganisationId | Refusal> {
	const all = await organisationsIn(transaction);
	const same = (code: string) => foldText(code) === foldText(organisation.code);
	if (all.some(({ code }) => same(code))) return refuse('code-taken');
	const colour = organisation.colour ?? leastUsed(all.map((known) => known.colour));
	const { code, name, country } = organisation;
	const id = newId<OrganisationId>();
	await transaction
		.insertInto('organisation')
		.values({ id, code, name, country, colour, time_zone: organisation.timeZone ?? null })
		.execute();
	return id;
}

function leastUsed(used: readonly string[]): string {
	const uses = (name: string) => used.filter((colour) => colour === name).length;
	const [first] = [...DELEGATION_COLOURS].sort((a, b) => uses(a) - uses(b));
	return first ?? 'slate';
}
