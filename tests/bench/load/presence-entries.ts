import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** An entry of a presence message; `bytes` is the whole encoded entry. */
export interface Entry {
	readonly client: number;
	readonly clock: number;
	readonly bytes: Uint8Array;
}

/** Splits a presence message into entries without parsing their states. */
export function readEntries(message: Uint8Array): Entry[] {
	const decoder = decoding.createDecoder(message);
	return Array.from({ length: decoding.readVarUint(decoder) }, () => {
		const start = decoder.pos;
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		const length = decoding.readVarUint(decoder);
		decoder.pos += length;
		return { client, clock, bytes: message.subarray(start, decoder.pos) };
	});
}

/** Encodes entries as one message. */
export function writeEntries(entries: readonly Entry[]): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, entries.length);
		for (const { bytes } of entries) encoding.writeUint8Array(encoder, bytes);
	});
}

/** A person's state as an editor sends it: who they are and where their caret is. */
export function entry(client: number, clock: number): Entry {
	const user = { name: `Delegate ${client}`, color: '#30bced' };
	const state = JSON.stringify({ user, cursor: { anchor: clock, head: clock } });
	const bytes = encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, state);
	});
	return { client, clock, bytes };
}
