import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import { hashToken, newToken } from '../store/token.ts';

const LINK_LIFE = 3 * 24 * 3_600_000; // ms

/**
 * Stores a one-time link with which a person sets a password (null: creates the first administrator); returns its
 * token. Older links of the person no longer work.
 */
export async function createLink(transaction: Database, person: PersonId | null): Promise<string> {
	if (person) await endLinks(transaction, person);
	const token = newToken();
	await transaction
		.insertInto('one_time_link')
		.values({
			token_hash: hashToken(token),
			person_id: person,
			expires_at: Date.now() + LINK_LIFE,
			used_at: null
		})
		.execute();
	return token;
}

/** Ends all unused links of a person. */
export async function endLinks(transaction: Database, person: PersonId): Promise<void> {
	await transaction
		.updateTable('one_time_link')
		.set({ used_at: Date.now() })
		.where('person_id', '=', person)
		.where('used_at', 'is', null)
		.execute();
}

/** Whom a link is for (null: the first administrator). Refused when used, expired or unknown. */
export async function readLink(
	database: Database,
	token: string
): Promise<{ person: PersonId | null } | Refusal> {
	const row = await database
		.selectFrom('one_time_link')
		.select('person_id as person')
		.where('token_hash', '=', hashToken(token))
		.where('used_at', 'is', null)
		.where('expires_at', '>', Date.now())
		.executeTakeFirst();
	return row ?? refuse('link-spent');
}

/** Uses up a link; false when it is used, expired or unknown. */
export async function spendLink(transaction: Database, token: string): Promise<boolean> {
	const result = await transaction
		.updateTable('one_time_link')
		.set({ used_at: Date.now() })
		.where('token_hash', '=', hashToken(token))
		.where('used_at', 'is', null)
		.where('expires_at', '>', Date.now())
		.executeTakeFirst();
	return result.numUpdatedRows > 0n;
}
