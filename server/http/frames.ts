const BINARY = 0x82; // a whole binary message, from a server and so without a mask (RFC 6455 §5.2)
const SHORT = 125; // the longest length that fits the second byte
const LONG = 0xffff; // the longest that fits two bytes

/** Messages as WebSocket frames in one buffer, for one write to the socket. */
export function framesOf(messages: readonly Uint8Array[]): Buffer {
	const length = messages.reduce((sum, { length }) => sum + headLength(length) + length, 0);
	const buffer = Buffer.allocUnsafe(length);
	let at = 0;
	for (const message of messages) {
		at = writeHead(buffer, at, message.length);
		buffer.set(message, at);
		at += message.length;
	}
	return buffer;
}

function headLength(length: number): number {
	if (length <= SHORT) return 2;
	return length <= LONG ? 4 : 10;
}

function writeHead(buffer: Buffer, at: number, length: number): number {
	buffer[at] = BINARY;
	if (length <= SHORT) return buffer.writeUInt8(length, at + 1);
	if (length <= LONG) {
		buffer.writeUInt8(126, at + 1);
		return buffer.writeUInt16BE(length, at + 2);
	}
	buffer.writeUInt8(127, at + 1);
	return buffer.writeBigUInt64BE(BigInt(length), at + 2);
}
