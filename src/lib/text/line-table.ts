import type { Node } from '@tiptap/pm/model';
import type { Head } from '#shared/text/head.ts';
import type { Segment } from '#shared/text/segment.ts';

/** A head with its letters as they were last read, and the nodes that ProseMirror shows for them. */
export interface Entry {
	readonly head: Head | undefined;
	readonly id: string;
	/** The record of a card. */
	readonly record: string;
	readonly segment: Segment;
	nodes: readonly Node[];
	chunk: Chunk | undefined;
}

interface Chunk {
	readonly entries: Entry[];
	/** Units of the text and sizes of the nodes, of all entries of the chunk. */
	units: number;
	size: number;
}

const FULL = 128; // entries of a chunk before it is divided
const ORDER = 2 ** 20; // more than there are entries in a chunk

/** Units of an entry in the text: its head and its letters. */
function unitsOf({ head, segment }: Entry): number {
	return (head ? 1 : 0) + segment.length;
}

/** Positions that an entry's nodes take in the document. */
export function sizeOf({ nodes }: Entry): number {
	let size = 0;
	for (const node of nodes) size += node.nodeSize;
	return size;
}

/**
 * The entries of a text in their order, from which an index or a position is found by adding up some hundred numbers.
 * Always true: every head of the text that is not deleted has one entry, the first entry has no head.
 */
export class LineTable {
	#chunks: Chunk[] = [];
	readonly #byHead = new Map<Head, Entry>();
	readonly #byId = new Map<string, Set<Entry>>();
	#size = 0;

	constructor(entries: readonly Entry[]) {
		this.#chunks = [{ entries: [], units: 0, size: 0 }];
		this.#insert(0, 0, entries);
	}

	/** The size of the content of the document. */
	get size(): number {
		return this.#size;
	}

	get front(): Entry {
		const front = this.#chunks[0]?.entries[0];
		if (!front) throw new Error('a text begins with an entry without a head');
		return front;
	}

	of(head: Head | undefined): Entry | undefined {
		return head ? this.#byHead.get(head) : this.front;
	}

