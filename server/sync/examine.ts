import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { encodeNews, type Range } from './encode-news.ts';
import type { Deletions } from './deletions.ts';

/** How far each client's changes are known: client → the next clock. */
export type Clocks = ReadonlyMap<number, number>;

type Struct = Y.Item | Y.GC | Y.Skip;

/** Something new. */
export interface News {
	readonly kind: 'new';
	/** What is new of the update and can be integrated; the update itself where that is all of it. */
	readonly update: Uint8Array;
	/** Nothing of it builds on something that is not known. */
	readonly isWhole: boolean;
	/** The clocks that move. */
	readonly clocks: Clocks;
	/** What was not deleted before. */
	readonly deletions: readonly Range[];
	/** The root types that it writes to. */
	readonly roots: readonly string[];
}

/** What an update is to a document of which only clocks and deletions are known. */
export type Verdict =
	| News
	/** It holds nothing new. */
	| { readonly kind: 'known' }
	/** Nothing new of it can be integrated: it builds on something that is not known. */
	| { readonly kind: 'hole' }
	/** It is no update, or one that no client can have made. */
	| { readonly kind: 'malformed' };

const MALFORMED: Verdict = { kind: 'malformed' };
const HOLE: Verdict = { kind: 'hole' };
const KNOWN: Verdict = { kind: 'known' };
/** Looks at a struct, for each struct of an update, before it is given up; an honest client's update needs hardly more than one. */
const PATIENCE = 16;

/**
 * Judges an update by the rule by which Yjs integrates: a client's structs follow each other without a gap, and what a
 * struct refers to (origins, parent) or deletes is known before. What is judged new leaves nothing pending in any client
 * that has what the document has.
 */
export function examine(update: Uint8Array, clocks: Clocks, deletions: Deletions): Verdict {
	const decoded = decode(update);
	if (!decoded) return MALFORMED;
	const runs = runsOf(decoded.structs);
	// Yjs reads one run for each client and forgets an earlier one; no client writes two, or an empty one.
	if (runs.length !== decoding.readVarUint(decoding.createDecoder(update))) return MALFORMED;
	if (runs.length > 1 && new Set(runs.map(clientOf)).size !== runs.length) return MALFORMED;
	const progress = new Progress(clocks);
	const settled = settle(runs, decoded.structs.length * PATIENCE, progress);
	const deleted = settled === 'malformed' ? settled : judgeDeletions(decoded, progress, deletions);
	if (deleted === 'malformed') return MALFORMED;
	const isWhole = settled === true && deleted.isWhole;
	if (progress.moved.size === 0 && deleted.fresh.length === 0) return isWhole ? KNOWN : HOLE;
	const isAllNew = isWhole && deleted.isAllNew;
	return {
		kind: 'new',
		update: isAllNew ? update : encodeNews(decoded.structs, clocks, progress.moved, deleted.fresh),
		isWhole,
		clocks: progress.moved,
		deletions: deleted.fresh,
		roots: rootsOf(decoded.structs)
	};
}

/** The deletions that are new and of something known. */
function judgeDeletions({ ds }: Decoded, progress: Progress, deletions: Deletions) {
	const fresh: Range[] = [];
	let [isWhole, isAllNew] = [true, true];
	for (const [client, items] of ds.clients)
		for (const { clock, len } of items) {
			if (len <= 0) return 'malformed';
			const length = Math.min(len, progress.of(client) - clock);
			if (length < len) isWhole = false;
			if (length > 0 && !deletions.has(client, clock, length))
				fresh.push({ client, clock, length });
			else isAllNew = false;
		}
	return { fresh, isWhole, isAllNew };
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function decode(update: Uint8Array): Decoded | undefined {
	try {
		return Y.decodeUpdate(update);
	} catch {
		return undefined;
	}
}

/** The known clocks, and how far an update moves them. */
class Progress {
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
interface Run {
	readonly structs: readonly Struct[];
	next: number;
}

/** Moves the clocks over structs, in an order in which each finds what it refers to; false when some are left. */
function settle(runs: readonly Run[], looks: number, progress: Progress): boolean | 'malformed' {
	const due = [...runs];
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

const clientOf = (run: Run): number => run.structs[0]?.id.client ?? 0;

function runsOf(structs: readonly Struct[]): Run[] {
	const runs: { structs: Struct[]; next: number }[] = [];
	for (const struct of structs) {
		const last = runs.at(-1);
		if (last?.structs[0]?.id.client === struct.id.client) last.structs.push(struct);
		else runs.push({ structs: [struct], next: 0 });
	}
	return runs;
}

/** Goes on until a struct waits for another client, whose number is returned; undefined at the end. */
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

function rootsOf(structs: readonly Struct[]): string[] {
	const roots: string[] = [];
	for (const struct of structs)
		if (struct instanceof Y.Item && typeof struct.parent === 'string') roots.push(struct.parent);
	return roots;
}
