import * as encoding from 'lib0/encoding';
import type { Range } from './encode-news.ts';

const FEW = 16; // ranges that are inserted one by one, each of which may move all others

/** Ranges of one client: start, end, start, end … ascending, never touching each other. */
type Ranges = number[];

/** What is deleted in a document, without the document: for each client, ranges of clocks. */
export class Deletions {
	readonly #clients = new Map<number, Ranges>();
	#encoded: Uint8Array | undefined;

	/** True when all of a range is deleted already. */
	has(client: number, clock: number, length: number): boolean {
		const ranges = this.#clients.get(client);
		if (!ranges) return false;
		const at = firstEndingAt(ranges, clock + 1);
		return at < ranges.length && start(ranges, at) <= clock && end(ranges, at) >= clock + length;
	}

	/** Adds ranges; they melt together with those that they overlap or touch. */
	addAll(ranges: readonly Range[]): void {
		if (ranges.length <= FEW) {
			for (const { client, clock, length } of ranges) this.#add(client, clock, length);
			return;
		}
		this.#encoded = undefined;
		for (const [client, own] of Map.groupBy(ranges, ({ client }) => client))
			this.#clients.set(client, melted(this.#clients.get(client) ?? [], own));
	}

	#add(client: number, clock: number, length: number): void {
		if (this.has(client, clock, length)) return;
		this.#encoded = undefined;
		const ranges = this.#clients.get(client) ?? [];
		this.#clients.set(client, ranges);
		const from = firstEndingAt(ranges, clock);
		let until = from;
		let [low, high] = [clock, clock + length];
		while (until < ranges.length && start(ranges, until) <= high) {
			low = Math.min(low, start(ranges, until));
			high = Math.max(high, end(ranges, until));
			until += 2;
		}
		ranges.splice(from, until - from, low, high);
	}

	/**
	 * All of it as an update without content, in the very bytes in which Yjs writes it: a client that knows the same
	 * deletions sends the same bytes.
	 */
	encoded(): Uint8Array {
		this.#encoded ??= encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, 0);
			encoding.writeVarUint(encoder, this.#clients.size);
			const clients = [...this.#clients].sort(([a], [b]) => b - a);
			for (const [client, ranges] of clients) writeClient(encoder, client, ranges);
		});
		return this.#encoded;
	}
}

/** Ranges and others of the same client, as one. */
function melted(ranges: Ranges, others: readonly Range[]): Ranges {
	const all = others.map(({ clock, length }) => [clock, clock + length] as const);
	for (let at = 0; at < ranges.length; at += 2) all.push([start(ranges, at), end(ranges, at)]);
	all.sort(([a], [b]) => a - b);
	const result: Ranges = [];
	for (const [low, high] of all) {
		const last = result.at(-1) ?? -1;
		if (low <= last) result[result.length - 1] = Math.max(last, high);
		else result.push(low, high);
	}
	return result;
}

function writeClient(encoder: encoding.Encoder, client: number, ranges: Ranges): void {
	encoding.writeVarUint(encoder, client);
	encoding.writeVarUint(encoder, ranges.length / 2);
	for (let at = 0; at < ranges.length; at += 2) {
		encoding.writeVarUint(encoder, start(ranges, at));
		encoding.writeVarUint(encoder, end(ranges, at) - start(ranges, at));
	}
}

const start = (ranges: Ranges, at: number): number => ranges[at] ?? Infinity;
const end = (ranges: Ranges, at: number): number => ranges[at + 1] ?? Infinity;

/** Index of the first range that ends at a clock or after it. */
function firstEndingAt(ranges: Ranges, clock: number): number {
	let low = 0;
	let high = ranges.length / 2;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (end(ranges, middle * 2) < clock) low = middle + 1;
		else high = middle;
	}
	return low * 2;
}