	/** All entries with an id, in the order of the text. */
	withId(id: string): Entry[] {
		const entries = [...(this.#byId.get(id) ?? [])];
		if (entries.length < 2) return entries;
		const placed = entries.map((entry) => ({ entry, at: this.orderOf(entry) }));
		return placed.sort((a, b) => a.at - b.at).map(({ entry }) => entry);
	}

	/** The index of an entry's first unit in the text. */
	indexOf(entry: Entry): number {
		return this.#before(entry, 'units', unitsOf);
	}

	/** A number that grows from each entry to the next. */
	orderOf(entry: Entry): number {
		const chunk = chunkOf(entry);
		return this.#chunks.indexOf(chunk) * ORDER + chunk.entries.indexOf(entry);
	}

	/** The position before an entry's first node. */
	positionOf(entry: Entry): number {
		return this.#before(entry, 'size', sizeOf);
	}

	next(entry: Entry): Entry | undefined {
		const chunk = chunkOf(entry);
		const inside = chunk.entries[chunk.entries.indexOf(entry) + 1];
		return inside ?? this.#chunks[this.#chunks.indexOf(chunk) + 1]?.entries[0];
	}

	previous(entry: Entry): Entry | undefined {
		const chunk = chunkOf(entry);
		const at = chunk.entries.indexOf(entry);
		if (at > 0) return chunk.entries[at - 1];
		return this.#chunks[this.#chunks.indexOf(chunk) - 1]?.entries.at(-1);
	}

	/** The entry that shows what is at a position, and where its nodes begin; the last one for the end. */
	at(position: number): { readonly entry: Entry; readonly start: number } {
		let [start, from] = [0, 0];
		let found: Chunk | undefined;
		for (const chunk of this.#chunks) {
			if (chunk.size > 0) [found, from] = [chunk, start];
			start += chunk.size;
			if (position < start) break;
		}
		return (found && within(found, from, position)) ?? { entry: this.front, start: 0 };
	}

	/** The cards of a record, removed ones too. */
	ofRecord(record: string): Entry[] {
		return [...this.entries()].filter((entry) => entry.record === record);
	}

	/** Every entry, in order. */
	*entries(): Generator<Entry> {
		for (const chunk of this.#chunks) yield* chunk.entries;
	}

	/** Puts entries in the place of a run of others; those that stay may be among them. */
	replace(old: readonly Entry[], entries: readonly Entry[]): void {
		const [first] = old;
		if (!first) return;
		const chunk = chunkOf(first);
		const at = chunk.entries.indexOf(first);
		for (const entry of old) this.#remove(entry);
		this.#insert(this.#chunks.indexOf(chunk), at, entries);
	}

	/** Sets what is shown of an entry. */
	show(entry: Entry, nodes: readonly Node[]): void {
		const before = sizeOf(entry);
		entry.nodes = nodes;
		const change = sizeOf(entry) - before;
		chunkOf(entry).size += change;
		this.#size += change;
	}

	#before(entry: Entry, key: 'units' | 'size', measure: (entry: Entry) => number): number {
		const own = chunkOf(entry);
		let sum = 0;
		for (const chunk of this.#chunks) {
			if (chunk === own) break;
			sum += chunk[key];
		}
		for (const one of own.entries) {
			if (one === entry) break;
			sum += measure(one);
		}
		return sum;
	}

	#remove(entry: Entry): void {
		const chunk = chunkOf(entry);
		chunk.entries.splice(chunk.entries.indexOf(entry), 1);
		chunk.units -= unitsOf(entry);
		chunk.size -= sizeOf(entry);
		this.#size -= sizeOf(entry);
		entry.chunk = undefined;
		if (entry.head) this.#byHead.delete(entry.head);
		const same = this.#byId.get(entry.id);
		same?.delete(entry);
		if (same?.size === 0) this.#byId.delete(entry.id);
	}

	#insert(at: number, offset: number, entries: readonly Entry[]): void {
		const chunk = this.#chunks[at];
		if (!chunk) throw new Error('a place in the table is in one of its chunks');
		const all = chunk.entries;
		const tail = all.splice(offset);
		for (const entry of entries) all.push(entry);
		for (const entry of tail) all.push(entry);
		for (const entry of entries) this.#register(entry);
		this.#divide(at, chunk);
	}

	#register(entry: Entry): void {
		this.#size += sizeOf(entry);
		if (entry.head) this.#byHead.set(entry.head, entry);
		if (entry.id === '') return;
		const same = this.#byId.get(entry.id);
		if (same) same.add(entry);
		else this.#byId.set(entry.id, new Set([entry]));
	}

	/** Adds up a chunk anew, in pieces that are not too long; an empty one goes. */
	#divide(at: number, { entries }: Chunk): void {
		const pieces: Chunk[] = [];
		const length = entries.length > 2 * FULL ? FULL : 2 * FULL;
		for (let from = 0; from < entries.length; from += length) {
			const piece: Chunk = { entries: entries.slice(from, from + length), units: 0, size: 0 };
			for (const entry of piece.entries) {
				entry.chunk = piece;
				piece.units += unitsOf(entry);
				piece.size += sizeOf(entry);
			}
			pieces.push(piece);
		}
		this.#chunks.splice(at, 1, ...pieces);
		this.#chunks = this.#chunks.filter((chunk) => chunk.entries.length > 0);
	}
}

function within(chunk: Chunk, from: number, position: number) {
	let start = from;
	let last: { readonly entry: Entry; readonly start: number } | undefined;
	for (const entry of chunk.entries) {
		const size = sizeOf(entry);
		if (size === 0) continue;
		last = { entry, start };
		start += size;
		if (position < start) break;
	}
	return last;
}

function chunkOf({ chunk }: Entry): Chunk {
	if (!chunk) throw new Error('an entry that is not in the table has no place');
	return chunk;
}
