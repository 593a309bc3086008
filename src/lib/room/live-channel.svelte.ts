import { io, type Socket } from 'socket.io-client';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { createContext } from 'svelte';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { FollowUpView } from '#shared/follow-up/follow-up.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import type { PersonAttendance } from '#shared/run/attendance.ts';
import type { RunView } from '#shared/run/run-view.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import type {
	ClientEvents,
	DocumentRecords,
	Entry,
	Numbers,
	Present,
	ServerEvents,
	SessionPart
} from '#shared/protocol/live.ts';
import type { RecordsChange } from '#shared/board/records-view.ts';
import { watchLine } from '../sync/awake.ts';
import { liveLine } from './live-line.ts';
import { Retry } from './retry.ts';
import { Upgrades } from './upgrades.ts';

/** The login has ended, or somebody else has signed in in this browser meanwhile. */
export type SignedOut = 'ended' | 'someone-else';

/** The page that enters a session: the moment as of which it was read, and what it does when it missed something. */
interface Entering {
	readonly asOf: () => number;
	readonly onMissed: () => void;
}

/**
 * Live events from the server over socket.io, which falls back to polling where WebSockets are blocked. One per page.
 * socket.io comes back by itself after a lost connection, but not after a refusal (too many sockets, or an overloaded
 * server), so that is tried again here.
 */
export class LiveChannel {
	readonly #socket: Socket<ServerEvents, ClientEvents>;
	readonly #entered = new SvelteMap<SessionId, Entering>();
	readonly #upgrades: Upgrades;
	readonly #retry = new Retry();
	readonly #returned = new SvelteSet<() => void>();
	readonly #restored = new SvelteSet<() => void>();
	#signedOut = $state<SignedOut>();
	#connected = $state(true);
	#hasMissed = false;

	/** For a page of this person; it is not connected while somebody else is signed in. */
	constructor(person: PersonId) {
		this.#socket = io({ path: '/live', autoConnect: false, auth: { as: person } });
		this.#upgrades = new Upgrades(this.#socket);
		this.#socket.on('connect', () => this.#welcomed());
		this.#socket.on('disconnect', () => (this.#connected = false));
		this.#socket.on('signedOut', () => (this.#signedOut = 'ended'));
		this.#socket.on('connect_error', ({ message }) => this.#turnedAway(message));
		this.#socket.io.on('reconnect', () => this.#tellReturned());
	}

	#welcomed(): void {
		this.#connected = true;
		this.#retry.reset();
		const isRestored = this.#signedOut !== undefined;
		this.#signedOut = undefined;
		if (isRestored) for (const listener of this.#restored) listener();
		this.#entered.forEach((entering, session) => this.#enter(session, entering));
		if (this.#hasMissed) this.#tellReturned();
		this.#hasMissed = false;
	}

	#turnedAway(why: string): void {
		if (why === 'not-signed-in' || why === 'someone-else') {
			this.#signedOut = why === 'someone-else' ? why : 'ended';
			this.#socket.disconnect();
		} else if (!this.#socket.active) {
			this.#hasMissed = true;
			this.#connected = false;
			this.#retry.later(() => this.#socket.connect());
		}
	}

	#tellReturned(): void {
		for (const listener of this.#returned) listener();
	}

