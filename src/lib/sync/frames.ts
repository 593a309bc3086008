import * as encoding from 'lib0/encoding';
import { writeSyncStep1 } from 'y-protocols/sync';
import type * as Y from 'yjs';
import { MESSAGE } from '#shared/protocol/sync.ts';

/** Asks the server to say so once everything so far is on disk; the number comes back. */
export function barrier(number: number): Uint8Array<ArrayBuffer> {
	const payload = encoding.encode((encoder) => encoding.writeVarUint(encoder, number));
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.barrier);
		encoding.writeVarUint8Array(encoder, payload);
	});
}

/** Asks the server for what is missing here; it answers even if nothing is. */
export function stepOne(doc: Y.Doc): Uint8Array<ArrayBuffer> {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		writeSyncStep1(encoder, doc);
	});
}
