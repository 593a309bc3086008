import type { PersonId } from '#shared/ids.ts';
import type { Connection } from './connection.ts';
import { encodeEntries, scanEntries, stateAt, type PresenceEntry } from './messages.ts';

const MOST_GONE = 1_000; // people who left and whose clocks are remembered
const MOST_TAKEN = 2; // entries of a message: of a client itself, under its number and under one that it had before

interface Held extends PresenceEntry {
	readonly person: PersonId;
	/** The highest clock that anybody was told. */
	told: number;
	owner: Connection | undefined;
	/** The last owner, while there is none. */
	former: Connection | undefined;
}

/**
 * Who is in a document and where their caret is [R8]. Always true: an entry has one owner, the socket it came from; only
 * the owner, or a new socket of the same person, changes it, so echoes and forgeries of others' entries fall away; and
 * the `user` in it is the server's word. What changed is collected, the latest of each person, until {@link news} takes it.
 */
export class Presence {
	readonly #held = new Map<number, Held>();
	/** The one entry that a socket may change. */
	readonly #owned = new Map<Connection, number>();
	readonly #maxState: number;
	#changed = new Map<number, PresenceEntry>();
	/** Who took a number since news was taken, which each may once. */
	#renamed = new Set<Connection>();
	/** Who came back since news was taken. */
	#back = new Set<Connection>();

	/** `maxState` is how many bytes one person's state may have. */
	constructor(maxState: number) {
		this.#maxState = maxState;
	}

	/** Whose socket goes by a client's number; undefined when nobody here does. */
	personOf(client: number): PersonId | undefined {
		const held = this.#held.get(client);
		return held?.owner && held.person;
	}

	/** Takes entries from a socket. False when malformed. */
	apply(from: Connection, bytes: Uint8Array): boolean {
		let taken = 0;
		return scanEntries(bytes, (client, clock, start, end) => {
			if (taken === MOST_TAKEN || end - start > this.#maxState || !this.#mayChange(from, client))
				return;
			const held = this.#held.get(client);
			// The clock alone tells an echo of oneself; only something newer is worth reading.
			if (held && held.owner === from && clock < held.clock) return;
			taken += 1;
			this.#accept(from, { client, clock, state: stateAt(bytes, start, end) });
		});
	}

	#mayChange(from: Connection, client: number): boolean {
		const held = this.#held.get(client);
		if (held && held.person !== from.principal.person) return false;
		const own = this.#owned.get(from);
		if (own === client) return true;
		// Anything else is an echo, of somebody here or of somebody who has left; or a client that took a new number.
		const isFree = own === undefined || this.#held.get(own)?.state === undefined;
		return isFree && !this.#renamed.has(from);
	}

