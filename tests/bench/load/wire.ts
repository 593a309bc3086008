import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC_STEP } from '../../../src/shared/protocol/sync.ts';
import type { Wire } from './job.ts';

/** Numbers that differ between hocuspocus and y-websocket. */
const HOCUSPOCUS = { auth: 2, syncReply: 4, syncStatus: 8, token: 0 } as const;

/** Callbacks for the frames a load client handles. */
export interface Receiver {
	step1(stateVector: Uint8Array): void;
	update(update: Uint8Array, isAnswer: boolean): void;
	presence(entries: Uint8Array): void;
	/** `count` is the payload of our barrier; hocuspocus acknowledges one update at a time. */
	acknowledged(count: number | undefined): void;
}

/** Encodes and decodes the frames of one socket on one document. */
export class Frames {
	readonly #prefix: Uint8Array;
	readonly #wire: Wire;

	constructor(wire: Wire, document: string) {
		this.#wire = wire;
		this.#prefix = encoding.encode((encoder) => {
			if (wire === 'hocuspocus') encoding.writeVarString(encoder, document);
		});
	}

	#frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
		return encoding.encode((encoder) => {
			encoding.writeUint8Array(encoder, this.#prefix);
			encoding.writeVarUint(encoder, type);
			write(encoder);
		});
	}

	sync(step: number, bytes: Uint8Array): Uint8Array {
		return this.#frame(MESSAGE.sync, (encoder) => {
			encoding.writeVarUint(encoder, step);
			encoding.writeVarUint8Array(encoder, bytes);
		});
	}

	presence(entries: Uint8Array): Uint8Array {
		return this.#frame(MESSAGE.awareness, (encoder) =>
			encoding.writeVarUint8Array(encoder, entries)
		);
	}

	/** A barrier: asks to be told when everything is on disk; `count` says how much that is. */
	barrier(count: number): Uint8Array {
		const payload = encoding.encode((encoder) => encoding.writeVarUint(encoder, count));
		return this.#frame(MESSAGE.barrier, (encoder) => encoding.writeVarUint8Array(encoder, payload));
	}

	/** The first frames of a client. */
	greeting(): Uint8Array[] {
		if (this.#wire !== 'hocuspocus') return [];
		const token = this.#frame(HOCUSPOCUS.auth, (encoder) => {
			encoding.writeVarUint(encoder, HOCUSPOCUS.token);
			encoding.writeVarString(encoder, 'bench');
		});
		return [token];
	}

	read(frame: Uint8Array, receiver: Receiver): void {
		const decoder = decoding.createDecoder(frame);
		decoder.pos = this.#prefix.length;
		const type = decoding.readVarUint(decoder);
		if (type === MESSAGE.sync || type === HOCUSPOCUS.syncReply) readSync(decoder, receiver);
		else if (type === MESSAGE.awareness) receiver.presence(decoding.readVarUint8Array(decoder));
		else if (type === HOCUSPOCUS.syncStatus && decoding.readVarUint(decoder) === 1)
			receiver.acknowledged(undefined);
		else if (type === MESSAGE.barrier) receiver.acknowledged(readCount(decoder));
	}
}

function readSync(decoder: decoding.Decoder, receiver: Receiver): void {
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === SYNC_STEP.step1) receiver.step1(bytes);
	else receiver.update(bytes, step === SYNC_STEP.step2);
}

function readCount(decoder: decoding.Decoder): number {
	return decoding.readVarUint(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
}
