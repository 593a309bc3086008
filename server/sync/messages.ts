import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC_STEP, type HeldReason } from '#shared/protocol/sync.ts';

/** `isAnswer`: it came as step 2, and so holds everything that the sender has and we lacked. */
export interface UpdateMessage {
	readonly type: 'update';
	readonly update: Uint8Array;
	readonly isAnswer: boolean;
}

/** A frame of the y-websocket protocol, or our barrier. */
export type Message =
	| { readonly type: 'step1'; readonly stateVector: Uint8Array }
	| UpdateMessage
	| { readonly type: 'awareness'; readonly entries: Uint8Array }
	| { readonly type: 'queryAwareness' }
	| { readonly type: 'barrier'; readonly payload: Uint8Array };

/** Reads one frame; undefined for bytes that are not of the protocol. */
export function decodeMessage(frame: Uint8Array): Message | undefined {
	try {
		return decode(decoding.createDecoder(frame));
	} catch {
		return undefined; // lib0 throws on lengths that run past the end
	}
}

function decode(decoder: decoding.Decoder): Message | undefined {
	switch (decoding.readVarUint(decoder)) {
		case MESSAGE.sync:
			return decodeSync(decoder);
		case MESSAGE.awareness:
			return { type: 'awareness', entries: decoding.readVarUint8Array(decoder) };
		case MESSAGE.queryAwareness:
			return { type: 'queryAwareness' };
		case MESSAGE.barrier:
			return { type: 'barrier', payload: decoding.readVarUint8Array(decoder) };
		default:
			return undefined;
	}
}

function decodeSync(decoder: decoding.Decoder): Message | undefined {
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === SYNC_STEP.step1) return { type: 'step1', stateVector: bytes };
	if (step === SYNC_STEP.step2 || step === SYNC_STEP.update)
		return { type: 'update', update: bytes, isAnswer: step === SYNC_STEP.step2 };
	return undefined;
}

const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

const syncFrame = (step: number, bytes: Uint8Array) =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});

/** "Here is what I have; send me the rest." */
export const step1Frame = (stateVector: Uint8Array) => syncFrame(SYNC_STEP.step1, stateVector);
/** The answer to step 1; the first one makes a client call itself synced. */
export const step2Frame = (update: Uint8Array) => syncFrame(SYNC_STEP.step2, update);
/** A change. */
export const updateFrame = (update: Uint8Array) => syncFrame(SYNC_STEP.update, update);

/** The update in a message that {@link updateFrame} made, or a client in the same form. */
export function updateIn(message: Uint8Array): Uint8Array {
	const decoder = decoding.createDecoder(message);
	decoder.pos = 2; // bytes of type and step
	return decoding.readVarUint8Array(decoder);
}

/** Presence entries, as {@link encodeEntries} made them. */
export const awarenessFrame = (entries: Uint8Array) =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.awareness);
		encoding.writeVarUint8Array(encoder, entries);
	});

/** The answer to a barrier: everything before it on this socket is on disk. */
export const barrierFrame = (payload: Uint8Array) =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.barrier);
		encoding.writeVarUint8Array(encoder, payload);
	});

/** Tells a reader that its change was refused. */
export const deniedFrame = (reason: string) =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.denied);
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarString(encoder, reason);
	});

/** Tells somebody that their changes were kept, not taken. */
export const heldFrame = (reason: HeldReason) =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.held);
		encoding.writeVarString(encoder, reason);
	});

/** One person's presence: `state` is JSON, or undefined when they left. */
export interface PresenceEntry {
	readonly client: number;
	readonly clock: number;
	readonly state: string | undefined;
}

/** Writes presence entries as the awareness protocol does. */
export function encodeEntries(entries: readonly PresenceEntry[]): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, entries.length);
		for (const { client, clock, state } of entries) {
			encoding.writeVarUint(encoder, client);
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarString(encoder, state ?? 'null');
		}
	});
}

const MAX_ENTRIES = 10_000; // a client echoes what it knows of others; nobody knows more people than this

/**
 * Walks over presence entries without reading their states, which lie in `bytes` from `start` to `end`: most of what
 * comes in are echoes, not worth reading. False when malformed; what was visited until then counts.
 */
export function scanEntries(
	bytes: Uint8Array,
	visit: (client: number, clock: number, start: number, end: number) => void
): boolean {
	try {
		const decoder = decoding.createDecoder(bytes);
		const count = decoding.readVarUint(decoder);
		if (count > MAX_ENTRIES) return false;
		for (let i = 0; i < count; i++) {
			const client = decoding.readVarUint(decoder);
			const clock = decoding.readVarUint(decoder);
			const length = decoding.readVarUint(decoder);
			const start = decoder.pos;
			decoder.pos += length;
			if (decoder.pos > bytes.length) return false;
			visit(client, clock, start, decoder.pos);
		}
		return true;
	} catch {
		return false;
	}
}

/** Reads presence entries; undefined when malformed. */
export function decodeEntries(bytes: Uint8Array): PresenceEntry[] | undefined {
	const entries: PresenceEntry[] = [];
	const isRead = scanEntries(bytes, (client, clock, start, end) =>
		entries.push({ client, clock, state: stateAt(bytes, start, end) })
	);
	return isRead ? entries : undefined;
}

const utf8 = new TextDecoder();

/** The state between two places of a presence message; undefined for somebody who left. */
export function stateAt(bytes: Uint8Array, start: number, end: number): string | undefined {
	const json = utf8.decode(bytes.subarray(start, end));
	return json === 'null' ? undefined : json;
}

/** Tells whether changes can be stored at the moment. Only clients that ask barriers know this message. */
export const storageFrame = (works: boolean) =>
	frame((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.storage);
		encoding.writeVarUint(encoder, works ? 1 : 0);
	});
