import { io, type Socket } from 'socket.io-client';
import { SvelteSet } from 'svelte/reactivity';
import { createContext } from 'svelte';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import type { PersonAttendance } from '#shared/run/attendance.ts';
import type { RunView } from '#shared/run/run-view.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type {
	ClientEvents,
	Numbers,
	Present,
	ServerEvents,
	SessionPart
} from '#shared/protocol/live.ts';
import { Retry } from './retry.ts';

/**
 * Live events from the server over socket.io, which falls back to polling where WebSockets are blocked. One per page.
 * socket.io comes back by itself after a lost connection, but not after a refusal (too many sockets, or an overloaded
 * server), so that is tried again here.
 */
export class LiveChannel {
	readonly #socket: Socket<ServerEvents, ClientEvents>;
	readonly #entered = new SvelteSet<SessionId>();
	readonly #retry = new Retry();
	readonly #returned = new SvelteSet<() => void>();
	#signedOut = $state(false);
	#connected = $state(true);
	#isRefused = false;

	constructor() {
		this.#socket = io({ path: '/live', autoConnect: false });
		this.#socket.on('connect', () => this.#welcomed());
		this.#socket.on('disconnect', () => (this.#connected = false));
		this.#socket.on('signedOut', () => (this.#signedOut = true));
		this.#socket.on('connect_error', ({ message }) => this.#turnedAway(message));
		this.#socket.io.on('reconnect', () => this.#tellReturned());
	}

	#welcomed(): void {
		this.#connected = true;
		this.#retry.reset();
		this.#entered.forEach((session) => this.#enter(session));
		if (this.#isRefused) this.#tellReturned();
		this.#isRefused = false;
	}

	#turnedAway(why: string): void {
		if (why === 'not-signed-in') {
			this.#signedOut = true;
			this.#socket.disconnect();
		} else if (!this.#socket.active) {
			this.#isRefused = true;
			this.#connected = false;
			this.#retry.later(() => this.#socket.connect());
		}
	}

	#tellReturned(): void {
		for (const listener of this.#returned) listener();
	}

	open(): () => void {
		this.#socket.connect();
		return () => {
			this.#retry.reset();
			this.#socket.disconnect();
		};
	}

	/** False while the connection is lost; true before the first connection. */
	get isConnected(): boolean {
		return this.#connected;
	}

	/** True once the login has ended elsewhere, or has expired. */
	get isSignedOut(): boolean {
		return this.#signedOut;
	}

	/** Enters a session, again after each reconnect; returns a function that leaves it. */
	enter(session: SessionId): () => void {
		this.#entered.add(session);
		if (this.#socket.connected) this.#enter(session);
		return () => {
			this.#entered.delete(session);
			this.#socket.emit('leave', session);
		};
	}

	#enter(session: SessionId): void {
		this.#socket.emit('enter', session, () => undefined);
	}

	onPresent(session: SessionId, listener: (present: readonly Present[]) => void): () => void {
		return this.#on('present', (where: SessionId, present: readonly Present[]) => {
			if (where === session) listener(present);
		});
	}

	onPresentChanged(
		session: SessionId,
		listener: (came: readonly Present[], went: readonly PersonId[]) => void
	): () => void {
		return this.#on(
			'presentChanged',
			(where: SessionId, came: readonly Present[], went: readonly PersonId[]) => {
				if (where === session) listener(came, went);
			}
		);
	}

	onRun(session: SessionId, listener: (run: RunView) => void): () => void {
		return this.#on('run', (where: SessionId, run: RunView) => {
			if (where === session) listener(run);
		});
	}

	/** `isAll`: the list is complete and replaces what was known. */
	onAttendance(
		session: SessionId,
		listener: (people: readonly PersonAttendance[], isAll: boolean) => void
	): () => void {
		const hear = (isAll: boolean) => (where: SessionId, people: readonly PersonAttendance[]) => {
			if (where === session) listener(people, isAll);
		};
		const stops = [this.#on('attendance', hear(true)), this.#on('attendanceChanged', hear(false))];
		return () => stops.forEach((stop) => stop());
	}

	onChanged(session: SessionId, listener: (part: SessionPart) => void): () => void {
		return this.#on('changed', (where: SessionId, part: SessionPart) => {
			if (where === session) listener(part);
		});
	}

	onNumbers(session: SessionId, listener: (numbers: Numbers) => void): () => void {
		return this.#on('numbers', (where: SessionId, numbers: Numbers) => {
			if (where === session) listener(numbers);
		});
	}

	/** The follow-up of an action in a readable document changed. */
	onFollowUp(session: SessionId, listener: (view: FollowUpView) => void): () => void {
		return this.#on('followUp', (where: SessionId, view: FollowUpView) => {
			if (where === session) listener(view);
		});
	}

	onRegisters(listener: () => void): () => void {
		return this.#on('registers', listener);
	}

	/** Someone kept a version of the document. */
	onVersions(document: DocumentId, listener: () => void): () => void {
		return this.#on('versions', (which: DocumentId) => {
			if (which === document) listener();
		});
	}

	/** A read-back in a readable document changed. */
	onReadBack(session: SessionId, listener: (view: ReadBackView) => void): () => void {
		return this.#on('readBack', (where: SessionId, view: ReadBackView) => {
			if (where === session) listener(view);
		});
	}

	onRemoved(session: SessionId, listener: () => void): () => void {
		return this.#on('removed', (where: SessionId) => {
			if (where === session) listener();
		});
	}

	onNotification(listener: (notification: NotificationView) => void): () => void {
		return this.#on('notification', listener);
	}

	/** After a lost or refused connection: events were missed, so pages should reload. */
	onReconnect(listener: () => void): () => void {
		this.#returned.add(listener);
		return () => void this.#returned.delete(listener);
	}

	/** Uses an untyped socket: socket.io's types cannot follow an event name that is a type parameter. */
	#on<Said extends unknown[]>(
		name: keyof ServerEvents,
		listener: (...said: Said) => void
	): () => void {
		const plain: Socket = this.#socket;
		plain.on(name, listener);
		return () => void plain.off(name, listener);
	}
}

/** The page's channel, for everything below the layout. */
export const [getLive, setLive] = createContext<LiveChannel>();
