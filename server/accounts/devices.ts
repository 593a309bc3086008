import type { PersonId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Database } from '../store/connect.ts';
import { hashToken, newToken } from '../store/token.ts';
import { newSalt } from './outbox-keys.ts';

/** Of the cookie that knows a device, in seconds. */
export const DEVICE_LIFE = 365 * 24 * 3_600;

/** The devices that people have signed in on. They grant nothing; guesses from elsewhere do not lock them out. */
export class Devices {
	readonly #database: Database;

	constructor(database: Database) {
		this.#database = database;
	}

	/** Whether somebody signed in to this account with a device that holds this secret. */
	async knows(account: string, secret: string | undefined): Promise<boolean> {
		if (!secret) return false;
		const row = await this.#database
			.selectFrom('known_device')
			.innerJoin('person', 'person.id', 'known_device.person_id')
			.select('person.id')
			.where('token_hash', '=', hashToken(secret))
			.where('person.email', '=', account)
			.where('used_at', '>', Date.now() - DEVICE_LIFE * 1000)
			.executeTakeFirst();
		return row !== undefined;
	}

	/** Whether anybody has signed in with a device that holds this secret. A made-up one is not taken over. */
	async has(secret: string | undefined): Promise<boolean> {
		if (!secret) return false;
		const row = await this.#database
			.selectFrom('known_device')
			.select('person_id')
			.where('token_hash', '=', hashToken(secret))
			.executeTakeFirst();
		return row !== undefined;
	}
}

/** A secret for a device that has none yet. */
export const newDevice = newToken;

/** Keeps that a person signed in on a device; of too many, the one that was not used for longest is forgotten. */
export async function keepDevice(
	transaction: Database,
	person: PersonId,
	secret: string
): Promise<void> {
	const used_at = Date.now();
	await transaction
		.insertInto('known_device')
		.values({ token_hash: hashToken(secret), person_id: person, used_at, outbox_salt: newSalt() })
		.onConflict((conflict) =>
			conflict.columns(['token_hash', 'person_id']).doUpdateSet((one) => ({
				used_at,
				outbox_salt: one.fn.coalesce('known_device.outbox_salt', 'excluded.outbox_salt')
			}))
		)
		.execute();
	const kept = transaction
		.selectFrom('known_device')
		.select('token_hash')
		.where('person_id', '=', person)
		.orderBy('used_at', 'desc')
		.limit(LIMITS.signIn.devicesOfPerson);
	await transaction
		.deleteFrom('known_device')
		.where('person_id', '=', person)
		.where('token_hash', 'not in', kept)
		.execute();
}
