import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import * as v from 'valibot';
import { idSchema, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { Numbers, SessionPart } from '#shared/protocol/live.ts';
import { SessionNews, type NewsOptions } from './session-news.ts';
import type { LiveServer, LiveSocket, LiveVisitor } from './sockets.ts';

export interface LiveOptions extends NewsOptions {
	/** Reads the visitor from the `Cookie` header; undefined refuses the socket. */
	readonly visitor: (cookie: string) => Promise<LiveVisitor | undefined>;
	/** The documents of a session that a person may read; undefined when they are no participant. */
	readonly readable: (person: PersonId, session: SessionId) => Promise<DocumentId[] | undefined>;
	/** Whether a page of this origin may open a socket. */
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
}

const sessionSchema = idSchema<SessionId>();
const MAX_MESSAGE = 16 * 1024; // bytes; browsers only ever name a session

/**
 * The live channel: tells browsers who is here, what changed, new numbers and notifications. Rooms: `session:<id>`,
 * `document:<id>` (only people who may read it) and `person:<id>`.
 */
export class Live {
	readonly #options: LiveOptions;
	readonly #io: LiveServer;
	/** Presence, run and attendance of sessions. */
	readonly news: SessionNews;

	constructor(options: LiveOptions) {
		this.#options = options;
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
		this.news = new SessionNews(this.#io, options);
		this.#io.use((socket, next) => void this.#admit(socket, next));
		this.#io.on('connection', (socket) => this.#welcome(socket));
	}

	/** Serves on this HTTP server, next to pages and document sockets. */
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
		this.news.entered(session.output, socket.id);
	}

	async #leave(socket: LiveSocket, asked: unknown): Promise<void> {
		const session = v.safeParse(sessionSchema, asked);
		if (!session.success) return;
		await socket.leave(`session:${session.output}`);
		this.news.look(session.output);
	}

	#lookSoon(room: string): void {
		setImmediate(() => this.news.look(room.slice('session:'.length) as SessionId));
	}

	/** A part of a session changed. */
	changed(session: SessionId, part: SessionPart): void {
		this.#io.to(`session:${session}`).emit('changed', session, part);
	}

	/** Numbers were given in a document; only its readers are told. */
	numbers(session: SessionId, document: DocumentId, numbers: Numbers): void {
		this.#io.to(`document:${document}`).emit('numbers', session, numbers);
	}

	/** A version of a document was kept; only its readers are told. */
	versions(document: DocumentId): void {
		this.#io.to(`document:${document}`).emit('versions', document);
	}

	/** A read-back was opened or changed; only the document's readers are told. */
	readBack(view: ReadBackView): void {
		this.#io.to(`document:${view.document}`).emit('readBack', view.session, view);
	}

	/** The follow-up of an action changed; only its document's readers are told. */
	followUp(view: FollowUpView): void {
		this.#io.to(`document:${view.document}`).emit('followUp', view.session, view);
	}

	/** The registers of these people changed. */
	registers(people: readonly PersonId[]): void {
		if (people.length > 0) this.#io.to(people.map((id) => `person:${id}`)).emit('registers');
	}

	/** Sends a notification to its person. */
	notify(person: PersonId, notification: NotificationView): void {
		this.#io.to(`person:${person}`).emit('notification', notification);
	}

	/** Rights in a session changed: checks everybody in it again. */
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
		this.news.look(session);
	}

	/** Closes the sockets of logins that have ended. */
	async signOut(match: (visitor: LiveVisitor) => boolean): Promise<void> {
		for (const socket of await this.#io.fetchSockets())
			if (match(socket.data.visitor)) {
				socket.emit('signedOut');
				socket.disconnect(true);
			}
	}

	/** Closes all sockets. Does not close the HTTP server. */
	close(): void {
		this.news.close();
		this.#io.disconnectSockets(true);
		this.#io.engine?.close();
	}
}
