import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { prepared } from '../store/prepared.ts';

declare module 'lucia' {
	interface Register {
		UserId: PersonId;
	}
}

export interface LoginOptions {
	readonly database: Database;
	/** Length of a login in hours; it is renewed while it is used. */
	readonly hours: number;
	/** True when people reach the board by https. */
	readonly secure: boolean;
}

/** A person's signed-in state. `handle` names it to us; the secret id lives only in the cookie. */
export interface Login {
	readonly person: PersonId;
	readonly handle: string;
}

/** A cookie to set: name, value, attributes as SvelteKit takes them. */
export type LoginCookie = ReturnType<Lucia['createSessionCookie']>;

/** Logins through lucia. The database holds only a hash of the secret id, so a stolen copy signs nobody in. */
export class Logins {
	readonly #byHandle: ReturnType<typeof loginByHandle>;
	readonly #lucia: Lucia;
	readonly #ended = new Set<(match: (login: Login) => boolean) => void>();

	constructor({ database, hours, secure }: LoginOptions) {
		this.#byHandle = loginByHandle(database);
		this.#lucia = new Lucia(adapter(database, this.#byHandle), {
			sessionExpiresIn: new TimeSpan(hours, 'h'),
			sessionCookie: {
				name: secure ? '__Host-login' : 'login',
				expires: true,
				attributes: { secure, sameSite: 'lax', path: '/' }
			}
		});
	}

	/** Signs a person in; the cookie carries the secret. */
	async start(person: PersonId): Promise<LoginCookie> {
		const { id } = await this.#lucia.createSession(person, {});
		return this.#lucia.createSessionCookie(id);
	}

	/** Who a `Cookie` header belongs to. A cookie to set comes back when the login was renewed or is no longer good. */
	async read(
		header: string
	): Promise<{ login: Login | undefined; cookie: LoginCookie | undefined }> {
		const id = this.#lucia.readSessionCookie(header);
		if (!id) return { login: undefined, cookie: undefined };
		const { session, user } = await this.#lucia.validateSession(id);
		if (!session) return { login: undefined, cookie: this.#lucia.createBlankSessionCookie() };
		const cookie = session.fresh ? this.#lucia.createSessionCookie(id) : undefined;
		return { login: { person: user.id, handle: hash(id) }, cookie };
	}

	/** When a login ends, in milliseconds since 1970; 0 when there is none of this handle. */
	async until(handle: string): Promise<number> {
		const [login] = await this.#byHandle(handle);
		return login?.expires_at ?? 0;
	}

	/** Signs out the login of a `Cookie` header, and ends its open sockets. */
	async end(header: string): Promise<LoginCookie> {
		const id = this.#lucia.readSessionCookie(header);
		if (id) {
			await this.#lucia.invalidateSession(id);
			this.#tell((login) => login.handle === hash(id));
		}
		return this.#lucia.createBlankSessionCookie();
	}

	/** Signs a person out everywhere, as after a new password. */
	async endAll(person: PersonId): Promise<void> {
		await this.#lucia.invalidateUserSessions(person);
		this.#tell((login) => login.person === person);
	}

	/** Calls the listener with a test for the logins that have just ended. */
	onEnd(listener: (match: (login: Login) => boolean) => void): void {
		this.#ended.add(listener);
	}

	/** Removes logins that have expired. */
	async sweep(): Promise<void> {
		await this.#lucia.deleteExpiredSessions();
	}

	#tell(match: (login: Login) => boolean): void {
		for (const listener of this.#ended) listener(match);
	}
}

const hash = (id: string) => createHash('sha256').update(id).digest('base64url');

function loginByHandle(database: Database) {
	return prepared(
		database,
		database.selectFrom('login').select(['person_id', 'expires_at']).where('id_hash', '=', '')
	);
}

function adapter(database: Database, byHandle: ReturnType<typeof loginByHandle>): Adapter {
	return {
		async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
			const [row] = await byHandle(hash(id));
			if (!row) return [null, null];
			const expiresAt = new Date(row.expires_at);
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
					id_hash: hash(id),
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
				.where('id_hash', '=', hash(id))
				.execute();
		},
		async deleteSession(id) {
			await database.deleteFrom('login').where('id_hash', '=', hash(id)).execute();
		},
		async deleteUserSessions(person) {
			await database.deleteFrom('login').where('person_id', '=', person).execute();
		},
		async deleteExpiredSessions() {
			await database.deleteFrom('login').where('expires_at', '<=', Date.now()).execute();
		}
	};
}
