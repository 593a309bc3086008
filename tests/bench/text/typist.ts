import * as encoding from 'lib0/encoding';
import type { Place } from './documents.ts';
import { FIRST_TYPIST } from './typist-numbers.ts';

const STRING_REF = 4;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const SYNC = 0;
const UPDATE = 2;

/** Somebody who types in the middle of a line without holding a document: the frames that Yjs would send. */
export class Typist {
	readonly #client: number;
	readonly #place: Place;
	#clock = 0;

	constructor(number: number, place: Place) {
		this.#client = FIRST_TYPIST + number;
		this.#place = place;
	}

	/** The frame of the next letter, right of the last one. */
	next(): Uint8Array {
		const letter = this.#clock % 6 === 5 ? ' ' : String.fromCharCode(97 + (this.#clock % 26));
		const update = this.#update(letter);
		this.#clock += 1;
		return encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, SYNC);
			encoding.writeVarUint(encoder, UPDATE);
			encoding.writeVarUint8Array(encoder, update);
		});
	}

	#update(letter: string): Uint8Array {
		const { client, clock } = this.#place;
		const left = this.#clock === 0 ? [client, clock] : [this.#client, this.#clock - 1];
		return encoding.encode((encoder) => {
			for (const number of [1, 1, this.#client, this.#clock])
				encoding.writeVarUint(encoder, number);
			encoding.writeUint8(encoder, STRING_REF | HAS_ORIGIN | HAS_RIGHT_ORIGIN);
			for (const number of [...left, client, clock + 1]) encoding.writeVarUint(encoder, number);
			encoding.writeVarString(encoder, letter);
			encoding.writeVarUint(encoder, 0); // no deletions
		});
	}
}
