import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import * as v from 'valibot';
import { idSchema, type DocumentId, type PersonId, type SessionId } from '#shared/ids.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type { Entry, Numbers, SessionPart } from '#shared/protocol/live.ts';
import type { RecordsView } from '#shared/board/records-view.ts';
import { Bucket } from '../rate/bucket.ts';
import type { Guest } from './guest.ts';
import { Guests, type GuestsOptions } from './guests.ts';
import { SessionNews, type NewsOptions } from './session-news.ts';
import { LastTold } from './last-told.ts';
import { RecordTeller, type OnRecords } from './record-teller.ts';
import { ShownRecords, type ShownRecordsOptions } from './shown-records.ts';
import type { LiveServer, LiveSocket, LiveVisitor } from './sockets.ts';

export interface LiveOptions
	extends NewsOptions, Pick<GuestsOptions, 'limits' | 'visitor' | 'until' | 'readable'> {
	/** Whether a page of this origin may open a socket. */
	readonly allowOrigin: (origin: string | undefined, host: string | undefined) => boolean;
	readonly records: ShownRecordsOptions['read'];
	readonly onRecords: OnRecords;
}

const sessionSchema = idSchema<SessionId>();
const entrySchema = v.tuple([sessionSchema, v.fallback(v.number(), 0)]);
const MAX_MESSAGE = 16 * 1024; // bytes; browsers only ever name a session
const STRANGE_PATIENCE = 10_000; // ms after which a connection is closed that nobody was let in on

/**
 * The live channel: tells browsers who is here, what changed, new numbers and notifications. Rooms: `session:<id>`,
 * `document:<id>` (only people who may read it) and `person:<id>`.
 */
export class Live {
	readonly #options: LiveOptions;
	readonly #io: LiveServer;
	readonly #guests: Guests;
	/** Connections that have asked to be let in, which each may once. */
	readonly #visited = new WeakSet<LiveSocket['conn']>();
	readonly #welcomed = new WeakMap<LiveSocket, Guest>();
	readonly #told = new LastTold();
	readonly #shown: ShownRecords;
	/** What was refused so far, by its reason. */
	readonly refusals = new Map<string, number>();
	/** Presence, run and attendance of sessions. */
	readonly news: SessionNews;

