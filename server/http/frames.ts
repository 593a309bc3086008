const BINARY = 0x82; // a whole binary message, unmasked as a server's frames are (RFC 6455 §5.2)
const SHORT = 125; // the greatest length that fits in the second byte
const LONG = 0xffff; // the greatest length that fits in two bytes
const LARGE = 16_384; // bytes; from here on copying a message costs more than writing it separately

/**
 * Frames messages for a WebSocket, in pieces for one write to the socket: small messages are copied together, a large
 * one follows its header uncopied.
 */
export function framesOf(messages: readonly Uint8Array[]): Uint8Array[] {
	const [only] = messages;
	if (only && messages.length === 1 && only.length <= SHORT) return [shortFrame(only)];
	const pieces: Uint8Array[] = [];
	let small: Uint8Array[] = [];
	for (const message of messages) {
		small.push(headOf(message.length));
		if (message.length < LARGE) small.push(message);
		else {
			pieces.push(Buffer.concat(small), message);
			small = [];
		}
	}
	if (small.length > 0) pieces.push(Buffer.concat(small));
	return pieces;
}

/** The most common case: a single typed character. */
function shortFrame(message: Uint8Array): Uint8Array {
	const frame = Buffer.allocUnsafe(2 + message.length);
	frame[0] = BINARY;
	frame[1] = message.length;
	frame.set(message, 2);
	return frame;
}

function headOf(length: number): Uint8Array {
	if (length <= SHORT) return Uint8Array.of(BINARY, length);
	if (length <= LONG) return Uint8Array.of(BINARY, 126, length >> 8, length & 0xff);
	const head = Buffer.alloc(10);
	head.writeUInt16BE((BINARY << 8) | 127);
	head.writeBigUInt64BE(BigInt(length), 2);
	return head;
}
