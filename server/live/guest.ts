import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { LiveSocket, LiveVisitor } from './sockets.ts';

/** Told the documents of the session that may be read, or that it was not entered. */
type Answer = (documents: readonly DocumentId[] | undefined) => void;

/** What a socket last asked of a session, and those who wait to hear whether it entered. */
interface Wish {
	readonly isToEnter: boolean;
	readonly answers: readonly Answer[];
}

export interface GuestOptions {
	readonly socket: LiveSocket;
	readonly visitor: LiveVisitor;
	/** When their login ends, as far as is known. */
	readonly until: number;
	/** The documents of a session that the guest may read now; undefined when they may not be in it. */
	readonly judge: (guest: Guest, session: SessionId) => Promise<readonly DocumentId[] | undefined>;
	readonly onEntered: (guest: Guest, session: SessionId) => void;
	/** It may read these documents of a session from now on. */
	readonly onGained: (guest: Guest, session: SessionId, documents: readonly DocumentId[]) => void;
	readonly onLeft: (session: SessionId) => void;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

/**
 * One socket on the live channel. Always true: it is in the room of a session exactly when it entered and has not left or
 * lost it since, and in the rooms of those documents of it that it may read; what it asks is done one after another, and
 * of what it asks about a session meanwhile, only the last counts.
 */
export class Guest {
	readonly visitor: LiveVisitor;
	until: number;
	/** Its login has ended. */
	isEnded = false;
	readonly #options: GuestOptions;
	readonly #inside = new Map<SessionId, readonly DocumentId[]>();
	readonly #wishes = new Map<SessionId, Wish>();
	#isBusy = false;

	constructor(options: GuestOptions) {
		this.#options = options;
		this.visitor = options.visitor;
		this.until = options.until;
	}

	get id(): string {
		return this.#options.socket.id;
	}

	/** How many sessions it is in. */
	get sessions(): number {
		return this.#inside.size;
	}

	isIn(session: SessionId): boolean {
		return this.#inside.has(session);
	}

	mayRead(session: SessionId, document: DocumentId): boolean {
		return this.#inside.get(session)?.includes(document) ?? false;
	}

	/** Tells it something, unless it is gone. */
	get tell(): Pick<LiveSocket, 'emit'> {
		return this.#options.socket;
	}

	/** Resolves once the network has taken what was sent, or the socket is gone. */
	async taken(): Promise<void> {
		const { conn } = this.#options.socket;
		while (conn.readyState === 'open' && !conn.transport.writable) {
			const { promise, resolve } = Promise.withResolvers<void>();
			const { transport } = conn;
			const go = () => resolve();
			transport.once('ready', go);
			conn.once('close', go);
			conn.once('upgrade', go);
			await promise;
			transport.off('ready', go);
			conn.off('close', go);
			conn.off('upgrade', go);
		}
	}

	/** Asks to enter a session. */
	enter(session: SessionId, answer: Answer): void {
		const answers = [...(this.#wishes.get(session)?.answers ?? []), answer];
		this.#wish(session, { isToEnter: true, answers });
	}

	/** Asks to leave a session. */
	leave(session: SessionId): void {
		this.#wishes.get(session)?.answers.forEach((answer) => answer(undefined));
		this.#wish(session, { isToEnter: false, answers: [] });
	}

	#wish(session: SessionId, wish: Wish): void {
		this.#wishes.set(session, wish);
		if (!this.#isBusy) void this.#work();
	}

	async #work(): Promise<void> {
		this.#isBusy = true;
		for (const [session, { isToEnter, answers }] of this.#wishes) {
			this.#wishes.delete(session);
			const entered = isToEnter ? await this.#tryToEnter(session) : undefined;
			if (!isToEnter) this.#leave(session);
			for (const answer of answers) answer(entered);
		}
		this.#isBusy = false;
	}

	/** Never rejects: what cannot be looked up now was not entered. */
	async #tryToEnter(session: SessionId): Promise<readonly DocumentId[] | undefined> {
		const documents = this.#options.judge(this, session);
		this.#options.unawaited(documents);
		const found = await documents.catch(() => undefined);
		if (this.isEnded) return undefined;
		this.admit(session, found);
		if (found) this.#options.onEntered(this, session);
		return found;
	}

	/** Puts it into the rooms of a session and of these documents, and out of those of others; undefined: out of all. */
	admit(session: SessionId, documents: readonly DocumentId[] | undefined): void {
		if (!documents) return this.#leave(session);
		const { socket, onGained } = this.#options;
		const before = this.#inside.get(session) ?? [];
		for (const id of before) if (!documents.includes(id)) void socket.leave(`document:${id}`);
		void socket.join([`session:${session}`, ...documents.map((id) => `document:${id}`)]);
		this.#inside.set(session, documents);
		const gained = documents.filter((id) => !before.includes(id));
		if (gained.length > 0) onGained(this, session, gained);
	}

	#leave(session: SessionId): void {
		const { socket, onLeft } = this.#options;
		const documents = this.#inside.get(session);
		if (!documents) return;
		this.#inside.delete(session);
		void socket.leave(`session:${session}`);
		for (const id of documents) void socket.leave(`document:${id}`);
		onLeft(session);
	}

	/** Rights in a session changed: tells it when it may read other documents than before, or was removed. */
	review(session: SessionId, documents: readonly DocumentId[] | undefined): void {
		const before = new Set(this.#inside.get(session));
		this.admit(session, documents);
		const { socket } = this.#options;
		if (!documents) socket.emit('removed', session);
		else if (before.symmetricDifference(new Set(documents)).size > 0)
			socket.emit('changed', session, 'documents');
	}

	/** Their login has ended: they are told so, and disconnected. */
	end(): void {
		const { socket } = this.#options;
		this.isEnded = true;
		if (!socket.connected) return; // about to be welcomed, and ended then
		socket.emit('signedOut');
		socket.disconnect(true);
	}

	/** The socket is gone. */
	gone(): void {
		this.isEnded = true;
		for (const session of this.#inside.keys()) this.#options.onLeft(session);
		this.#inside.clear();
	}
}
