import type { Server as HttpServer } from 'node:http';
import { Server, type BroadcastOperator, type Socket } from 'socket.io';
import * as v from 'valibot';
import { idSchema, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import type { PersonAttendance } from '#shared/run/attendance.ts';
import type { RunView } from '#shared/run/run-view.ts';
import type {
	ClientEvents,
	NotificationView,
	Numbers,
	Present,
	ServerEvents,
	SessionPart
} from '#shared/protocol/live.ts';
import { Gather } from './gather.ts';

/** Who is behind a socket. */
export interface LiveVisitor {
	readonly person: PersonId;
	readonly login: string;
	readonly name: string;
	readonly organisation: string;
	readonly colour: string;
}

export interface LiveOptions {
	/** Reads the visitor from the `Cookie` header; undefined refuses the socket. */
	readonly visitor: (cookie: string) => Promise<LiveVisitor | undefined>;
	/** The documents of a session that a person may read; undefined when they take no part. */
	readonly readable: (person: PersonId, session: SessionId) => Promise<DocumentId[] | undefined>;
	/** How a session runs now. */
	readonly run: (session: SessionId) => Promise<RunView | undefined>;
	/** The attendance of these people, or of all. */
	readonly attendance: (
		session: SessionId,
		people?: readonly PersonId[]
	) => Promise<readonly PersonAttendance[]>;
	/** People opened a session, or have it open no more. */
	readonly onPresence: (
		session: SessionId,
		came: readonly PersonId[],
		went: readonly PersonId[]
	) => void;
	/** May a page of this origin open a socket? */
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
	/** Takes work that nobody waits for. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/** Some of the sockets. */
type Listeners = Pick<BroadcastOperator<ServerEvents, { visitor: LiveVisitor }>, 'emit'>;

type LiveSocket = Socket<
	ClientEvents,
	ServerEvents,
	Record<string, never>,
	{ visitor: LiveVisitor }
>;

const sessionSchema = idSchema<SessionId>();
const MAX_MESSAGE = 16 * 1024; // bytes; browsers only ever name a session
const PAUSE = 100; // ms between two tellings of a session, however many come, go and ask

/** What is to be told in a session. */
interface News {
	/** Sockets that entered: they are told everything. */
	readonly entered: string[];
	/** People whose attendance changed. */
	readonly people: Set<PersonId>;
	everybody: boolean;
	run: boolean;
}

/**
 * What the server says: who is here, what changed, numbers given, notifications. Rooms: `session:<id>`,
 * `document:<id>` (only those who may read it) and `person:<id>`.
 */
export class Live {
	readonly #options: LiveOptions;
	readonly #io: Server<ClientEvents, ServerEvents, Record<string, never>, { visitor: LiveVisitor }>;
	readonly #news: Gather<News>;
	readonly #present = new Map<SessionId, Map<PersonId, Present>>();

	constructor(options: LiveOptions) {
		this.#options = options;
		this.#news = new Gather<News>({
			pause: PAUSE,
			none: () => ({ entered: [], people: new Set(), everybody: false, run: false }),
			deliver: (session, news) => this.#tell(session, news),
			unawaited: options.unawaited
		});
		this.#io = new Server({
			path: '/live',
			serveClient: false,
			destroyUpgrade: false,
			perMessageDeflate: false,
			maxHttpBufferSize: MAX_MESSAGE,
			allowRequest: (request, answer) => {
				const { origin, host } = request.headers;
				answer(null, options.allowOrigin(origin, host));
			}
		});
		this.#io.use((socket, next) => void this.#admit(socket, next));
		this.#io.on('connection', (socket) => this.#welcome(socket));
	}

	/** Serves on this HTTP server, beside pages and document sockets. */
	attach(server: HttpServer): void {
		this.#io.attach(server);
	}

	async #admit(socket: LiveSocket, next: (error?: Error) => void): Promise<void> {
		try {
			const visitor = await this.#options.visitor(socket.handshake.headers.cookie ?? '');
			if (!visitor) return next(new Error('not-signed-in'));
			socket.data.visitor = visitor;
			next();
		} catch {
			next(new Error('try-later'));
		}
	}

	#welcome(socket: LiveSocket): void {
		const { person, login } = socket.data.visitor;
		const { unawaited } = this.#options;
		void socket.join([`person:${person}`, `login:${login}`]);
		socket.on('enter', (session, answer) => unawaited(this.#enter(socket, session, answer)));
		socket.on('leave', (session) => unawaited(this.#leave(socket, session)));
		socket.on('disconnecting', () => {
			for (const room of socket.rooms) if (room.startsWith('session:')) this.#lookSoon(room);
		});
	}

	async #enter(socket: LiveSocket, asked: unknown, answer: unknown): Promise<void> {
		const reply = (entered: boolean): void => {
			if (typeof answer === 'function') (answer as (entered: boolean) => void)(entered);
		};
		const session = v.safeParse(sessionSchema, asked);
		if (!session.success) return reply(false);
		const { person } = socket.data.visitor;
		const documents = await this.#options.readable(person, session.output);
		if (!documents) return reply(false);
		await socket.join([`session:${session.output}`, ...documents.map((id) => `document:${id}`)]);
		reply(true);
		this.#news.add(session.output, ({ entered }) => entered.push(socket.id));
	}

	async #leave(socket: LiveSocket, asked: unknown): Promise<void> {
		const session = v.safeParse(sessionSchema, asked);
		if (!session.success) return;
		await socket.leave(`session:${session.output}`);
		this.#look(session.output);
	}

	#lookSoon(room: string): void {
		setImmediate(() => this.#look(room.slice('session:'.length) as SessionId));
	}

	/** Who is here may have changed. */
	#look(session: SessionId): void {
		this.#news.add(session, () => undefined);
	}

	async #tell(session: SessionId, { entered, people, everybody, run }: News): Promise<void> {
		const { came, went } = await this.#compare(session);
		const others = this.#io.to(`session:${session}`).except(entered);
		if (came.length > 0 || went.length > 0) {
			others.emit('presentChanged', session, came, went);
			this.#options.onPresence(
				session,
				came.map(({ person }) => person),
				went
			);
		}
		if (run) await this.#tellRun(session, others);
		if (everybody) others.emit('attendance', session, await this.#options.attendance(session));
		else if (people.size > 0) {
			const changed = await this.#options.attendance(session, [...people]);
			others.emit('attendanceChanged', session, changed);
		}
		if (entered.length > 0) await this.#tellAll(session, this.#io.to(entered));
	}

	async #tellAll(session: SessionId, to: Listeners): Promise<void> {
		to.emit('present', session, [...(this.#present.get(session)?.values() ?? [])]);
		await this.#tellRun(session, to);
		to.emit('attendance', session, await this.#options.attendance(session));
	}

	async #tellRun(session: SessionId, to: Listeners): Promise<void> {
		const run = await this.#options.run(session);
		if (run) to.emit('run', session, run);
	}

	/** Looks who is here now, and says what changed since it looked last. */
	async #compare(session: SessionId): Promise<{ came: Present[]; went: PersonId[] }> {
		const before = this.#present.get(session) ?? new Map<PersonId, Present>();
		const now = new Map<PersonId, Present>();
		for (const { data } of await this.#io.in(`session:${session}`).fetchSockets()) {
			const { person, name, organisation, colour } = data.visitor;
			now.set(person, { person, name, organisation, colour });
		}
		if (now.size > 0) this.#present.set(session, now);
		else this.#present.delete(session);
		return {
			came: [...now.values()].filter(({ person }) => !before.has(person)),
			went: [...before.keys()].filter((person) => !now.has(person))
		};
	}

	/** Who has a session open, as it was told last. */
	present(session: SessionId): PersonId[] {
		return [...(this.#present.get(session)?.keys() ?? [])];
	}

	/** What runs, or who has the floor, changed. */
	run(session: SessionId): void {
		this.#news.add(session, (news) => (news.run = true));
	}

	/** The attendance of these people changed. */
	attendance(session: SessionId, people: readonly PersonId[]): void {
		this.#news.add(session, (news) => people.forEach((person) => news.people.add(person)));
	}

	/** The attendance of everybody changed. */
	attendanceOfAll(session: SessionId): void {
		this.#news.add(session, (news) => (news.everybody = true));
	}

	/** A part of a session changed. */
	changed(session: SessionId, part: SessionPart): void {
		this.#io.to(`session:${session}`).emit('changed', session, part);
	}

	/** Numbers were given in a document; only its readers hear of it. */
	numbers(session: SessionId, document: DocumentId, numbers: Numbers): void {
		this.#io.to(`document:${document}`).emit('numbers', session, numbers);
	}

	/** A version of a document was kept; only its readers hear of it. */
	versions(document: DocumentId): void {
		this.#io.to(`document:${document}`).emit('versions', document);
	}

	/** Something concerns a person. */
	notify(person: PersonId, notification: NotificationView): void {
		this.#io.to(`person:${person}`).emit('notification', notification);
	}

	/** Rights in a session changed: everybody there is judged afresh. */
	async review(session: SessionId): Promise<void> {
		const sockets = await this.#io.in(`session:${session}`).fetchSockets();
		for (const socket of sockets) {
			const { person } = socket.data.visitor;
			const documents = await this.#options.readable(person, session);
			for (const room of socket.rooms) if (room.startsWith('document:')) socket.leave(room);
			if (documents) socket.join(documents.map((id) => `document:${id}`));
			else {
				socket.emit('removed', session);
				socket.leave(`session:${session}`);
			}
		}
		this.#look(session);
	}

	/** Ends the sockets of logins that are over. */
	async signOut(match: (visitor: LiveVisitor) => boolean): Promise<void> {
		for (const socket of await this.#io.fetchSockets())
			if (match(socket.data.visitor)) {
				socket.emit('signedOut');
				socket.disconnect(true);
			}
	}

	/** Ends. The HTTP server is the caller's to close. */
	close(): void {
		this.#news.close();
		this.#io.disconnectSockets(true);
		this.#io.engine?.close();
	}
}