	#accept(from: Connection, entry: PresenceEntry): void {
		const held = this.#held.get(entry.client);
		const comesBack = held !== undefined && isBack(entry, held, from);
		if (held && !comesBack && !isNewer(entry, held)) return this.#takeOver(from, held);
		const state = entry.state === undefined ? undefined : stamp(entry.state, from);
		if (entry.state !== undefined && state === undefined) return;
		const clock = clockToTell(entry, held, comesBack);
		const told = Math.max(clock, held?.told ?? 0);
		const { person } = from.principal;
		const free = { owner: undefined, former: undefined };
		this.#held.set(entry.client, { ...entry, state, told, person, ...free });
		this.#own(from, entry.client);
		if (comesBack) this.#back.add(from);
		this.#changed.set(entry.client, { client: entry.client, clock, state });
	}

	/** Reconnected within the grace with nothing new: announced again, for those who joined meanwhile. */
	#takeOver(from: Connection, held: Held): void {
		const isOwn = held.owner === from;
		this.#own(from, held.client);
		if (!isOwn && held.state !== undefined) this.#changed.set(held.client, entryOf(held));
	}

	#own(connection: Connection, client: number): void {
		const held = this.#held.get(client);
		if (!held) return;
		if (this.#owned.get(connection) !== client) this.#renamed.add(connection);
		if (held.owner) this.#owned.delete(held.owner);
		held.owner = connection;
		held.former = undefined;
		this.#owned.set(connection, client);
	}

	/** A socket closed. Its entry stays for a while without an owner, so that others do not see a short disconnection. */
	disown(connection: Connection): void {
		const held = this.#heldBy(connection);
		this.#owned.delete(connection);
		if (!held) return;
		held.owner = undefined;
		held.former = connection;
	}

	#heldBy(connection: Connection): Held | undefined {
		const client = this.#owned.get(connection);
		return client === undefined ? undefined : this.#held.get(client);
	}

	/** Ends what a socket left and nobody took over, and tells it with the highest clock that peers know. */
	sweep(left: Connection): void {
		for (const [client, held] of this.#held) {
			if (held.former !== left) continue;
			this.#held.delete(client);
			this.#held.set(client, { ...held, state: undefined, former: undefined }); // the last to be forgotten
			if (held.state !== undefined)
				this.#changed.set(client, { client, clock: held.told, state: undefined });
		}
		this.#forget();
	}

	/** When too many have left, those who left first are forgotten. */
	#forget(): void {
		const gone = [...this.#held.values()].filter(({ state, owner }) => !state && !owner);
		const tooMany = Math.max(0, gone.length - MOST_GONE);
		for (const { client } of gone.slice(0, tooMany)) this.#held.delete(client);
	}

	get hasNews(): boolean {
		return this.#changed.size > 0;
	}

	/**
	 * What changed since the last call; undefined when nothing did. Whoever reconnected is told about others only: their own
	 * entry carries a higher clock, which would overwrite the newer state that they hold.
	 */
	news(): { forAll: Uint8Array; forBack: ReadonlyMap<Connection, Uint8Array> } | undefined {
		if (this.#changed.size === 0) return undefined;
		const entries = [...this.#changed.values()];
		const back = [...this.#back];
		this.#changed = new Map();
		this.#back = new Set();
		this.#renamed = new Set();
		if (this.#held.size > 2 * MOST_GONE) this.#forget();
		const butOwn = (one: Connection) =>
			entries.filter(({ client }) => client !== this.#owned.get(one));
		return {
			forAll: encodeEntries(entries),
			forBack: new Map(back.map((one) => [one, encodeEntries(butOwn(one))]))
		};
	}

	/**
	 * Everybody else, for someone who just came in; undefined when nobody is here. Clocks are one ahead: a client that was
	 * cut off keeps the old clocks and would ignore an equal one. Never their own, which would overwrite their newer state.
	 */
	everyone(but: Connection): Uint8Array | undefined {
		const others = [...this.#held.values()].filter(
			({ state, owner }) => state !== undefined && owner && owner !== but
		);
		for (const held of others) held.told = Math.max(held.told, held.clock + 1);
		const entries = others.map(({ client, clock, state }) => ({ client, clock: clock + 1, state }));
		return entries.length > 0 ? encodeEntries(entries) : undefined;
	}
}

function entryOf({ client, clock, state }: Held): PresenceEntry {
	return { client, clock, state };
}

/** Somebody who had left, with a socket of its own: a client says the same clock again then. */
function isBack(entry: PresenceEntry, held: Held, from: Connection): boolean {
	const isGone = held.state === undefined && held.owner !== from;
	return isGone && entry.state !== undefined && entry.clock >= held.clock;
}

/** Peers keep the highest clock they were told: who comes back must be above it, and who leaves not below it. */
function clockToTell(entry: PresenceEntry, held: Held | undefined, comesBack: boolean): number {
	if (comesBack) return Math.max(entry.clock, (held?.told ?? 0) + 1);
	return entry.state === undefined ? Math.max(entry.clock, held?.told ?? 0) : entry.clock;
}

/** The rule of the awareness protocol. */
function isNewer(entry: PresenceEntry, held: PresenceEntry): boolean {
	if (entry.clock > held.clock) return true;
	return entry.clock === held.clock && entry.state === undefined && held.state !== undefined;
}

function stamp(json: string, from: Connection): string | undefined {
	try {
		const state: unknown = JSON.parse(json);
		if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined;
		return JSON.stringify({ ...state, user: from.principal.user });
	} catch {
		return undefined;
	}
}
