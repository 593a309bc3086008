import type { PersonId } from '#shared/ids.ts';

/** Changes under a client's number, from this clock on, came from this person's login; undefined for nobody's word. */
export interface AuthorMark {
	readonly client: number;
	readonly clock: number;
	readonly person: PersonId | undefined;
	/** Milliseconds since 1970 when the first of them came; unknown of what came before this was noted. */
	readonly at?: number | undefined;
}

/** Changes one after another under a client's number that one person sent. */
export interface AuthoredSpan extends Pick<AuthorMark, 'person' | 'at'> {
	/** In clocks. */
	readonly length: number;
}

/** Changes of one person that came within this are as of the first of them, so that steady typing stores little. */
const SAME_TIME = 10 * 60_000; // ms

/** Whose each client number is, as flat lists: there may be a million. `people` are places in `names`. */
export interface Owners {
	readonly clients: Float64Array;
	readonly people: Float64Array;
	readonly names: readonly (PersonId | undefined)[];
}

/**
 * Who wrote what in a document. A Yjs client number belongs to whoever first sent something under it. What others send
 * under it, known already, keeps its author; what is new then has none, because nobody can vouch for somebody else.
 */
export class Authors {
	/** By client, in the order of clocks. */
	readonly #marks = new Map<number, AuthorMark[]>();

	constructor(stored: readonly AuthorMark[]) {
		for (const mark of stored.toSorted((a, b) => a.clock - b.clock)) this.#add(mark);
	}

	/** Notes who sent new changes; returns what has to be stored, if that is news. `clock` gives the first new one. */
	note(
		client: number,
		person: PersonId | undefined,
		clock: () => number,
		now = Date.now()
	): AuthorMark | undefined {
		const marks = this.#marks.get(client);
		const author = !marks || marks[0]?.person === person ? person : undefined;
		const last = marks?.at(-1);
		if (last && last.person === author && (!author || isSameTime(last, now))) return undefined;
		const mark = { client, clock: clock(), person: author, at: now };
		this.#add(mark);
		return mark;
	}

	/** Who first sent something under a client's number. */
	ownerOf(client: number): PersonId | undefined {
		return this.#marks.get(client)?.[0]?.person;
	}

	/** The same of all of them, to be sent to a thread. */
	owners(): Owners {
		const places = new Map<PersonId | undefined, number>();
		const people = Float64Array.from(this.#marks.values(), ([first]) => {
			const place = places.get(first?.person) ?? places.size;
			places.set(first?.person, place);
			return place;
		});
		return { clients: Float64Array.from(this.#marks.keys()), people, names: [...places.keys()] };
	}

	/** Whose login sent a change; undefined when it was the server, or nobody can tell. */
	of(client: number, clock: number): PersonId | undefined {
		return this.#marks.get(client)?.findLast((mark) => mark.clock <= clock)?.person;
	}

	/** Who sent changes one after another under a client's number, and when. */
	spans(client: number, clock: number, length: number): AuthoredSpan[] {
		const end = clock + length;
		const marks = this.#marks.get(client) ?? [];
		const first = marks.findLastIndex((mark) => mark.clock <= clock);
		const within = marks.slice(Math.max(0, first)).filter((mark) => mark.clock < end);
		const starts = [...(first < 0 ? [undefined] : []), ...within];
		return starts.map((mark, place) => {
			const from = Math.max(clock, mark?.clock ?? clock);
			const to = starts[place + 1]?.clock ?? end;
			return { length: to - from, person: mark?.person, at: mark?.at };
		});
	}

	#add(mark: AuthorMark): void {
		const marks = this.#marks.get(mark.client);
		if (marks) marks.push(mark);
		else this.#marks.set(mark.client, [mark]);
	}
}

function isSameTime({ at }: AuthorMark, now: number): boolean {
	return at !== undefined && Math.abs(now - at) < SAME_TIME;
}