	constructor(options: LiveOptions) {
		this.#options = options;
		this.#shown = new ShownRecords({ ...options, read: options.records });
		this.#io = new Server({
			path: '/live',
			serveClient: false,
			destroyUpgrade: false,
			perMessageDeflate: false,
			maxHttpBufferSize: MAX_MESSAGE,
			connectTimeout: STRANGE_PATIENCE,
			allowRequest: (request, answer) => {
				const { origin, host } = request.headers;
				answer(null, options.allowOrigin(origin, host));
			}
		});
		this.news = new SessionNews(this.#io, options);
		const teller = new RecordTeller(this.#shown, options.onRecords);
		this.#guests = new Guests({
			...options,
			onRefused: (reason) => this.#refuse(reason),
			onEntered: (guest, session) => this.news.entered(session, guest.id),
			onGained: (guest, session, documents) =>
				options.unawaited(teller.tell(guest, session, documents)),
			onLeft: (session) => this.news.look(session)
		});
		this.#io.use((socket, next) => void this.#admit(socket, next));
		this.#io.on('connection', (socket) => this.#welcome(socket));
	}

	/** Serves on this HTTP server, next to pages and document sockets. */
	attach(server: HttpServer): void {
		this.#io.attach(server);
		this.#io.engine.on('connection', (conn: LiveSocket['conn']) => this.#bound(conn));
	}

	/** Ends a connection that sends too much. What it sent after that is not looked at. */
	#bound(conn: LiveSocket['conn']): void {
		const allowance = new Bucket(this.#options.limits.messagesPerSecond);
		conn.on('packet', () => {
			if (allowance.take(1, Date.now())) return;
			if (conn.readyState === 'open') this.#refuse('too-many-messages');
			conn.close(true);
		});
	}

	#refuse(reason: string): void {
		this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
	}

	async #admit(socket: LiveSocket, next: (error?: Error) => void): Promise<void> {
		if (this.#visited.has(socket.conn)) return socket.conn.close(true);
		this.#visited.add(socket.conn);
		try {
			const guest = await this.#guests.admit(socket);
			if (typeof guest === 'string') return next(new Error(guest));
			socket.data.visitor = guest.visitor;
			this.#welcomed.set(socket, guest);
			next();
		} catch {
			next(new Error('try-later'));
		}
	}

	#welcome(socket: LiveSocket): void {
		const guest = this.#welcomed.get(socket);
		if (!guest) return;
		if (guest.isEnded) return guest.end();
		void socket.join(`person:${guest.visitor.person}`);
		socket.on('enter', (asked, asOf, answer) => this.#enter(guest, [asked, asOf], answer));
		socket.on('leave', (asked) => {
			const session = v.safeParse(sessionSchema, asked);
			if (session.success) guest.leave(session.output);
		});
		socket.on('here', (answer: unknown) => {
			if (typeof answer === 'function') (answer as () => void)();
		});
		socket.on('disconnect', () => guest.gone());
	}

	#enter(guest: Guest, asked: [session: unknown, asOf: unknown], answer: unknown): void {
		const reply = (entry: Entry): void => {
			if (typeof answer === 'function') (answer as (entry: Entry) => void)(entry);
		};
		const parsed = v.safeParse(entrySchema, asked);
		if (!parsed.success) return reply('refused');
		const [session, asOf] = parsed.output;
		guest.enter(session, (documents) => {
			if (!documents) return reply('refused');
			reply(this.#told.isAfter(asOf, session, documents) ? 'behind' : 'current');
		});
	}

	/** A part of a session changed that everybody in it may know of. */
	changed(session: SessionId, part: SessionPart): void {
		this.#told.tell(session);
		this.#io.to(`session:${session}`).emit('changed', session, part);
	}

	/** A document itself, or its records, changed; only its readers are told. */
	changedOf(session: SessionId, document: DocumentId, part: 'documents' | 'registers'): void {
		this.#told.tell(document);
		this.#io.to(`document:${document}`).emit('changed', session, part);
	}

	/** Numbers were given in a document; only its readers are told. */
	numbers(session: SessionId, document: DocumentId, numbers: Numbers): void {
		this.#told.tell(document);
		this.#io.to(`document:${document}`).emit('numbers', session, numbers);
	}

	/** The records of a document are these now; its readers are told what is different. */
	records(session: SessionId, document: DocumentId, now: RecordsView): void {
		const change = this.#shown.change(document, now);
		if (!change) return;
		this.#told.tell(document);
		const readers = this.#io.to(`document:${document}`);
		if (change === 'whole') readers.emit('records', session, [[document, now]]);
		else readers.emit('recordsChanged', session, document, change);
	}

	/** Lines of a document went into an annex; only its readers are told. */
	withheld(document: DocumentId): void {
		this.#io.to(`document:${document}`).emit('withheld', document);
	}

	/** Files of a session changed; only those are told who may have them. */
	files(session: SessionId, people: readonly PersonId[]): void {
		if (people.length > 0) this.#io.to(people.map((id) => `person:${id}`)).emit('files', session);
	}

	/** A version of a document was kept; only its readers are told. */
	versions(document: DocumentId): void {
		this.#io.to(`document:${document}`).emit('versions', document);
	}

	/** A read-back was opened or changed; only the document's readers are told. */
	readBack(view: ReadBackView): void {
		this.#told.tell(view.document);
		this.#io.to(`document:${view.document}`).emit('readBack', view.session, view);
	}

	/** The follow-up of an action changed; only its document's readers are told. */
	followUp(view: FollowUpView): void {
		this.#told.tell(view.document);
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
		this.#told.tell(session);
		await this.#guests.review(session);
		this.news.look(session);
	}

	/** Somebody said in a login why they open a document of a session: the pages of that login get it. */
	async justified(session: SessionId, document: DocumentId, login: string): Promise<void> {
		this.#told.tell(document);
		await this.#guests.review(session, login);
	}

	/** Closes the sockets of logins that have ended. */
	signOut(match: (visitor: LiveVisitor) => boolean): void {
		this.#guests.signOut(match);
	}

	/** Closes all sockets. Does not close the HTTP server. */
	close(): void {
		this.news.close();
		this.#guests.close();
		this.#io.disconnectSockets(true);
		this.#io.engine?.close();
	}
}
