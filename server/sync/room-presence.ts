import type { PersonId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { Batch } from './batch.ts';
import type { Connection } from './connection.ts';
import { awarenessFrame } from './messages.ts';
import { Presence } from './presence.ts';
import type { Tally } from './tally.ts';

const RECONNECT_GRACE = 5_000; // ms for which somebody who lost the connection is still shown

export interface RoomPresenceOptions {
	readonly connections: ReadonlySet<Connection>;
	/** Bytes that one person's state may have. */
	readonly maxState: number;
	readonly tally: Tally;
}

/** Sends and receives presence: once per tick everybody gets one message with the latest state of each person [R8]. */
export class RoomPresence {
	readonly #options: RoomPresenceOptions;
	readonly #presence: Presence;
	#isDue = false;

	constructor(options: RoomPresenceOptions) {
		this.#options = options;
		this.#presence = new Presence(options.maxState);
	}

	/** Tells somebody who is here. */
	greet(connection: Connection): void {
		const everyone = this.#presence.everyone(connection);
		if (everyone) connection.send(awarenessFrame(everyone));
	}

	/** Whose socket goes by a client's number; undefined when nobody here does. */
	personOf(client: number): PersonId | undefined {
		return this.#presence.personOf(client);
	}

	take(from: Connection, entries: Uint8Array): void {
		this.#options.tally.presenceIn += 1;
		if (!this.#presence.apply(from, entries))
			from.close(CLOSE.protocol, 'presence that cannot be read');
		this.#schedule();
	}

	/** A socket closed. Its person is shown a little longer, in case they reconnect. */
	leave(connection: Connection): void {
		this.#presence.disown(connection);
		setTimeout(() => this.#sweep(connection), RECONNECT_GRACE).unref();
	}

	#sweep(left: Connection): void {
		this.#presence.sweep(left);
		this.#schedule();
	}

	#schedule(): void {
		if (this.#isDue || !this.#presence.hasNews) return;
		this.#isDue = true;
		setTimeout(() => this.#pass(), tickFor(this.#options.connections.size)).unref();
	}

	#pass(): void {
		this.#isDue = false;
		const news = this.#presence.news();
		if (!news) return;
		const { connections, tally } = this.#options;
		const batch = new Batch([awarenessFrame(news.forAll)]);
		for (const connection of connections) {
			const others = news.forBack.get(connection);
			if (others) connection.send(awarenessFrame(others));
			else connection.sendBatch(batch);
		}
		tally.presenceOut += connections.size;
	}
}

/** Milliseconds: less often the more people there are, since each message is answered by as many echoes. */
function tickFor(people: number): number {
	if (people <= 50) return 50;
	if (people <= 100) return 100;
	return people <= 200 ? 125 : 250;
}
