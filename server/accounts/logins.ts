import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { PersonId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { hashToken } from '../store/token.ts';
import { prepared } from '../store/prepared.ts';
import { forgetOutbox } from './outbox-keys.ts';

declare module 'lucia' {
	interface Register {
		UserId: PersonId;
	}
}

export interface LoginOptions {
	readonly database: Database;
	readonly commands: Commands;
	/** Length of a login in hours; it is renewed while it is used. */
	readonly hours: number;
	/** True when people reach the board only by https, so that a cookie for http is never read. */
	readonly secure: boolean;
}

interface StartOptions {
	/** Whether the person came by https. */
	readonly isSecure?: boolean;
	/** Written in the same transaction. */
	readonly also?: (transaction: Database) => Promise<void>;
}

/** A person's signed-in state. `handle` identifies it on the server; the secret id exists only in the cookie. */
export interface Login {
	readonly person: PersonId;
	readonly handle: string;
}

/** A cookie to set: name, value and attributes, in the form that SvelteKit expects. */
export type LoginCookie = Omit<ReturnType<Lucia['createSessionCookie']>, 'serialize'>;

/** Logins, managed by lucia. The database holds only a hash of the secret id, so a stolen copy signs nobody in. */
export class Logins {
	readonly #options: LoginOptions;
	readonly #byHandle: ReturnType<typeof loginByHandle>;
	/** By https and, unless that is the only way, by http. Their cookies differ in name. */
	readonly #secure: Lucia;
	readonly #plain: Lucia;
	readonly #ended = new Set<(match: (login: Login) => boolean) => void>();

	constructor(options: LoginOptions) {
		this.#options = options;
		this.#byHandle = loginByHandle(options.database);
		this.#secure = this.#luciaOn(options.database, true);
		this.#plain = this.#luciaOn(options.database, options.secure);
	}

	#luciaOn(database: Database, secure: boolean): Lucia {
		const { hours } = this.#options;
		return new Lucia(adapter(database, this.#byHandle), {
			sessionExpiresIn: new TimeSpan(hours, 'h'),
			sessionCookie: {
				name: secure ? '__Host-login' : 'login',
				expires: true,
				attributes: { secure, sameSite: 'lax', path: '/' }
			}
		});
	}

	/** Signs a person in; the cookie carries the secret. */
	start(
		person: PersonId,
		{ isSecure = this.#options.secure, also }: StartOptions = {}
	): Promise<LoginCookie | Refusal> {
		const lucia = isSecure ? this.#secure : this.#plain;
		return this.#options.commands.execute<LoginCookie>(
			{ by: person, name: 'login.start' },
			{
				act: async (transaction) => {
					const { id } = await this.#luciaOn(transaction, isSecure).createSession(person, {});
					await also?.(transaction);
					return lucia.createSessionCookie(id);
				}
			}
		);
	}

	/**
	 * Reads the login of a `Cookie` header. Also returns a cookie to set when the login was renewed or is no longer
	 * valid.
	 */
	async read(
		header: string
	): Promise<{ login: Login | undefined; cookie: LoginCookie | undefined }> {
		const { lucia, id } = this.#cookieIn(header);
		if (!id) return { login: undefined, cookie: undefined };
		const { session, user } = await lucia.validateSession(id);
		if (!session) return { login: undefined, cookie: lucia.createBlankSessionCookie() };
		const cookie = session.fresh ? lucia.createSessionCookie(id) : undefined;
		return { login: { person: user.id, handle: hashToken(id) }, cookie };
	}

	/** When a login expires, in milliseconds since 1970; 0 when no login has this handle. */
	async until(handle: string): Promise<number> {
		const [login] = await this.#byHandle(handle);
		return login ? endOf(login) : 0;
	}

	/**
	 * Signs out the login of a `Cookie` header, and closes its open sockets; `device` is the secret of the one it was on.
	 * Returns a cookie that clears it.
	 */
	async end(header: string, device?: string): Promise<LoginCookie> {
		const { login } = await this.read(header);
		const { lucia, id } = this.#cookieIn(header);
		if (login && id) await this.#end(login, id, device);
		return lucia.createBlankSessionCookie();
	}

	/** A browser sends the cookie bound to the host only by https, where it therefore wins. */
	#cookieIn(header: string): { readonly lucia: Lucia; readonly id: string | null } {
		const bound = this.#secure.readSessionCookie(header);
		if (bound) return { lucia: this.#secure, id: bound };
		return { lucia: this.#plain, id: this.#plain.readSessionCookie(header) };
	}

	async #end({ person, handle }: Login, id: string, device?: string): Promise<void> {
		await this.#options.commands.execute<undefined>(
			{ by: person, name: 'login.end' },
			{
				act: async (transaction) => {
					await this.#luciaOn(transaction, true).invalidateSession(id);
					await forgetOutbox(transaction, person, device);
					return undefined;
				},
				tell: () => this.#tell((login) => login.handle === handle)
			}
		);
	}

	/** Closes the open sockets of a person whose logins were ended, for example after a new password. */
	tellEnded(person: PersonId): void {
		this.#tell((login) => login.person === person);
	}

	/** Calls the listener with a predicate that matches the logins that have just ended. */
	onEnd(listener: (match: (login: Login) => boolean) => void): void {
		this.#ended.add(listener);
	}

	/** Removes logins that have expired. */
	async sweep(): Promise<void> {
		await this.#plain.deleteExpiredSessions();
	}

	#tell(match: (login: Login) => boolean): void {
		for (const listener of this.#ended) listener(match);
	}
}

