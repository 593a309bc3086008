import { randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN, verifyPassword } from './passwords.ts';

const WINDOW = 15 * 60; // seconds
const TRIES_FOR_EMAIL = 10; // in a window; NIST asks for at most 100 in a row
const TRIES_FROM_ADDRESS = 50; // in a window; a delegation may share one address

/** Checks passwords. Wrong guesses are throttled per account and per network address. */
export class Credentials {
	readonly #database: Database;
	readonly #byEmail = new RateLimiterMemory({ points: TRIES_FOR_EMAIL, duration: WINDOW });
	readonly #byAddress = new RateLimiterMemory({ points: TRIES_FROM_ADDRESS, duration: WINDOW });
	/** Verified when nobody has the e-mail address, so that timing does not reveal that. */
	readonly #nobody = hashPassword(randomBytes(16).toString('hex'));

	constructor(database: Database) {
		this.#database = database;
	}

	/** Returns whose e-mail address and password these are. Its refusal does not say which of the two was wrong. */
	async check(email: string, password: string, address: string): Promise<PersonId | Refusal> {
		const account = email.trim().toLowerCase();
		if (!(await this.#mayTry(account, address))) return refuse('too-many-tries');
		const row = await this.#database
			.selectFrom('person')
			.innerJoin('password', 'password.person_id', 'person.id')
			.select(['person.id', 'password.phc'])
			.where('person.email', '=', account)
			.executeTakeFirst();
		const right = await verifyPassword(password, row?.phc ?? (await this.#nobody));
		if (!row || !right) return refuse('wrong-password');
		// A whole delegation may sit behind one address; only wrong guesses count.
		await Promise.all([this.#byEmail.delete(account), this.#byAddress.reward(address)]);
		return row.id;
	}

	async #mayTry(account: string, address: string): Promise<boolean> {
		try {
			await Promise.all([this.#byEmail.consume(account), this.#byAddress.consume(address)]);
			return true;
		} catch (reason) {
			if (reason instanceof Error) throw reason;
			return false; // when the limit is reached, the limiter rejects with its count, not an error
		}
	}
}

/** A refusal for a password that is too short or absurdly long. */
export function judgePassword(password: string): Refusal | undefined {
	const length = [...password].length;
	return length < PASSWORD_MIN || length > PASSWORD_MAX ? refuse('weak-password') : undefined;
}

/** Writes somebody's password, as `hashPassword` made it. */
export async function writePassword(
	transaction: Database,
	person: PersonId,
	phc: string
): Promise<void> {
	const values = { phc, changed_at: Date.now() };
	await transaction
		.insertInto('password')
		.values({ person_id: person, ...values })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
		.execute();
}
