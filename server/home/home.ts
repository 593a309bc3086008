import type { Home } from '#shared/home/home.ts';
import type { PersonId } from '#shared/ids.ts';
import { isPending } from '#shared/follow-up/status.ts';
import { NO_FILTER } from '#shared/register/filter.ts';
import type { Refusal } from '#shared/refusals.ts';
import { dayIn } from '#shared/time/dates.ts';
import type { Reads } from '../audit/reads.ts';
import type { Commands } from '../commands/commands.ts';
import type { ActionRegister } from '../register/register.ts';
import { readableBy } from '../sessions/readable.ts';
import type { Database } from '../store/connect.ts';
import { firstSteps } from './first-steps.ts';
import { needsOf } from './needs.ts';
import { runningSessions } from './running.ts';

export interface HomesOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly register: ActionRegister;
	readonly reads: Pick<Reads, 'note'>;
}

const MINE = { ...NO_FILTER, whose: 'mine', status: 'open' } as const;
const SHOWN = { offset: 0, limit: 50 };

/** The first page of each person: what runs, what waits for them, and how to begin. */
export class Homes {
	readonly #options: HomesOptions;

	constructor(options: HomesOptions) {
		this.#options = options;
	}

	/** What one person's first page shows. */
	async of(person: PersonId): Promise<Home> {
		const { database, reads, register } = this.#options;
		const readable = await readableBy(database, person);
		const needs = await needsOf(database, readable);
		const shown = [...needs.toAccept, ...needs.toConfirm].map(({ document }) => document);
		await reads.note(person, shown, 'register');
		const waiting = new Set(needs.toAccept.map(({ document, id }) => `${document} ${id}`));
		const mine = await register.page(person, MINE, SHOWN);
		return {
			...{ needs, today: await todayOf(database, person) },
			running: await runningSessions(database, readable),
			myActions: mine.filter(
				({ status, document, id }) => isPending(status) && !waiting.has(`${document} ${id}`)
			),
			firstSteps: await firstSteps(database, readable)
		};
	}

	/** Hides a newcomer's first steps for good. */
	dismissFirstSteps(by: PersonId): Promise<Refusal | undefined> {
		return this.#options.commands.execute<undefined>(
			{ by, name: 'first-steps.dismiss' },
			{
				act: async (transaction) => {
					const change = transaction.updateTable('person').set({ first_steps: 0 });
					await change.where('id', '=', by).execute();
					return undefined;
				}
			}
		);
	}
}

async function todayOf(database: Database, person: PersonId) {
	const at = await database
		.selectFrom('person')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select('organisation.time_zone')
		.where('person.id', '=', person)
		.executeTakeFirst();
	return dayIn(at?.time_zone ?? 'UTC', new Date());
}
