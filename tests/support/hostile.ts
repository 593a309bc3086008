import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { MESSAGE } from '#shared/protocol/sync.ts';
import {
	awarenessFrame,
	barrierFrame,
	encodeEntries,
	step1Frame,
	step2Frame,
	updateFrame
} from '#server/sync/messages.ts';
import { deskIn, editAnything } from './random-edits.ts';
import type { Seeded } from './seeded.ts';

/** Updates with every kind of content, each built on the previous document. */
export function someUpdates(seeded: Seeded, count: number, doc = new Y.Doc()): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const listen = (update: Uint8Array) => void updates.push(update);
	doc.on('update', listen);
	const desk = deskIn(doc);
	for (let i = 0; i < count; i++) editAnything(desk, seeded);
	doc.off('update', listen);
	return updates;
}

/** The same bytes with a few bits flipped. */
export function flipped(bytes: Uint8Array, seeded: Seeded): Uint8Array {
	const copy = bytes.slice();
	for (let flips = 1 + seeded.below(3); flips > 0 && copy.length > 0; flips--) {
		const at = seeded.below(copy.length);
		copy[at] = (copy[at] ?? 0) ^ (1 << seeded.below(8));
	}
	return copy;
}

export function truncated(bytes: Uint8Array, seeded: Seeded): Uint8Array {
	return bytes.slice(0, seeded.below(bytes.length + 1));
}

/** A number of any size in lib0's encoding, possibly unreadable. */
export function hugeNumber(seeded: Seeded): Uint8Array {
	return Uint8Array.from({ length: 4 + seeded.below(16) }, (_, at) => (at === 0 ? 0xfe : 0xff));
}

export function forgedPresence(seeded: Seeded, victims: readonly number[]): Uint8Array {
	const client = victims.length > 0 && seeded.below(3) > 0 ? seeded.pick(victims) : seeded.below(9);
	const state = seeded.pick(['null', '{"forged":true}', '[]', '{', `{"user":"forged"}`]);
	const clock = seeded.pick([0, 1, 5, 1_000, 2 ** 31, 2 ** 52]);
	return awarenessFrame(encodeEntries([{ client, clock, state }]));
}

/**
 * A frame that breaks or bends a rule. Its content comes from its own documents only: under another's client id it
 * could forge what that client will write next, against which Yjs has no defence.
 */
function hostileFrames(seeded: Seeded, victims: readonly number[]): Uint8Array[] {
	const updates = someUpdates(seeded, 3 + seeded.below(6));
	const some = updates.length > 0 ? seeded.pick(updates) : new Uint8Array();
	switch (seeded.below(9)) {
		case 0:
			return updates.map((update) => updateFrame(flipped(update, seeded)));
		case 1:
			return updates.slice(1).map(updateFrame); // a hole
		case 2:
			return [step2Frame(truncated(some, seeded))];
		case 3:
			return Array.from({ length: 5 }, () => forgedPresence(seeded, victims));
		case 4:
			return [join(seeded.pick([[0, 2], [0, 1], [0, 0], [1], [102], []]), hugeNumber(seeded))];
		case 5:
			return Array.from({ length: 2_500 }, () => barrierFrame(new Uint8Array([1])));
		case 6:
			return [seeded.bytes(seeded.below(40))];
		case 7:
			return updates.map(updateFrame);
		default:
			return [flipped(updateFrame(some), seeded), step1Frame(seeded.bytes(6))];
	}
}

export function join(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
	return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** A presence message with many entries. */
export function crowd(count: number): Uint8Array {
	const entries = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, count);
		for (let client = 0; client < count; client++) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarString(encoder, '{}');
		}
	});
	return join(
		[MESSAGE.awareness],
		encoding.encode((e) => encoding.writeVarUint8Array(e, entries))
	);
}

/** A hostile client with write access, which reconnects whenever it is thrown out. */
export class Mallory {
	readonly #address: string;
	readonly #cookie: string;
	readonly #seeded: Seeded;
	#isOver = false;
	/** Number of closes by code. */
	readonly closes = new Map<number, number>();
	frames = 0;

	constructor(address: string, cookie: string, seeded: Seeded) {
		this.#address = address;
		this.#cookie = cookie;
		this.#seeded = seeded;
	}

	/** Runs until {@link stop}. */
	async rage(victims: () => readonly number[]): Promise<void> {
		while (!this.#isOver) await this.#visit(victims);
	}

	stop(): void {
		this.#isOver = true;
	}

	async #visit(victims: () => readonly number[]): Promise<void> {
		const socket = new WebSocket(this.#address, { headers: { cookie: this.#cookie } });
		socket.on('error', () => undefined);
		const closed = new Promise<number>((resolve) => socket.on('close', resolve));
		socket.on('open', () => void this.#attack(socket, victims));
		const code = await closed;
		this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
		await pause(30);
	}

	async #attack(socket: WebSocket, victims: () => readonly number[]): Promise<void> {
		while (!this.#isOver && socket.readyState === socket.OPEN) {
			for (const frame of hostileFrames(this.#seeded, victims())) {
				socket.send(frame);
				this.frames += 1;
			}
			await pause(20);
		}
		socket.terminate();
	}
}

const pause = (milliseconds: number) => new Promise((next) => setTimeout(next, milliseconds));