/** Ends all logins of a person. Call `tellEnded` after the transaction, so that their sockets close. */
export async function endLogins(transaction: Database, person: PersonId): Promise<void> {
	await transaction.deleteFrom('login').where('person_id', '=', person).execute();
}

function loginByHandle(database: Database) {
	return prepared(
		database,
		// Their logins end when somebody is disabled; one that is created at that moment is not valid either.
		database
			.selectFrom('login')
			.innerJoin('person', 'person.id', 'login.person_id')
			.leftJoin('guest', 'guest.person_id', 'login.person_id')
			.select(['login.person_id', 'login.expires_at', 'guest.expires_at as guest_until'])
			.where('login.id_hash', '=', '')
			.where('person.disabled_at', 'is', null)
	);
}

interface Ending {
	readonly expires_at: number;
	readonly guest_until: number | null;
}

/** A guest's login ends with their link, however often it is renewed. */
const endOf = ({ expires_at, guest_until }: Ending) =>
	Math.min(expires_at, guest_until ?? Infinity);

function adapter(database: Database, byHandle: ReturnType<typeof loginByHandle>): Adapter {
	return {
		async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
			const [row] = await byHandle(hashToken(id));
			if (!row) return [null, null];
			const expiresAt = new Date(endOf(row));
			const login = { id, userId: row.person_id, expiresAt, attributes: {} };
			return [login, { id: row.person_id, attributes: {} }];
		},
		async getUserSessions(person) {
			const rows = await database
				.selectFrom('login')
				.selectAll()
				.where('person_id', '=', person)
				.execute();
			return rows.map((row) => ({
				id: row.id_hash,
				userId: row.person_id,
				expiresAt: new Date(row.expires_at),
				attributes: {}
			}));
		},
		async setSession({ id, userId, expiresAt }) {
			await database
				.insertInto('login')
				.values({
					id_hash: hashToken(id),
					person_id: userId,
					expires_at: expiresAt.getTime(),
					created_at: Date.now()
				})
				.execute();
		},
		async updateSessionExpiration(id, expiresAt) {
			await database
				.updateTable('login')
				.set({ expires_at: expiresAt.getTime() })
				.where('id_hash', '=', hashToken(id))
				.execute();
		},
		async deleteSession(id) {
			await database.deleteFrom('login').where('id_hash', '=', hashToken(id)).execute();
		},
		async deleteUserSessions(person) {
			await database.deleteFrom('login').where('person_id', '=', person).execute();
		},
		async deleteExpiredSessions() {
			await database.deleteFrom('login').where('expires_at', '<=', Date.now()).execute();
		}
	};
}
