import * as Y from 'yjs';
import type { Struct } from './encode-news.ts';

/** How far each client's changes are known: client → the next clock. */
export type Clocks = ReadonlyMap<number, number>;

/** How often each struct of an update may be tried on average before the update is rejected. Honest clients need about one. */
const PATIENCE = 16;

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

	knows(id: Y.ID): boolean {
		return id.clock < this.of(id.client);
	}
}

/** One client's structs, of which those before `next` are settled. */
export interface Run {
	readonly structs: readonly Struct[];
	next: number;
}

/** Advances the clocks over the structs, in an order in which each finds what it refers to; false when some are left. */
export function settle(runs: readonly Run[], progress: Progress): boolean | 'malformed' {
	const due = [...runs];
	let looks = PATIENCE * runs.reduce((sum, { structs }) => sum + structs.length, 0);
	const waiting = new Map<number, Run[]>();
	let open = due.length;
	for (let run = due.pop(); run; run = due.pop(), looks--) {
		const blocked = advance(run, progress);
		if (blocked === 'malformed') return blocked;
		if (looks < 0) return false;
		for (const freed of waiting.get(clientOf(run)) ?? []) due.push(freed);
		waiting.delete(clientOf(run));
		if (blocked === undefined) open -= 1;
		else if (blocked !== 'gap') add(waiting, blocked, run);
	}
	return open === 0;
}

function add(waiting: Map<number, Run[]>, client: number, run: Run): void {
	const others = waiting.get(client);
	if (others) others.push(run);
	else waiting.set(client, [run]);
}

export const clientOf = (run: Run): number => run.structs[0]?.id.client ?? 0;

/** The structs of an update, which come client by client. */
export function runsOf(structs: readonly Struct[]): Run[] {
	const runs: { structs: Struct[]; next: number }[] = [];
	for (const struct of structs) {
		const last = runs.at(-1);
		if (last?.structs[0]?.id.client === struct.id.client) last.structs.push(struct);
		else runs.push({ structs: [struct], next: 0 });
	}
	return runs;
}

/** Settles structs until one depends on another client, and returns that client's number; undefined when all are settled. */
function advance(run: Run, progress: Progress): number | 'gap' | 'malformed' | undefined {
	for (; run.next < run.structs.length; run.next++) {
		const struct = run.structs[run.next];
		if (!struct) return undefined;
		const { client, clock } = struct.id;
		if (struct.length <= 0 || !Number.isSafeInteger(clock + struct.length)) return 'malformed';
		const known = progress.of(client);
		if (struct instanceof Y.Skip) continue;
		if (clock > known) return 'gap';
		const missing = missingOf(struct, progress);
		if (missing !== undefined) return missing;
		if (clock + struct.length > known) progress.moved.set(client, clock + struct.length);
	}
	return undefined;
}

/** The client whose struct must come first, or that it refers to its own future. */
function missingOf(struct: Struct, progress: Progress): number | 'malformed' | undefined {
	if (!(struct instanceof Y.Item)) return undefined;
	const parent = struct.parent instanceof Y.ID ? struct.parent : null;
	if (struct.origin && Y.compareIDs(struct.origin, struct.rightOrigin)) return 'malformed';
	for (const id of [struct.origin, struct.rightOrigin, parent]) {
		if (id === null) continue;
		if (id.client === struct.id.client) {
			if (id.clock >= struct.id.clock) return 'malformed';
		} else if (!progress.knows(id)) return id.client;
	}
	return undefined;
}
