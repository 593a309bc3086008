import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { Guest, type GuestOptions } from './guest.ts';
import type { TurnedAway } from '#shared/protocol/live.ts';
import type { LiveLimits } from './limits.ts';
import type { LiveSocket, LiveVisitor } from './sockets.ts';

const LOOK = 1_000; // ms between looks for logins that have ended

export interface GuestsOptions extends Pick<
	GuestOptions,
	'onEntered' | 'onGained' | 'onLeft' | 'unawaited'
> {
	readonly limits: LiveLimits;
	/** Reads the visitor from the `Cookie` header; undefined refuses the socket. */
	readonly visitor: (cookie: string) => Promise<LiveVisitor | undefined>;
	/** When a login ends now, in milliseconds since 1970: it may have been renewed, or ended before. */
	readonly until: (login: string) => Promise<number>;
	/** The documents of a session that somebody may read in their login; undefined when they are no participant. */
	readonly readable: (
		visitor: LiveVisitor,
		session: SessionId
	) => Promise<DocumentId[] | undefined>;
	/** Counts what was refused, by its reason. */
	readonly onRefused: (reason: string) => void;
}

/**
 * Who is on the live channel, and who may be. Always true: nobody is in a session whose rights ended before they were
 * last asked for, and nobody is connected whose login ended more than a second ago.
 */
export class Guests {
	readonly #options: GuestsOptions;
	readonly #byPerson = new Map<PersonId, Set<Guest>>();
	readonly #timer: NodeJS.Timeout;
	/** Count reviews and ended logins: what was looked up before one of them is looked up again. */
	#reviews = 0;
	#ends = 0;

	constructor(options: GuestsOptions) {
		this.#options = options;
		this.#timer = setInterval(() => options.unawaited(this.#look()), LOOK).unref();
	}

	get #all(): Guest[] {
		return [...this.#byPerson.values()].flatMap((guests) => [...guests]);
	}

	/** Admits a socket; says why it was refused otherwise. */
	async admit(socket: LiveSocket): Promise<Guest | TurnedAway> {
		const { visitor: read, until: ask, limits, onRefused } = this.#options;
		const ends = this.#ends;
		const visitor = await read(socket.handshake.headers.cookie ?? '');
		const until = visitor ? await ask(visitor.login) : 0;
		if (ends !== this.#ends) return this.admit(socket);
		if (!visitor || until <= Date.now()) return 'not-signed-in';
		const owner: unknown = socket.handshake.auth['as'];
		if (owner !== undefined && owner !== visitor.person) return 'someone-else';
		if ((this.#byPerson.get(visitor.person)?.size ?? 0) >= limits.socketsPerPerson) {
			onRefused('too-many-sockets');
			return 'too-many';
		}
		return this.#keep(socket, visitor, until);
	}

	#keep(socket: LiveSocket, visitor: LiveVisitor, until: number): Guest {
		const judge: GuestOptions['judge'] = (guest, session) => this.#judge(guest, session);
		const guest = new Guest({ ...this.#options, socket, visitor, until, judge });
		const { person } = visitor;
		this.#byPerson.set(person, (this.#byPerson.get(person) ?? new Set()).add(guest));
		const { conn } = socket;
		if (conn.readyState === 'open') conn.once('close', () => this.#forget(guest));
		else this.#forget(guest);
		return guest;
	}

	#forget(guest: Guest): void {
		const { person } = guest.visitor;
		const left = this.#byPerson.get(person);
		left?.delete(guest);
		if (left?.size === 0) this.#byPerson.delete(person);
	}

	async #judge(guest: Guest, session: SessionId): Promise<DocumentId[] | undefined> {
		const { until, readable, limits, onRefused } = this.#options;
		if (!guest.isIn(session) && guest.sessions >= limits.sessionsPerSocket) {
			onRefused('too-many-sessions');
			return undefined;
		}
		const reviews = this.#reviews;
		guest.until = await until(guest.visitor.login);
		if (guest.until <= Date.now()) guest.end();
		if (guest.isEnded) return undefined;
		const documents = await readable(guest.visitor, session);
		return reviews === this.#reviews ? documents : this.#judge(guest, session);
	}

	/** Rights in a session changed, or in one login: looks up again what everybody in it may read. */
	async review(session: SessionId, only?: string): Promise<void> {
		this.#reviews += 1;
		const inside = (login: string) =>
			this.#all.filter((guest) => guest.visitor.login === login && guest.isIn(session));
		const logins = new Set(only === undefined ? this.#all.map(loginOf) : [only]);
		for (const login of logins) {
			const [first] = inside(login);
			if (!first) continue;
			const documents = await this.#options.readable(first.visitor, session);
			// All at once, so that no answer is older than one of a review that came later.
			for (const guest of inside(login)) guest.review(session, documents);
		}
	}

	/** Disconnects the sockets of logins that have ended. */
	signOut(match: (visitor: LiveVisitor) => boolean): void {
		this.#ends += 1;
		for (const guest of this.#all) if (match(guest.visitor)) guest.end();
	}

	/** Asks again for logins that should have ended by now. */
	async #look(): Promise<void> {
		for (const guest of this.#all) {
			if (guest.until > Date.now() || guest.isEnded) continue;
			guest.until = await this.#options.until(guest.visitor.login);
			if (guest.until <= Date.now()) guest.end();
		}
	}

	close(): void {
		clearInterval(this.#timer);
	}
}

const loginOf = ({ visitor }: Guest) => visitor.login;
