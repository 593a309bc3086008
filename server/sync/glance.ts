import type { Clocks } from './settle.ts';
import type { News } from './verdict.ts';

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const KIND = 0x1f;
const STRING = 4;
const MORE = 0x80; // of a number in 7-bit groups, or a byte that is no ASCII
const NONE: readonly never[] = [];

/** A place in bytes; numbers that run past the end read as NaN, which equals nothing. */
class Cursor {
	readonly #bytes: Uint8Array;
	at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	byte(): number {
		return this.#bytes[this.at++] ?? NaN;
	}

	number(): number {
		for (let value = 0, unit = 1; ; unit *= MORE) {
			const byte = this.byte();
			value += (byte & (MORE - 1)) * unit;
			if (!(byte >= MORE))
				return Number.isNaN(byte) || value > Number.MAX_SAFE_INTEGER ? NaN : value;
		}
	}

	/** Skips ASCII; false at anything else, where a byte is not a letter. */
	skipLetters(count: number): boolean {
		const end = this.at + count;
		while (this.at < end && !(this.byte() >= MORE));
		return this.at === end && (this.#bytes[end - 1] ?? MORE) < MORE;
	}
}

/**
 * Recognises the most common change, one piece of typed text after something known, without decoding it, and returns the
 * news that `examine` would find in it. Undefined for anything else, which `examine` then judges.
 */
export function glance(update: Uint8Array, clocks: Clocks): News | undefined {
	const cursor = new Cursor(update);
	if (cursor.number() !== 1 || cursor.number() !== 1) return undefined; // one client, one struct
	const client = cursor.number();
	const clock = cursor.number();
	if (clock !== (clocks.get(client) ?? 0)) return undefined;
	const info = cursor.byte();
	if ((info & KIND) !== STRING || !areKnown(cursor, info, clocks)) return undefined;
	const length = cursor.number();
	if (!(length > 0) || !cursor.skipLetters(length)) return undefined;
	if (cursor.number() !== 0 || cursor.at !== update.length) return undefined; // nothing deleted, nothing after
	const moved = [[client, clock + length]] as const;
	return { kind: 'new', update, isWhole: true, clocks: moved, deletions: NONE, roots: NONE };
}

/** Whether the neighbours of the text are known. Text that names none names its parent, which is not checked here. */
function areKnown(cursor: Cursor, info: number, clocks: Clocks): boolean {
	let [left, leftClock] = [-1, -1];
	if (info & HAS_ORIGIN) {
		[left, leftClock] = [cursor.number(), cursor.number()];
		if (!(leftClock < (clocks.get(left) ?? 0))) return false;
	}
	if (info & HAS_RIGHT_ORIGIN) {
		const [right, rightClock] = [cursor.number(), cursor.number()];
		if (!(rightClock < (clocks.get(right) ?? 0))) return false;
		if (left === right && leftClock === rightClock) return false;
	}
	return (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0;
}
