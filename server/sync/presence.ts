import type { PersonId } from '#shared/ids.ts';
import type { Connection } from './connection.ts';
import { decodeEntries, encodeEntries, type PresenceEntry } from './messages.ts';

const MAX_STATE = 2_048; // characters of one person's state: a name, a colour, a caret

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
 * the `user` in it is the server's word.
 */
export class Presence {
	readonly #held = new Map<number, Held>();

	/** Takes entries from a socket. Returns the ones that are news to others; undefined when malformed. */
	apply(from: Connection, bytes: Uint8Array): PresenceEntry[] | undefined {
		const entries = decodeEntries(bytes);
		if (!entries) return undefined;
		const news: PresenceEntry[] = [];
		for (const entry of entries) {
			const accepted = this.#accept(from, entry);
			if (accepted) news.push(accepted);
		}
		return news;
	}

	#accept(from: Connection, entry: PresenceEntry): PresenceEntry | undefined {
		const held = this.#held.get(entry.client);
		const isOwn = held?.owner === from;
		if (held && held.person !== from.principal.person) return undefined;
		if (!isOwn && this.#owns(from)) return undefined; // an echo, of somebody here or of somebody who has left
		if (held && !isNewer(entry, held)) {
			held.owner = from;
			held.former = undefined;
			// Back after a short cut with nothing new to say: told again for those who came in meanwhile.
			return isOwn || held.state === undefined ? undefined : entryOf(held);
		}
		const state = entry.state === undefined ? undefined : stamp(entry.state, from);
		if (entry.state !== undefined && state === undefined) return undefined;
		const accepted = { client: entry.client, clock: entry.clock, state };
		const told = Math.max(entry.clock, held?.told ?? 0);
		const { person } = from.principal;
		this.#held.set(entry.client, { ...accepted, told, person, owner: from, former: undefined });
		return accepted;
	}

	#owns(connection: Connection): boolean {
		for (const held of this.#held.values()) if (held.owner === connection) return true;
		return false;
	}

	/** A socket closed: its entries stay for a moment without owner, so that a short cut is not seen by others. */
	disown(connection: Connection): void {
		for (const held of this.#held.values()) {
			if (held.owner !== connection) continue;
			held.owner = undefined;
			held.former = connection;
		}
	}

	/** Forgets what a socket left and nobody took over, and returns the removals, with the highest clock that peers know. */
	sweep(left: Connection): PresenceEntry[] {
		const removed: PresenceEntry[] = [];
		for (const [client, held] of this.#held) {
			if (held.former !== left) continue;
			this.#held.delete(client);
			if (held.state !== undefined) removed.push({ client, clock: held.told, state: undefined });
		}
		return removed;
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

/** The rule of the awareness protocol. */
function isNewer(entry: PresenceEntry, held: PresenceEntry): boolean {
	if (entry.clock > held.clock) return true;
	return entry.clock === held.clock && entry.state === undefined && held.state !== undefined;
}

function stamp(json: string, from: Connection): string | undefined {
	if (json.length > MAX_STATE) return undefined;
	try {
		const state: unknown = JSON.parse(json);
		if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined;
		return JSON.stringify({ ...state, user: from.principal.user });
	} catch {
		return undefined;
	}
}