	open(): () => void {
		this.#socket.connect();
		const stops = [
			this.#upgrades.watch(),
			watchLine(liveLine(this.#socket, () => (this.#hasMissed = true)))
		];
		return () => {
			stops.forEach((stop) => stop());
			this.#retry.reset();
			this.#socket.disconnect();
		};
	}

	/** False while the connection is lost; true before the first connection. */
	get isConnected(): boolean {
		return this.#connected;
	}

	/** Set once the login has ended elsewhere, or has expired; until the person has signed in again. */
	get signedOut(): SignedOut | undefined {
		return this.#signedOut;
	}

	/** Connects again after a sign-in, in this tab or another one; stays signed out when there was none. */
	again(): void {
		if (this.#signedOut) this.#socket.connect();
	}

	/**
	 * Enters a session, again after each reconnect; returns a function that leaves it. Says when something was told there
	 * after the page was read and before it was heard here.
	 */
	enter(session: SessionId, entering: Entering): () => void {
		this.#entered.set(session, entering);
		if (this.#socket.connected) this.#enter(session, entering);
		return () => {
			this.#entered.delete(session);
			this.#socket.emit('leave', session);
		};
	}

	#enter(session: SessionId, { asOf, onMissed }: Entering): void {
		this.#socket.emit('enter', session, asOf(), (entry: Entry) => {
			if (entry !== 'current' && this.#entered.has(session)) onMissed();
		});
	}

	onPresent(session: SessionId, listener: (present: readonly Present[]) => void): () => void {
		return this.#in(session, 'present', listener);
	}

	onPresentChanged(
		session: SessionId,
		listener: (came: readonly Present[], went: readonly PersonId[]) => void
	): () => void {
		return this.#in(session, 'presentChanged', listener);
	}

	onRun(session: SessionId, listener: (run: RunView) => void): () => void {
		return this.#in(session, 'run', listener);
	}

	/** `isAll`: the list is complete and replaces what was known. */
	onAttendance(
		session: SessionId,
		listener: (people: readonly PersonAttendance[], isAll: boolean) => void
	): () => void {
		type Hear = (people: readonly PersonAttendance[]) => void;
		const all: Hear = (people) => listener(people, true);
		const changed: Hear = (people) => listener(people, false);
		const stops = [
			this.#in(session, 'attendance', all),
			this.#in(session, 'attendanceChanged', changed)
		];
		return () => stops.forEach((stop) => stop());
	}

	onChanged(session: SessionId, listener: (part: SessionPart) => void): () => void {
		return this.#in(session, 'changed', listener);
	}

	onNumbers(session: SessionId, listener: (numbers: Numbers) => void): () => void {
		return this.#in(session, 'numbers', listener);
	}

	/** The records of readable documents, of all on entering. */
	onRecords(session: SessionId, listener: (all: readonly DocumentRecords[]) => void): () => void {
		return this.#in(session, 'records', listener);
	}

	onRecordsChanged(
		session: SessionId,
		listener: (document: DocumentId, change: RecordsChange) => void
	): () => void {
		return this.#in(session, 'recordsChanged', listener);
	}

	/** The follow-up of an action in a readable document changed. */
	onFollowUp(session: SessionId, listener: (view: FollowUpView) => void): () => void {
		return this.#in(session, 'followUp', listener);
	}

	onRegisters = (listener: () => void) => this.#on('registers', listener);

	/** Files changed that this person may have. */
	onFiles = (session: SessionId, listener: () => void) => this.#in(session, 'files', listener);

	/** Lines of a document went into an annex. */
	onWithheld = (listener: (document: DocumentId) => void) => this.#on('withheld', listener);

	/** Someone kept a version of the document. */
	onVersions(document: DocumentId, listener: () => void): () => void {
		return this.#on('versions', (which: DocumentId) => void (which === document && listener()));
	}

	/** A read-back in a readable document changed. */
	onReadBack(session: SessionId, listener: (view: ReadBackView) => void): () => void {
		return this.#in(session, 'readBack', listener);
	}

	onRemoved(session: SessionId, listener: () => void): () => void {
		return this.#in(session, 'removed', listener);
	}

	onNotification(listener: (notification: NotificationView) => void): () => void {
		return this.#on('notification', listener);
	}

	/** After a lost or refused connection: events were missed, so pages should reload. */
	onReconnect(listener: () => void): () => void {
		this.#returned.add(listener);
		return () => void this.#returned.delete(listener);
	}

	/** The person has signed in again: what was closed with their login can be opened. */
	onRestored(listener: () => void): () => void {
		this.#restored.add(listener);
		return () => void this.#restored.delete(listener);
	}

	/** Listens to what is said of one session. */
	#in<Said extends unknown[]>(
		session: SessionId,
		name: keyof ServerEvents,
		listener: (...said: Said) => void
	): () => void {
		return this.#on(name, (where: SessionId, ...said: Said) => {
			if (where === session) listener(...said);
		});
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
