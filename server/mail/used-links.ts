import type { PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { ANSWER_LINK_LIFE } from './answer-links.ts';

/** Links that offer a choice are used up together. */
export interface LinkChoice {
	readonly person: PersonId;
	/** What they have in common. */
	readonly choice: string;
}

/** Which links in mails have been used. */
export class UsedLinks {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	async has({ person, choice }: LinkChoice): Promise<boolean> {
		const row = await this.#database
			.selectFrom('used_answer_link')
			.select('used_at')
			.where('person_id', '=', person)
			.where('choice', '=', choice)
			.executeTakeFirst();
		return row !== undefined;
	}

	/** Uses links up; false when they were. Those that have expired by now are forgotten. */
	async use({ person, choice }: LinkChoice, now = Date.now()): Promise<boolean> {
		await this.#database
			.deleteFrom('used_answer_link')
			.where('used_at', '<', now - ANSWER_LINK_LIFE)
			.execute();
		const result = await this.#database
			.insertInto('used_answer_link')
			.values({ person_id: person, choice, used_at: now })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
	}

	/** Gives links back whose answer was refused. */
	async giveBack({ person, choice }: LinkChoice): Promise<void> {
		await this.#database
			.deleteFrom('used_answer_link')
			.where('person_id', '=', person)
			.where('choice', '=', choice)
			.execute();
	}
}
