import { sql } from 'kysely';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { can } from '#shared/access.ts';
import type { Database } from '../store/connect.ts';
import { isOneOf } from '../store/dialect.ts';
import { readableBy, type Readable } from '../sessions/readable.ts';

/** Where somebody may look. */
export interface Reach {
	readonly readable: Readable;
	/** Their sessions, the latest first. */
	readonly sessions: readonly SessionId[];
	/** The documents that they may read, in the same order. */
	readonly documents: readonly DocumentId[];
	/** They administer accounts, or seat people. */
	readonly seesEverybody: boolean;
	readonly isAdministrator: boolean;
}

const KEPT = 50; // people whose reach is kept

/** Where people may look, by the same rule as all registers. It is read anew after each change of who may read what. */
export class Reaches {
	readonly #database: Database;
	/** The person who searched least lately comes first. */
	readonly #kept = new Map<PersonId, { readonly revision: number; readonly readable: Readable }>();

	constructor(database: Database) {
		this.#database = database;
	}

	async of(person: PersonId, isAdministrator: boolean): Promise<Reach> {
		const readable = await this.#readable(person);
		const seats = [...readable.roles.values()].some((role) => can(role, 'edit session'));
		return {
			...{ readable, isAdministrator, seesEverybody: isAdministrator || seats },
			sessions: [...readable.roles.keys()],
			documents: [...readable.access.keys()]
		};
	}

	async #readable(person: PersonId): Promise<Readable> {
		// Before what it is about, so that a change in between is seen the next time.
		const { n: revision } = await this.#database
			.selectFrom('access_revision')
			.select('n')
			.executeTakeFirstOrThrow();
		const kept = this.#kept.get(person);
		const isTrue = kept?.revision === revision;
		const readable = isTrue ? kept.readable : await readableBy(this.#database, person);
		this.#kept.delete(person);
		if (readable.isOfLogin) return readable;
		this.#kept.set(person, { revision, readable });
		const [oldest] = this.#kept.keys();
		if (oldest && this.#kept.size > KEPT) this.#kept.delete(oldest);
		return readable;
	}
}

/** Of these people, those whom somebody sees elsewhere: all, or those who take part in a session with them. */
export async function seenBy(
	database: Database,
	{ readable, seesEverybody }: Reach,
	people: readonly PersonId[]
): Promise<ReadonlySet<string>> {
	if (seesEverybody || people.length === 0) return new Set(people);
	const rows = await database
		.selectFrom('participant')
		.innerJoin('participant as mine', 'mine.session_id', 'participant.session_id')
		.select('participant.person_id as person')
		.distinct()
		.where('mine.person_id', '=', readable.person)
		.where(isOneOf(sql`participant.person_id`, people))
		.execute();
	return new Set(rows.map(({ person }) => person));
}
