import { newId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { PersonChoice, PersonView } from '#shared/people.ts';
import type { Database } from '../store/connect.ts';
import { prepared } from '../store/prepared.ts';

export interface NewPerson {
	readonly organisation: OrganisationId;
	readonly name: string;
	readonly function: string;
	/** Absent for people who are named in the record but cannot sign in. */
	readonly email?: string;
	readonly administrator?: boolean;
	readonly illustrative?: boolean;
}

/** People, each belonging to one organisation. */
export class People {
	readonly #database: Database;
	readonly #byId: (id: string) => Promise<PersonRow[]>;

	constructor(database: Database) {
		this.#database = database;
		this.#byId = prepared(database, selectPeople(database).where('person.id', '=', '' as PersonId));
	}

	/** One person with their organisation; undefined when there is none with this id. */
	async get(id: PersonId): Promise<PersonView | undefined> {
		const [row] = await this.#byId(id);
		return row && view(row);
	}

	/** Everyone, ordered by organisation and name. */
	async list(): Promise<PersonView[]> {
		const rows = await selectPeople(this.#database)
			.orderBy('organisation.name')
			.orderBy('person.name')
			.orderBy('person.id')
			.execute();
		return rows.map(view);
	}

	/** Everyone whom no administrator has disabled, as those who seat people see them; guests have their one seat. */
	async choices(): Promise<PersonChoice[]> {
		const everyone = await this.list();
		return everyone
			.filter(({ disabled, guest }) => !disabled && !guest)
			.map(({ id, name, function: job, organisation }) => ({
				...{ id, name, function: job, organisation }
			}));
	}
}

/** Stores a person. Refuses an e-mail address that is taken. */
export async function addPerson(
	transaction: Database,
	person: NewPerson,
	id = newId<PersonId>()
): Promise<PersonId | Refusal> {
	const email = person.email?.trim().toLowerCase();
	if (email && (await isTaken(transaction, email))) return refuse('email-taken');
	await transaction
		.insertInto('person')
		.values({
			...{ id, organisation_id: person.organisation, name: person.name },
			...{ function: person.function, email: email ?? null, created_at: Date.now() },
			administrator: person.administrator ? 1 : 0,
			illustrative: person.illustrative ? 1 : 0
		})
		.execute();
	return id;
}

async function isTaken(database: Database, email: string): Promise<boolean> {
	const row = await database
		.selectFrom('person')
		.select('id')
		.where('email', '=', email)
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether no person was added yet. */
export async function isNobodyHere(database: Database): Promise<boolean> {
	const row = await database.selectFrom('person').select('id').executeTakeFirst();
	return row === undefined;
}

function selectPeople(database: Database) {
	return database
		.selectFrom('person')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.leftJoin('guest', 'guest.person_id', 'person.id')
		.select([
			'person.id',
			'guest.person_id as guest',
			'person.name',
			'person.function',
			'person.email',
			'person.administrator',
			'person.auditor',
			'person.illustrative',
			'person.disabled_at',
			'organisation.id as organisation_id',
			'organisation.code',
			'organisation.name as organisation_name',
			'organisation.country',
			'organisation.colour'
		]);
}

interface PersonRow {
	readonly id: PersonId;
	readonly name: string;
	readonly function: string;
	readonly email: string | null;
	readonly guest: PersonId | null;
	readonly administrator: number;
	readonly auditor: number;
	readonly illustrative: number;
	readonly disabled_at: number | null;
	readonly organisation_id: OrganisationId;
	readonly code: string;
	readonly organisation_name: string;
	readonly country: string;
	readonly colour: string;
}

function view(row: PersonRow): PersonView {
	return {
		id: row.id,
		name: row.name,
		function: row.function,
		email: row.email ?? undefined,
		administrator: row.administrator === 1,
		guest: row.guest !== null,
		auditor: row.auditor === 1,
		illustrative: row.illustrative === 1,
		disabled: row.disabled_at !== null,
		organisation: {
			id: row.organisation_id,
			code: row.code,
			name: row.organisation_name,
			country: row.country,
			colour: row.colour
		}
	};
}
