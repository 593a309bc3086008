import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { PersonId } from '#shared/ids.ts';
import {
	FrameReader,
	LONGEST_NAMESPACE,
	MOST_IN_REQUEST,
	POLLED_PATH,
	POLLED_SIGNED_OUT
} from '#shared/protocol/polled.ts';
import { CLOSE, documentAddress, type DocumentAddress } from '#shared/protocol/sync.ts';
import type { Connection, Principal } from '../sync/connection.ts';
import { addressOf, isOwner, type DocumentRequests } from './document-request.ts';
import { PolledLine } from './polled-line.ts';
import { PolledPeer } from './polled-peer.ts';
import { Waiting } from './waiting.ts';

const IDLE = 10_000; // ms
const PING = 20_000; // ms; proxies end a request that is silent for a minute

export interface PolledOptions extends DocumentRequests {
	/** Most connections of one person; a page has one. */
	readonly maxLines: number;
	/** What the engine of socket.io may receive on one connection in a second, sustained; ten times that in a burst. */
	readonly packetsPerSecond: number;
	/** Milliseconds that a connection may be open without a document. */
	readonly idle?: number;
}

/**
 * Serves documents by long polling, for people whose network blocks WebSockets; see `shared/protocol/polled.ts`. Nothing
 * is read from anybody before it is known who asks. The engine judges each document as it does a socket's.
 */
export class PolledDocuments {
	readonly #options: PolledOptions;
	readonly #io: Server;
	readonly #waiting: Waiting;
	readonly #known = new WeakMap<IncomingMessage, Principal>();
	readonly #lines = new WeakMap<Socket['conn'], PolledLine>();
	readonly #counts = new Map<PersonId, number>();

	constructor(options: PolledOptions) {
		this.#options = options;
		this.#waiting = new Waiting(options.maxUnknown);
		this.#io = new Server({
			...{ path: POLLED_PATH, transports: ['polling'], serveClient: false },
			...{ maxHttpBufferSize: MOST_IN_REQUEST, httpCompression: false, pingInterval: PING },
			cleanupEmptyChildNamespaces: true,
			allowRequest: (request, answer) => {
				void this.#judge(request).then((refusal) => answer(refusal, refusal === undefined));
			}
		});
		this.#io.use((_socket, next) => next(new Error('not-found')));
		this.#io
			.of((name, _auth, next) => next(null, addressIn(name) !== undefined))
			.on('connection', (socket: Socket) => this.#open(socket));
	}

	/** Serves on this HTTP server, next to pages and document sockets. */
	attach(http: HttpServer): void {
		this.#io.attach(http);
		this.#io.engine.on('connection', (conn: Socket['conn']) => this.#welcome(conn));
	}

	/** How many people's pages are connected. */
	get open(): number {
		return this.#io.engine?.clientsCount ?? 0;
	}

	/** Why somebody may not connect; undefined when they may. */
	async #judge(request: IncomingMessage): Promise<string | undefined> {
		const { allowOrigin, onRefused, principal } = this.#options;
		const { origin, host, cookie = '' } = request.headers;
		const refuse = (status: string, why: string) => {
			onRefused(status);
			return why;
		};
		if (!allowOrigin(origin, host)) return refuse('403 Forbidden', 'wrong-origin');
		const known = this.#waiting.enter(addressOf(request));
		if (!known) return refuse('429 Too Many Requests', 'too-many');
		try {
			const who = await principal(cookie);
			if (!who) return refuse('401 Unauthorized', POLLED_SIGNED_OUT);
			this.#known.set(request, who);
			return undefined;
		} catch {
			return refuse('503 Service Unavailable', 'try-later');
		} finally {
			known();
		}
	}

	#welcome(conn: Socket['conn']): void {
		const { maxLines, packetsPerSecond, idle = IDLE, rooms } = this.#options;
		const who = this.#known.get(conn.request);
		if (!who || (this.#counts.get(who.person) ?? 0) >= maxLines) return conn.close(true);
		this.#count(who.person, 1);
		const onFlood = () => rooms.tally.closed(CLOSE.tryLater, 'too many packets');
		const onEnd = () => this.#count(who.person, -1);
		const line = { conn, who, packetsPerSecond, idle, onFlood, onEnd };
		this.#lines.set(conn, new PolledLine(line));
	}

	#count(person: PersonId, more: number): void {
		const count = (this.#counts.get(person) ?? 0) + more;
		if (count > 0) this.#counts.set(person, count);
		else this.#counts.delete(person);
	}

	#open(socket: Socket): void {
		const line = this.#lines.get(socket.conn);
		const asked = addressIn(socket.nsp.name);
		if (!line || !asked) return void socket.disconnect(true);
		const onDrained = () => connection?.drained();
		const peer = new PolledPeer({ socket, onSomething: () => line.wake(), onDrained });
		line.add(peer);
		const connection = this.#join(peer, line.who, asked, socket.nsp.name);
		if (!connection || connection.isClosed) return line.remove(peer);
		this.#read(socket, connection);
		socket.on('disconnect', () => {
			line.remove(peer);
			connection.left();
		});
	}

	#join(
		peer: PolledPeer,
		who: Principal,
		{ document, ...place }: DocumentAddress,
		name: string
	): Connection | undefined {
		const { rooms } = this.#options;
		if (isOwner(who, name)) return rooms.join(document, { ...who, ...place }, peer);
		rooms.tally.closed(CLOSE.signedOut, 'sign in again');
		peer.close(CLOSE.signedOut, 'sign in again');
		return undefined;
	}

	#read(socket: Socket, connection: Connection): void {
		const reader = new FrameReader(this.#options.maxFrameBytes);
		socket.on('frames', (part: unknown) => {
			if (!Buffer.isBuffer(part))
				return connection.close(CLOSE.protocol, 'text is not of the protocol');
			const frames = reader.read(part);
			if (!frames) return connection.close(CLOSE.tooLarge, 'a frame that is too large');
			for (const frame of frames) connection.receive(frame);
		});
	}

	/** Ends all connections. Does not close the HTTP server. */
	close(): void {
		this.#io.engine?.close();
	}
}

function addressIn(name: string): DocumentAddress | undefined {
	return name.length > LONGEST_NAMESPACE ? undefined : documentAddress(name.split('?')[0] ?? '');
}
