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

	/** Adds an organisation, with the least used colour unless one is named. Refused when the code is taken. */
	async add(organisation: NewOrganisation): Promise<OrganisationId | Refusal> {
		const all = await this.list();
		const same = (code: string) => code.toLowerCase() === organisation.code.toLowerCase();
		if (all.some(({ code }) => same(code))) return refuse('code-taken');
		const colour = organisation.colour ?? leastUsed(all.map((known) => known.colour));
		const { code, name, country } = organisation;
		const id = newId<OrganisationId>();
		await this.#database
			.insertInto('organisation')
			.values({ id, code, name, country, colour, time_zone: organisation.timeZone ?? null })
			.execute();
		return id;
	}

	/** All organisations by name. */
	async list(): Promise<OrganisationDetails[]> {
		const rows = await this.#database
			.selectFrom('organisation')
			.selectAll()
			.orderBy('name')
			.execute();
		return rows.map(({ time_zone, ...row }) => ({ ...row, timeZone: time_zone ?? undefined }));
	}

	/** Says where an organisation's people sit: its due dates are over when the day ends there. */
	async setTimeZone(
		id: OrganisationId,
		timeZone: string | undefined
	): Promise<Refusal | undefined> {
		const { numUpdatedRows } = await this.#database
			.updateTable('organisation')
			.set({ time_zone: timeZone ?? null })
			.where('id', '=', id)
			.executeTakeFirst();
		return numUpdatedRows === 0n ? refuse('not-found') : undefined;
	}
}

function leastUsed(used: readonly string[]): string {
	const uses = (name: string) => used.filter((colour) => colour === name).length;
	const [first] = [...DELEGATION_COLOURS].sort((a, b) => uses(a) - uses(b));
	return first ?? 'slate';
}
