import type { Outline, Run } from './outline.ts';
import { Skim } from './skim.ts';
import { NOBODY, StructReader } from './struct-reader.ts';

/** How far each client's changes are known: client → the next clock. */
export type Clocks = ReadonlyMap<number, number>;

/** How often each struct of an update may be tried on average before the update is rejected. Honest clients need about one. */
const PATIENCE = 16;

/** The client whose structs must come first, or why none can help; undefined when nothing is missing. */
type Blocked = number | 'gap' | 'malformed' | undefined;

/** The known clocks, and how far an update moves them. */
export class Progress {
	readonly moved = new Map<number, number>();
	readonly #known: Clocks;

	constructor(known: Clocks) {
		this.#known = known;
	}

	of(client: number): number {
		return this.moved.get(client) ?? this.#known.get(client) ?? 0;
	}
}

/** A client's structs that are not settled yet. */
interface Rest {
	readonly client: number;
	clock: number;
	count: number;
	at: number;
}

/** Advances the clocks over the structs, in an order in which each finds what it refers to; false when some are left. */
export function settle(outline: Outline, progress: Progress): boolean | 'malformed' {
	const settling = new Settling(outline.update, progress);
	const due: Rest[] = outline.runs.map((run: Run) => ({ ...run }));
	let looks = PATIENCE * outline.count;
	const waiting = new Map<number, Rest[]>();
	let open = due.length;
	for (let run = due.pop(); run; run = due.pop(), looks--) {
		const blocked = settling.advance(run);
		if (blocked === 'malformed') return blocked;
		if (looks < 0) return false;
		for (const freed of waiting.get(run.client) ?? []) due.push(freed);
		waiting.delete(run.client);
		if (blocked === undefined) open -= 1;
		else if (blocked !== 'gap') add(waiting, blocked, run);
	}
	return open === 0;
}

function add(waiting: Map<number, Rest[]>, client: number, run: Rest): void {
	const others = waiting.get(client);
	if (others) others.push(run);
	else waiting.set(client, [run]);
}

class Settling {
	readonly #skim: Skim;
	readonly #structs: StructReader;
	readonly #progress: Progress;

	constructor(update: Uint8Array, progress: Progress) {
		this.#skim = new Skim(update, Infinity);
		this.#structs = new StructReader(this.#skim);
		this.#progress = progress;
	}

	/** Settles structs until one depends on another client. */
	advance(run: Rest): Blocked {
		const before = this.#progress.of(run.client);
		let known = before;
		let blocked: Blocked;
		this.#skim.at = run.at;
		for (; run.count > 0; run.count--) {
			this.#structs.next();
			const end = run.clock + this.#structs.length;
			blocked = this.#blocked(run, known);
			if (blocked !== undefined) break;
			if (!this.#structs.isSkip) known = Math.max(known, end);
			run.clock = end;
			run.at = this.#skim.at;
		}
		if (known > before) this.#progress.moved.set(run.client, known);
		return blocked;
	}

	#blocked({ client, clock }: Rest, known: number): Blocked {
		const struct = this.#structs;
		if (struct.isSkip) return undefined;
		if (clock > known) return 'gap';
		const { leftClient, leftClock, rightClient, rightClock } = struct;
		// Between a character and itself: clients would place it differently.
		if (leftClient !== NOBODY && leftClient === rightClient && leftClock === rightClock)
			return 'malformed';
		return (
			this.#lacks(leftClient, leftClock, client, clock) ??
			this.#lacks(rightClient, rightClock, client, clock) ??
			this.#lacks(struct.parentClient, struct.parentClock, client, clock)
		);
	}

	/** What a reference needs first, or that it is to the future of its own client. */
	#lacks(client: number, clock: number, own: number, ownClock: number): Blocked {
		if (client === NOBODY) return undefined;
		if (client === own) return clock < ownClock ? undefined : 'malformed';
		return clock < this.#progress.of(client) ? undefined : client;
	}
}
