import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Yjs client ids of the writers start here, to be as long as the random ones of real clients. */
export const FIRST_WRITER = 1_000_000_000;
export const TYPED_TEXT = 'text';

const STRING_REF = 4;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const REF_BITS = 0x1f;

/** The update for one character appended to the writer's text, byte for byte as Yjs encodes it. */
export function typingUpdate(writer: number, clock: number, character: string): Uint8Array {
	return encoding.encode((encoder) => {
		for (const number of [1, 1, FIRST_WRITER + writer, clock])
			encoding.writeVarUint(encoder, number);
		if (clock === 0) writeStart(encoder);
		else writeOrigin(encoder, writer, clock - 1);
		encoding.writeVarString(encoder, character);
		encoding.writeVarUint(encoder, 0); // no deletions
	});
}

function writeStart(encoder: encoding.Encoder): void {
	encoding.writeUint8(encoder, STRING_REF);
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarString(encoder, TYPED_TEXT);
}

function writeOrigin(encoder: encoding.Encoder, writer: number, clock: number): void {
	encoding.writeUint8(encoder, STRING_REF | HAS_ORIGIN);
	encoding.writeVarUint(encoder, FIRST_WRITER + writer);
	encoding.writeVarUint(encoder, clock);
}

type Typed = (writer: number, clock: number, length: number) => void;

/** Reports who typed what in an update, merged or not. May report the same text twice. */
export function readTyping(update: Uint8Array, typed: Typed): void {
	if (readOnlyTyping(update, typed)) return;
	for (const struct of Y.decodeUpdate(update).structs)
		if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
			typed(struct.id.client - FIRST_WRITER, struct.id.clock, struct.length);
}

/** A fast path, because it runs for every delivery; false for anything but a writer's typing. */
function readOnlyTyping(update: Uint8Array, typed: Typed): boolean {
	const decoder = decoding.createDecoder(update);
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
		let structs = decoding.readVarUint(decoder);
		const writer = decoding.readVarUint(decoder) - FIRST_WRITER;
		let clock = decoding.readVarUint(decoder);
		for (; structs > 0; structs--) {
			const info = decoding.readUint8(decoder);
			if ((info & REF_BITS) !== STRING_REF) return false;
			const length = readString(decoder, info);
			typed(writer, clock, length);
			clock += length;
		}
	}
	return true;
}

function readString(decoder: decoding.Decoder, info: number): number {
	if (info & HAS_ORIGIN) skipId(decoder);
	if (info & HAS_RIGHT_ORIGIN) skipId(decoder);
	if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
		if (decoding.readVarUint(decoder) === 1) decoding.readVarString(decoder);
		else skipId(decoder);
	}
	const bytes = decoding.readVarUint(decoder); // the writers type ASCII, so bytes are characters
	decoder.pos += bytes;
	return bytes;
}

function skipId(decoder: decoding.Decoder): void {
	decoding.readVarUint(decoder);
	decoding.readVarUint(decoder);
}
