import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN, verifyPassword } from './passwords.ts';

const LINK_LIFE = 3 * 24 * 3_600_000; // ms
const WINDOW = 15 * 60; // seconds
const TRIES_FOR_EMAIL = 10; // in a window; NIST asks for at most 100 in a row
const TRIES_FROM_ADDRESS = 50; // in a window; a delegation may share one address

/** Passwords and the one-time links that set them. Wrong guesses are throttled by account and by address. */
export class Credentials {
	readonly #database: Database;
	readonly #byEmail = new RateLimiterMemory({ points: TRIES_FOR_EMAIL, duration: WINDOW });
	readonly #byAddress = new RateLimiterMemory({ points: TRIES_FROM_ADDRESS, duration: WINDOW });
	/** Verified against when nobody has the e-mail address, so that time tells nothing. */
	readonly #nobody = hashPassword(randomBytes(16).toString('hex'));

	constructor(database: Database) {
		this.#database = database;
	}

	/** Whose password this is. Refused without saying which of the two was wrong. */
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
			return false; // the limiter rejects with its count, which is not an error
		}
	}

	/** A refusal for a password that is too short or absurdly long. */
	judge(password: string): Refusal | undefined {
		const length = [...password].length;
		return length < PASSWORD_MIN || length > PASSWORD_MAX ? refuse('weak-password') : undefined;
	}

	/** Sets a password. Refused when it is too short or absurdly long. */
	async set(person: PersonId, password: string): Promise<Refusal | undefined> {
		const weak = this.judge(password);
		if (weak) return weak;
		const values = { phc: await hashPassword(password), changed_at: Date.now() };
		await this.#database
			.insertInto('password')
			.values({ person_id: person, ...values })
			.onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
			.execute();
		return undefined;
	}

	/** A link token with which a person sets a password; null makes the first administrator. */
	async createLink(person: PersonId | null): Promise<string> {
		const token = randomBytes(24).toString('base64url');
		await this.#database
			.insertInto('one_time_link')
			.values({
				token_hash: hash(token),
				person_id: person,
				expires_at: Date.now() + LINK_LIFE,
				used_at: null
			})
			.execute();
		return token;
	}

	/** Whom a link is for (null: the first administrator). Refused when used, expired or unknown. */
	async readLink(token: string): Promise<{ person: PersonId | null } | Refusal> {
		const row = await this.#database
			.selectFrom('one_time_link')
			.select('person_id as person')
			.where('token_hash', '=', hash(token))
			.where('used_at', 'is', null)
			.where('expires_at', '>', Date.now())
			.executeTakeFirst();
		return row ?? refuse('link-spent');
	}

	/** Spends a link; false when somebody else was first. */
	async spendLink(token: string): Promise<boolean> {
		const result = await this.#database
			.updateTable('one_time_link')
			.set({ used_at: Date.now() })
			.where('token_hash', '=', hash(token))
			.where('used_at', 'is', null)
			.where('expires_at', '>', Date.now())
			.executeTakeFirst();
		return result.numUpdatedRows > 0n;
	}
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
