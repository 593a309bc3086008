import { randomBytes } from 'node:crypto';
import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Database } from '../store/connect.ts';
import type { Devices } from './devices.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN, verifyPassword } from './passwords.ts';
import { SignInThrottle } from './throttle.ts';

/** What somebody typed to sign in, and where. */
export interface SignIn {
	readonly email: string;
	readonly password: string;
	/** Network address. */
	readonly address: string;
	/** The secret in the cookie of the device, if it has one. */
	readonly device?: string | undefined;
}

export type SignInOutcome = 'done' | 'wrong-password' | 'too-many-tries';

export interface CredentialsOptions {
	readonly database: Database;
	readonly devices: Devices;
	/** Told of every attempt; `person` is undefined when there is no such account. */
	readonly onAttempt?: (
		outcome: SignInOutcome,
		about: { readonly person: PersonId | undefined; readonly address: string }
	) => void;
	readonly throttle?: SignInThrottle;
}

/** Checks passwords. Wrong guesses are throttled; see {@link SignInThrottle}. */
export class Credentials {
	readonly #options: CredentialsOptions;
	readonly #throttle: SignInThrottle;
	/** Verified when nobody has the e-mail address, so that timing does not reveal that. */
	readonly #nobody = hashPassword(randomBytes(16).toString('hex'));

	constructor(options: CredentialsOptions) {
		this.#options = options;
		this.#throttle = options.throttle ?? new SignInThrottle();
	}

	/** Returns whose e-mail address and password these are. Its refusal does not say which of the two was wrong. */
	async check({ email, password, address, device }: SignIn): Promise<PersonId | Refusal> {
		const { database, devices, onAttempt } = this.#options;
		const account = email.trim().toLowerCase();
		const isKnown = await devices.knows(account, device);
		const attempt = { account, address, device: isKnown ? device : undefined };
		if (!this.#throttle.take(attempt)) {
			onAttempt?.('too-many-tries', { person: undefined, address });
			return refuse('too-many-tries');
		}
		const row = await passwordOf(database, account);
		const right = await verifyPassword(password, row?.phc ?? (await this.#nobody));
		const outcome = row && right ? 'done' : 'wrong-password';
		onAttempt?.(outcome, { person: row?.id, address });
		if (!row || !right) return refuse('wrong-password');
		this.#throttle.succeeded(attempt);
		return row.id;
	}
}

function passwordOf(database: Database, account: string) {
	return database
		.selectFrom('person')
		.innerJoin('password', 'password.person_id', 'person.id')
		.select(['person.id', 'password.phc'])
		.where('person.email', '=', account)
		.executeTakeFirst();
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
