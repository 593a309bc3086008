import type { DocumentId } from '#shared/ids.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/sync.ts';
import { Connection, type Grant, type Peer, type Principal } from './connection.ts';
import { DamagedError } from './history.ts';
import type { SyncLimits } from './limits.ts';
import { PersonSockets } from './person-sockets.ts';
import type { Room } from './room.ts';
import type { RoomTable } from './room-table.ts';
import type { Tally, Trouble } from './tally.ts';

const JUDGED_AGAIN = 60_000; // ms after which rights are asked for again, should word of a change have been lost

export interface AdmissionOptions {
	readonly table: RoomTable;
	readonly limits: SyncLimits;
	readonly tally: Tally;
	/** What may this person do with this document, now, and for how long? */
	readonly authorize: (principal: Principal, document: DocumentId) => Promise<Grant>;
	readonly onTrouble: Trouble;
}

/** Who may be in which document: checked when they join, when rights change, and once a minute [R7]. */
export class Admission {
	readonly #options: AdmissionOptions;
	readonly #joining = new Set<Connection>();
	readonly #sockets: PersonSockets;
	/** Counts reviews, so that a join that overlaps one is judged again. */
	#reviews = 0;
	#isClosed = false;

	constructor(options: AdmissionOptions) {
		this.#options = options;
		this.#sockets = new PersonSockets(options.limits);
	}

	/** Lets a socket in, or closes it. */
	join(id: DocumentId, principal: Principal, peer: Peer): Connection {
		const { limits, tally, onTrouble } = this.#options;
		const { person } = principal;
		const onLeft = this.#sockets.add(person, id);
		const connection = new Connection({ principal, peer, limits, tally, onLeft });
		if (this.#sockets.hasTooMany(person, id)) {
			connection.close(CLOSE.tryLater, 'too many sockets of one person');
			return connection;
		}
		this.#joining.add(connection);
		this.#admit(id, connection)
			.catch((error: unknown) => {
				onTrouble(error, 'opening a document');
				const code = error instanceof DamagedError ? CLOSE.damaged : CLOSE.tryLater;
				connection.close(code, 'the document could not be opened');
			})
			.finally(() => this.#joining.delete(connection));
		return connection;
	}

	async #admit(id: DocumentId, connection: Connection): Promise<void> {
		const { authorize, table, limits } = this.#options;
		if (this.#isClosed) return connection.close(CLOSE.goingAway, 'the server stops');
		const reviews = this.#reviews;
		const grant = grantFor(connection, await authorize(connection.principal, id));
		if (!isObeyed(connection, grant)) return;
		const opened = table.open(id);
		const room = await opened.ready;
		if (reviews !== this.#reviews) return this.#admit(id, connection);
		if (!room) return connection.close(CLOSE.notFound, 'no such document');
		if (room.connections.size >= limits.socketsPerDocument)
			return connection.close(CLOSE.tryLater, 'too many people in the document');
		opened.state = 'live';
		connection.open(room, grant);
	}

	/** Refuses everybody from now on. */
	close(): void {
		this.#isClosed = true;
	}

	/** All connections, including those that are still joining. */
	get everybody(): Connection[] {
		return [...this.#joining, ...this.#options.table.connections];
	}

	/** Closes the sockets of some people. */
	disconnect(match: (principal: Principal) => boolean, code: CloseCode, reason: string): void {
		for (const connection of this.everybody)
			if (match(connection.principal)) connection.close(code, reason);
	}

	/** Checks the open sockets of some documents again, after rights changed. */
	async review(documents: ReadonlySet<DocumentId>): Promise<void> {
		this.#reviews += 1;
		const rooms = [...documents].flatMap((id) => this.#options.table.get(id)?.room ?? []);
		for (const room of rooms)
			for (const connection of [...room.connections]) await this.#judge(room, connection);
	}

	/** Checks a socket's rights again when that is due. */
	lookAt(room: Room, connection: Connection): void {
		if (Date.now() - connection.judgedAt > JUDGED_AGAIN) void this.#judge(room, connection);
	}

	async #judge(room: Room, connection: Connection): Promise<void> {
		connection.judgedAt = Date.now();
		const grant = await this.#grantOf(room, connection);
		if (!grant || connection.isClosed) return;
		const before = connection.grant.access;
		connection.grant = grant;
		if (isObeyed(connection, grant) && grant.access !== before)
			connection.close(CLOSE.accessChanged, 'your rights changed');
	}

	/** Closes a socket whose rights cannot be checked now; its client reconnects and is checked then. */
	async #grantOf(room: Room, connection: Connection): Promise<Grant | undefined> {
		try {
			return grantFor(connection, await this.#options.authorize(connection.principal, room.id));
		} catch (error) {
			this.#options.onTrouble(error, 'checking rights');
			connection.close(CLOSE.tryLater, 'your rights could not be checked');
			return undefined;
		}
	}
}

/** What a program sends that writes documents of an earlier schema is kept, and not taken. */
function grantFor({ isOutdated }: Connection, grant: Grant): Grant {
	if (!isOutdated || grant.access === 'none') return grant;
	const holds = grant.access === 'write' ? 'outdated' : grant.holds;
	return { ...grant, access: 'read', holds };
}

/** Closes a connection that may not be here; false if it did. */
function isObeyed(connection: Connection, grant: Grant): boolean {
	if (grant.until <= Date.now()) connection.close(CLOSE.signedOut, 'the login has ended');
	else if (grant.access === 'none') connection.close(CLOSE.notFound, 'no such document');
	return !connection.isClosed;
}
